/* Processes that wait in libmp for ever, each for something else. */
#include "mp.h"

static struct mp_lock *lock;
static struct mp_condition *condition;
static struct mp_semaphore *semaphore;
static struct mp_event *event;
static struct mp_barrier *barrier;
static struct mp_queue *empty, *full;
static struct mp_connection *ends[2];

static int
wait_lock(void *arg)
{
    (void)arg;
    return mp_lock_acquire(lock, -1);           /* waits 1 */
}

static int
wait_condition(void *arg)
{
    (void)arg;
    mp_condition_acquire(condition, -1);
    return mp_condition_wait(condition, -1);    /* waits 4 */
}

static int
wait_semaphore(void *arg)
{
    (void)arg;
    return mp_semaphore_acquire(semaphore, -1); /* waits 6 */
}

static int
wait_barrier(void *arg)
{
    (void)arg;
    return mp_barrier_wait(barrier, -1);        /* waits 7 */
}

static int
wait_pipe(void *arg)
{
    size_t size;
    char byte;

    (void)arg;
    return mp_connection_recv(ends[0], &byte, 1, &size);    /* waits 8 */
}

static int
wait_event(void *arg)
{
    (void)arg;
    return mp_event_wait(event, -1);            /* waits 11 */
}

static int
wait_item(void *arg)
{
    char item;

    (void)arg;
    return mp_queue_get(empty, &item, -1);      /* waits 12 */
}

static int
wait_room(void *arg)
{
    (void)arg;
    return mp_queue_put(full, "x", -1);         /* waits 12 */
}

int
main(void)
{
    int (*const routines[])(void *) = {wait_lock, wait_condition,
                                       wait_semaphore, wait_barrier,
                                       wait_pipe, wait_event, wait_item,
                                       wait_room};
    struct mp_process *processes[8];

    if (mp_lock_new(&lock) || mp_condition_new(NULL, &condition) ||
        mp_semaphore_new(0, &semaphore) || mp_event_new(&event) ||
        mp_barrier_new(2, &barrier) || mp_queue_new(1, 1, &empty) ||
        mp_queue_new(1, 1, &full) || mp_pipe_new(ends))
        return 2;
    mp_lock_acquire(lock, -1);
    mp_queue_put(full, "x", -1);
    for (int i = 0; i < 8; i++)
        mp_process_start(routines[i], NULL, &processes[i]);
    return mp_event_wait(event, -1);            /* waits 11 */
}
