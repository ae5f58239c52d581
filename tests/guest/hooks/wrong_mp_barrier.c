/* Two meet, and then read what the other may be about to write, through
 * `numbers`. */
#include "mp.h"

static struct mp_barrier *barrier;
static long *numbers;

static int
work(void *arg)
{
    int me = *(int *)arg;

    mp_barrier_wait(barrier, -1);
    numbers[me] = 1;                    /* race */
    return (int)numbers[1 - me];        /* race */
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_barrier_new(2, &barrier) ||
        mp_array_new(2, sizeof *numbers, &numbers))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(work, &i, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return 0;
}
