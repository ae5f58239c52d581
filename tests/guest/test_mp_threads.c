/* What processes share orders threads as well, and ThreadSanitizer sees it:
 * the numbers here are plain ones. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

#define THREADS 4
#define ROUNDS 500

static struct mp_lock *lock;
static struct mp_rlock *rlock;
static struct mp_condition *condition;
static struct mp_semaphore *semaphore;
static struct mp_event *event;
static struct mp_barrier *barrier;
static struct mp_queue *queue;
static struct mp_connection *ends[2];
static long number;
static long numbers[THREADS];

static void
run(void *(*target)(void *))
{
    pthread_t threads[THREADS];

    number = 0;
    for (long i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, target, (void *)i), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static void *
add_with_locks(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_INT(mp_lock_acquire(lock, i % 2 ? -1 : 60), 0);
        number++;
        CHECK_INT(mp_lock_release(lock), 0);
    }
    return arg;
}

static void *
add_with_rlocks(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_INT(mp_rlock_acquire(rlock, i % 2 ? -1 : 60), 0);
        CHECK_INT(mp_rlock_acquire(rlock, 0), 0);
        number++;
        CHECK_INT(mp_rlock_release(rlock), 0);
        CHECK_INT(mp_rlock_release(rlock), 0);
    }
    return arg;
}

static void *
add_with_semaphores(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_INT(mp_semaphore_acquire(semaphore, i % 2 ? -1 : 60), 0);
        number++;
        CHECK_INT(mp_semaphore_release(semaphore), 0);
    }
    return arg;
}

static void
test_locks__order_threads(void)
{
    CHECK_INT(mp_lock_new(&lock), 0);
    CHECK_INT(mp_rlock_new(&rlock), 0);
    CHECK_INT(mp_semaphore_new(1, &semaphore), 0);
    run(add_with_locks);
    CHECK_INT(number, THREADS * ROUNDS);
    run(add_with_rlocks);
    CHECK_INT(number, THREADS * ROUNDS);
    run(add_with_semaphores);
    CHECK_INT(number, THREADS * ROUNDS);
    mp_lock_free(lock);
    mp_rlock_free(rlock);
    mp_semaphore_free(semaphore);
}

static void *
take_turns(void *arg)
{
    for (int i = 0; i < ROUNDS / 10; i++) {
        CHECK_INT(mp_condition_acquire(condition, -1), 0);
        while (number % THREADS != (long)arg)
            CHECK_INT(mp_condition_wait(condition, 60), 0);
        number++;
        CHECK_INT(mp_condition_notify_all(condition), 0);
        CHECK_INT(mp_condition_release(condition), 0);
    }
    return NULL;
}

static void *
read_after_event(void *arg)
{
    if (!arg) {
        number = 42;
        mp_event_set(event);
    } else if ((long)arg == 1) {
        while (!mp_event_is_set(event))
            usleep(100);
        CHECK_INT(number, 42);
    } else {
        CHECK_INT(mp_event_wait(event, 60), 0);
        CHECK_INT(number, 42);
    }
    return NULL;
}

static void *
read_others(void *arg)
{
    for (long i = 0; i < ROUNDS / 10; i++) {
        numbers[(long)arg] = i;
        CHECK(mp_barrier_wait(barrier, i % 2 ? -1 : 60) >= 0);
        for (int k = 0; k < THREADS; k++)
            CHECK_INT(numbers[k], i);
        CHECK(mp_barrier_wait(barrier, -1) >= 0);
    }
    return NULL;
}

static void
test_conditions_events_and_barriers__order_threads(void)
{
    CHECK_INT(mp_condition_new(NULL, &condition), 0);
    CHECK_INT(mp_event_new(&event), 0);
    CHECK_INT(mp_barrier_new(THREADS, &barrier), 0);
    run(take_turns);
    CHECK_INT(number, THREADS * (ROUNDS / 10));
    run(read_after_event);
    run(read_others);
    mp_condition_free(condition);
    mp_event_free(event);
    mp_barrier_free(barrier);
}

/* The first hands over memory, one number at a time. */
static void *
hand_over(void *arg)
{
    static long boxes[ROUNDS];
    long *box;

    for (int i = 0; !arg && i < ROUNDS; i++) {
        boxes[i] = i + 1;
        box = &boxes[i];
        CHECK_INT(mp_queue_put(queue, &box, -1), 0);
    }
    if (!arg) {
        mp_queue_close(queue);
        return NULL;
    }
    while (mp_queue_get(queue, &box, 60) == 0) {
        CHECK_INT(*box, box - boxes + 1);
        *box = 0;
    }
    return NULL;
}

static void *
ping(void *arg)
{
    struct mp_connection *end = ends[(long)arg % 2];
    size_t got;
    char byte;

    if ((long)arg > 1)
        return NULL;
    for (int i = 0; i < ROUNDS; i++) {
        if (arg || i > 0)
            CHECK_INT(mp_connection_recv(end, &byte, 1, &got), 0);
        number++;
        CHECK_INT(mp_connection_send(end, "x", 1), 0);
    }
    return NULL;
}

static void
test_queues_and_pipes__order_threads(void)
{
    CHECK_INT(mp_queue_new(sizeof(long *), 3, &queue), 0);
    CHECK_INT(mp_pipe_new(ends), 0);
    run(hand_over);
    run(ping);
    CHECK_INT(number, 2 * ROUNDS);
    mp_queue_free(queue);
    mp_connection_free(ends[0]);
    mp_connection_free(ends[1]);
}

static atomic_bool enough;

static void *
pass_items(void *arg)
{
    long item = (long)arg;

    while (!enough) {
        CHECK_INT(mp_queue_put(queue, &item, 60), 0);
        CHECK_INT(mp_queue_get(queue, &item, 60), 0);
    }
    return NULL;
}

static int
pass_some(void *arg)
{
    long item = 99;

    (void)arg;
    for (int i = 0; i < 50; i++) {
        CHECK_INT(mp_queue_put(queue, &item, 60), 0);
        CHECK_INT(mp_queue_get(queue, &item, 60), 0);
    }
    return 0;
}

/* A fork at a moment when a thread has the queue's lock: in the copy that
 * thread is not there, and the lock is still the thread's. */
static void
test_queues__are_used_by_forks_of_threads_that_use_them(void)
{
    pthread_t threads[THREADS];

    enough = false;
    CHECK_INT(mp_queue_new(sizeof(long), 100, &queue), 0);
    for (long i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, pass_items, (void *)i),
                  0);
    for (int i = 0; i < 100; i++)
        worker_run(pass_some, NULL);
    enough = true;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(mp_queue_empty(queue), 1);
    mp_queue_free(queue);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_locks__order_threads),
        APART(test_conditions_events_and_barriers__order_threads),
        APART(test_queues_and_pipes__order_threads),
        APART(test_queues__are_used_by_forks_of_threads_that_use_them),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
