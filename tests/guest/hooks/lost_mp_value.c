/* Each get and each set has the lock, and others come between them.  Both go
 * on until the other has done its share, whoever begins first. */
#include "mp.h"

#define SHARE 500

static struct mp_value *value;
static struct mp_value *done[2];

static int
add(void *arg)
{
    int me = *(int *)arg;

    for (long i = 1; i <= SHARE || mp_value_get(done[1 - me]) < SHARE; i++) {
        mp_value_set(value, mp_value_get(value) + 1);
        mp_value_set(done[me], i);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_value_new(0, &value) || mp_value_new(0, &done[0]) ||
        mp_value_new(0, &done[1]))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(add, &i, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return mp_value_get(value) !=
           mp_value_get(done[0]) + mp_value_get(done[1]);
}
