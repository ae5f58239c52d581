#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

struct counts {
    _Atomic long inside;
    _Atomic long most;
    _Atomic long done;
    _Atomic long places[8];
    _Atomic long broken;
};

static struct mp_semaphore *semaphore;
static struct mp_event *event;
static struct mp_barrier *barrier;
static struct counts *counts;

static void
make(int value, int parties)
{
    CHECK_INT(mp_semaphore_new(value, &semaphore), 0);
    CHECK_INT(mp_event_new(&event), 0);
    CHECK_INT(mp_barrier_new(parties, &barrier), 0);
    CHECK_INT(mp_array_new(1, sizeof(*counts), &counts), 0);
}

static void
unmake(void)
{
    mp_semaphore_free(semaphore);
    mp_event_free(event);
    mp_barrier_free(barrier);
    mp_array_free(counts);
}

/* ---- semaphores */

static void
test_semaphore__counts(void)
{
    struct mp_semaphore *none = NULL, *full;

    make(2, 1);
    CHECK_INT(mp_semaphore_new(-1, &none), -EINVAL);
    CHECK(none == NULL);
    mp_semaphore_free(none);
    CHECK_INT(mp_semaphore_value(semaphore), 2);
    CHECK_INT(mp_semaphore_acquire(semaphore, 0), 0);
    CHECK_INT(mp_semaphore_acquire(semaphore, -1), 0);
    CHECK_INT(mp_semaphore_value(semaphore), 0);
    CHECK_INT(mp_semaphore_acquire(semaphore, 0), -ETIMEDOUT);
    CHECK_INT(mp_semaphore_acquire(semaphore, 0.02), -ETIMEDOUT);
    CHECK_INT(mp_semaphore_acquire(semaphore, NAN), -ETIMEDOUT);
    CHECK_INT(mp_semaphore_release(semaphore), 0);
    CHECK_INT(mp_semaphore_acquire(semaphore, 1), 0);
    CHECK_INT(mp_semaphore_new(INT_MAX, &full), 0);
    CHECK_INT(mp_semaphore_release(full), -EOVERFLOW);
    mp_semaphore_free(full);
    unmake();
}

static int
come_and_go(void *arg)
{
    (void)arg;
    for (int i = 0; i < 300; i++) {
        long inside, most;

        CHECK_INT(mp_semaphore_acquire(semaphore, -1), 0);
        inside = atomic_fetch_add(&counts->inside, 1) + 1;
        most = counts->most;
        while (inside > most &&
               !atomic_compare_exchange_weak(&counts->most, &most, inside))
            continue;
        if (i % 20 == 0)
            usleep(500);
        atomic_fetch_sub(&counts->inside, 1);
        CHECK_INT(mp_semaphore_release(semaphore), 0);
    }
    return 0;
}

static void
test_semaphore__lets_so_many_in(void)
{
    struct workers workers;

    make(3, 1);
    workers_start(&workers, 6, come_and_go, NULL);
    workers_join(&workers);
    CHECK_INT(counts->most, 3);
    CHECK_INT(mp_semaphore_value(semaphore), 3);
    unmake();
}

static int
acquire_for_ever(void *arg)
{
    (void)arg;
    for (;;) {
        CHECK_INT(mp_semaphore_acquire(semaphore, -1), 0);
        atomic_fetch_add(&counts->done, 1);
    }
    return 0;
}

/* Whatever a killed one has taken, those who are left take all the rest. */
static void
test_semaphore__gets_on_whoever_is_killed(void)
{
    struct workers workers;
    unsigned seed = 5;

    make(0, 1);
    workers_start(&workers, 4, acquire_for_ever, NULL);
    for (int i = 0; i < 300; i++) {
        int victim = i % 3, tries = 0;

        CHECK_INT(mp_semaphore_release(semaphore), 0);
        CHECK_INT(mp_semaphore_release(semaphore), 0);
        usleep((useconds_t)(rand_r(&seed) % 100));
        mp_process_free(workers.processes[victim]);
        while (mp_semaphore_value(semaphore) > 0) {
            CHECK(tries++ < 60000);
            usleep(500);
        }
        CHECK_INT(mp_process_start(acquire_for_ever, NULL,
                                   &workers.processes[victim]), 0);
    }
    CHECK(counts->done <= 600 && counts->done >= 300);
    workers_kill(&workers);
    unmake();
}

/* ---- events */

static int
wait_for_event(void *arg)
{
    (void)arg;
    CHECK_INT(mp_event_wait(event, -1), 0);
    return 0;
}

static void
test_event__lets_go_all_who_wait(void)
{
    struct mp_process *waiters[4];

    make(0, 1);
    CHECK_INT(mp_event_is_set(event), 0);
    CHECK_INT(mp_event_wait(event, 0), -ETIMEDOUT);
    CHECK_INT(mp_event_wait(event, 0.02), -ETIMEDOUT);
    for (int i = 0; i < 4; i++)
        waiters[i] = worker_asleep(wait_for_event, NULL);
    CHECK_INT(mp_event_set(event), 0);
    CHECK_INT(mp_event_is_set(event), 1);
    for (int i = 0; i < 4; i++)
        worker_end(waiters[i]);
    CHECK_INT(mp_event_wait(event, 0), 0);
    CHECK_INT(mp_event_wait(event, -1), 0);
    CHECK_INT(mp_event_clear(event), 0);
    CHECK_INT(mp_event_is_set(event), 0);
    CHECK_INT(mp_event_wait(event, 0), -ETIMEDOUT);
    unmake();
    mp_event_free(NULL);
}

