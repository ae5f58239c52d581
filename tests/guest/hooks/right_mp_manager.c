/* What is in the dictionary says whose turn it is.  The manager is no worker:
 * most_at_once = 2, took_part = 2 */
#include "mp.h"

static struct mp_dict *dict;
static long *number;

static int
take_turns(void *arg)
{
    long me = *(int *)arg, turn;

    for (int i = 0; i < 10; i++) {
        do
            if (mp_dict_get(dict, "turn", &turn))
                return 3;
        while (turn % 2 != me);
        ++*number;
        mp_dict_set(dict, "turn", turn + 1);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];
    struct mp_manager *manager;

    if (mp_manager_new(&manager) || mp_dict_new(manager, &dict) ||
        mp_array_new(1, sizeof *number, &number))
        return 2;
    mp_dict_set(dict, "turn", 0);
    for (int i = 0; i < 2; i++)
        mp_process_start(take_turns, &i, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    mp_manager_free(manager);
    return *number != 20;
}
