/* A semaphore that lets two in at a time is no lock. */
#include "mp.h"

static struct mp_semaphore *semaphore;
static struct mp_barrier *both;
static long *number;

static int
add(void *arg)
{
    (void)arg;
    mp_semaphore_acquire(semaphore, -1);
    mp_barrier_wait(both, -1);
    ++*number;                          /* race */
    mp_semaphore_release(semaphore);
    return 0;
}

int
main(void)
{
    struct mp_process *processes[2];

    if (mp_semaphore_new(2, &semaphore) || mp_barrier_new(2, &both) ||
        mp_array_new(1, sizeof *number, &number))
        return 2;
    for (int i = 0; i < 2; i++)
        mp_process_start(add, NULL, &processes[i]);
    for (int i = 0; i < 2; i++)
        mp_process_join(processes[i], -1);
    return 0;
}
