/* The dictionary's own steps are in order, those beside it are not. */
#include "mp.h"

static struct mp_dict *dict;
static long *number;

static int
add(void *arg)
{
    long got;

    (void)arg;
    ++*number;                          /* race */
    mp_dict_get(dict, "x", &got);
    mp_dict_set(dict, "x", got + 1);
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
    mp_dict_set(dict, "x", 0);
    for (int i = 0; i < 2; i++)
        mp_process_start(add, NULL, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    mp_manager_free(manager);
    return 0;
}
