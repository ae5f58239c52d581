/* Each get and each set has the lock, and others come between them. */
#include "mp.h"

static struct mp_value *value;
static struct mp_barrier *both;

static int
add(void *arg)
{
    (void)arg;
    mp_barrier_wait(both, -1);
    for (int i = 0; i < 2000; i++)
        mp_value_set(value, mp_value_get(value) + 1);
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_value_new(0, &value) || mp_barrier_new(2, &both))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(add, NULL, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return mp_value_get(value) != 4000;
}
