/* Two processes, two locks of libmp, the other way round.  cycle of 2 */
#include "mp.h"

static struct mp_lock *left, *right;
static struct mp_barrier *both;

static int
cross(void *arg)
{
    int first = *(int *)arg;

    mp_lock_acquire(first ? left : right, -1);  /* takes */
    mp_barrier_wait(both, -1);
    mp_lock_acquire(first ? right : left, -1);  /* waits */
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_lock_new(&left) || mp_lock_new(&right) ||
        mp_barrier_new(2, &both))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(cross, &i, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return 0;
}
