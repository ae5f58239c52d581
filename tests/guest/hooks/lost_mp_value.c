/* Each get and each set has the lock, and others come between them. */
#include "mp.h"

static struct mp_value *value;

static int
add(void *arg)
{
    (void)arg;
    for (int i = 0; i < 1000; i++)
        mp_value_set(value, mp_value_get(value) + 1);
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_value_new(0, &value))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(add, NULL, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return mp_value_get(value) != 2000;
}