static void
test_event__lets_them_go_when_it_is_cleared_at_once(void)
{
    struct mp_process *waiters[4];

    make(0, 1);
    for (int i = 0; i < 4; i++)
        waiters[i] = worker_asleep(wait_for_event, NULL);
    CHECK_INT(mp_event_set(event), 0);
    CHECK_INT(mp_event_clear(event), 0);
    for (int i = 0; i < 4; i++)
        worker_end(waiters[i]);
    unmake();
}

static int
set_event(void *arg)
{
    (void)arg;
    mp_event_set(event);
    return 0;
}

/* Whoever sets it may be killed on the way; then somebody else does. */
static void
test_event__gets_on_whoever_is_killed(void)
{
    unsigned seed = 9;

    make(0, 1);
    for (int i = 0; i < 100; i++) {
        struct mp_process *setter;
        struct workers waiters;

        CHECK_INT(mp_event_clear(event), 0);
        workers_start(&waiters, 2, wait_for_event, NULL);
        CHECK_INT(mp_process_start(set_event, NULL, &setter), 0);
        usleep((useconds_t)(rand_r(&seed) % 400));
        mp_process_free(setter);
        CHECK_INT(mp_event_set(event), 0);
        workers_join(&waiters);
    }
    unmake();
}

/* ---- barriers */

static int
meet(void *arg)
{
    (void)arg;
    for (int i = 0; i < 100; i++) {
        int place;

        atomic_fetch_add(&counts->inside, 1);
        place = mp_barrier_wait(barrier, -1);
        CHECK(place >= 0 && place < 4);
        CHECK(counts->inside >= (i + 1) * 4);
        atomic_fetch_add(&counts->places[place], 1);
    }
    return 0;
}

static void
test_barrier__lets_all_go_together(void)
{
    struct workers workers;
    struct mp_barrier *none = NULL;

    CHECK_INT(mp_barrier_new(0, &none), -EINVAL);
    make(0, 4);
    workers_start(&workers, 4, meet, NULL);
    workers_join(&workers);
    for (int i = 0; i < 4; i++)
        CHECK_INT(counts->places[i], 100);
    unmake();
    mp_barrier_free(none);
}

static void
test_barrier__of_one_is_open(void)
{
    make(0, 1);
    for (int i = 0; i < 3; i++)
        CHECK_INT(mp_barrier_wait(barrier, i - 1), 0);
    unmake();
}

static int
find_it_broken(void *arg)
{
    (void)arg;
    CHECK_INT(mp_barrier_wait(barrier, -1), -EPIPE);
    return 0;
}

static void
expect_broken(void)
{
    CHECK_INT(mp_barrier_wait(barrier, -1), -EPIPE);
    CHECK_INT(mp_barrier_wait(barrier, 0), -EPIPE);
}

static void
test_barrier__breaks_when_not_all_come_in_time(void)
{
    struct mp_process *waiter;

    make(0, 3);
    for (int i = 0; i < 3; i++) {
        waiter = worker_asleep(find_it_broken, NULL);
        CHECK_INT(mp_barrier_wait(barrier, i * 0.02), -ETIMEDOUT);
        worker_end(waiter);
        expect_broken();
        CHECK_INT(mp_barrier_reset(barrier), 0);
    }
    unmake();
}

static void
test_barrier__is_broken_and_mended(void)
{
    struct mp_process *one, *other;
    struct workers workers;

    make(0, 4);
    for (int i = 0; i < 3; i++) {
        one = worker_asleep(find_it_broken, NULL);
        other = worker_asleep(find_it_broken, NULL);
        CHECK_INT(i < 2 ? mp_barrier_abort(barrier)
                        : mp_barrier_reset(barrier), 0);
        worker_end(one);
        worker_end(other);
        if (i < 2)
            expect_broken();
        CHECK_INT(mp_barrier_abort(barrier), 0);
        expect_broken();
        CHECK_INT(mp_barrier_reset(barrier), 0);
    }
    workers_start(&workers, 4, meet, NULL);
    workers_join(&workers);
    unmake();
}

static int
come_once(void *arg)
{
    (void)arg;
    CHECK(mp_barrier_wait(barrier, -1) >= 0);
    return 0;
}

static void
test_barrier__counts_one_that_was_killed_there(void)
{
    struct mp_process *killed, *waiter;

    make(0, 3);
    killed = worker_asleep(come_once, NULL);
    mp_process_free(killed);
    waiter = worker_asleep(come_once, NULL);
    CHECK_INT(mp_barrier_wait(barrier, 60), 2);
    worker_end(waiter);
    unmake();
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_semaphore__counts),
        APART(test_semaphore__lets_so_many_in),
        APART(test_semaphore__gets_on_whoever_is_killed),
        APART(test_event__lets_go_all_who_wait),
        APART(test_event__lets_them_go_when_it_is_cleared_at_once),
        APART(test_event__gets_on_whoever_is_killed),
        APART(test_barrier__lets_all_go_together),
        APART(test_barrier__of_one_is_open),
        APART(test_barrier__breaks_when_not_all_come_in_time),
        APART(test_barrier__is_broken_and_mended),
        APART(test_barrier__counts_one_that_was_killed_there),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
