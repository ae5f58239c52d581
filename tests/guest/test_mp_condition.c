#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

struct state {
    long turn;
    long gone;                  /* that a wait let go */
    long items;
};

static struct mp_condition *condition;
static struct state *state;

static void
make(void)
{
    CHECK_INT(mp_condition_new(NULL, &condition), 0);
    CHECK_INT(mp_array_new(1, sizeof(*state), &state), 0);
}

static void
unmake(void)
{
    mp_condition_free(condition);
    mp_array_free(state);
}

static void
acquire(void)
{
    CHECK_INT(mp_condition_acquire(condition, -1), 0);
}

static void
release(void)
{
    CHECK_INT(mp_condition_release(condition), 0);
}

static long
gone(void)
{
    long result;

    acquire();
    result = state->gone;
    release();
    return result;
}

static void
test_condition__is_used_under_its_lock(void)
{
    make();
    CHECK_INT(mp_condition_wait(condition, 0), -EPERM);
    CHECK_INT(mp_condition_notify(condition, 1), -EPERM);
    CHECK_INT(mp_condition_notify_all(condition), -EPERM);
    CHECK_INT(mp_condition_release(condition), -EPERM);
    acquire();
    CHECK_INT(mp_condition_notify(condition, 1), 0);
    CHECK_INT(mp_condition_notify_all(condition), 0);
    CHECK_INT(mp_condition_wait(condition, 0), -ETIMEDOUT);
    CHECK_INT(mp_condition_wait(condition, 0.02), -ETIMEDOUT);
    release();
    mp_condition_free(NULL);
    unmake();
}

static void
test_condition__shares_a_lock_with_others(void)
{
    struct mp_condition *one, *other;
    struct mp_lock *lock;

    CHECK_INT(mp_lock_new(&lock), 0);
    CHECK_INT(mp_condition_new(lock, &one), 0);
    CHECK_INT(mp_condition_new(lock, &other), 0);
    CHECK_INT(mp_condition_acquire(one, -1), 0);
    CHECK_INT(mp_lock_acquire(lock, -1), -EDEADLK);
    CHECK_INT(mp_condition_notify(other, 1), 0);
    CHECK_INT(mp_condition_wait(other, 0.01), -ETIMEDOUT);
    CHECK_INT(mp_lock_release(lock), 0);
    mp_condition_free(one);
    mp_condition_free(other);
    mp_lock_free(lock);
}

static int
wait_once(void *arg)
{
    (void)arg;
    acquire();
    CHECK_INT(mp_condition_wait(condition, -1), 0);
    state->gone++;
    release();
    return 0;
}

static void
notify(int n)
{
    acquire();
    CHECK_INT(mp_condition_notify(condition, n), 0);
    release();
}

static void
expect_gone(long expected)
{
    while (gone() < expected)
        usleep(500);
    usleep(20000);
    CHECK_INT(gone(), expected);
}

static void
test_condition__wakes_as_many_as_it_is_told(void)
{
    struct mp_process *waiters[6];

    make();
    for (int i = 0; i < 6; i++)
        waiters[i] = worker_asleep(wait_once, NULL);
    notify(0);
    expect_gone(0);
    notify(1);
    expect_gone(1);
    notify(2);
    expect_gone(3);
    acquire();
    CHECK_INT(mp_condition_notify_all(condition), 0);
    release();
    expect_gone(6);
    for (int i = 0; i < 6; i++)
        worker_end(waiters[i]);
    /* Nothing of it is left for those who come now. */
    acquire();
    CHECK_INT(mp_condition_wait(condition, 0.01), -ETIMEDOUT);
    release();
    unmake();
}

/* One that is killed while it waits takes no notify with it. */
static void
test_condition__survives_a_killed_waiter(void)
{
    struct mp_process *first, *second;

    make();
    for (int i = 1; i <= 20; i++) {
        first = worker_asleep(wait_once, NULL);
        second = worker_asleep(wait_once, NULL);
        acquire();
        CHECK_INT(mp_condition_notify(condition, 1), 0);
        mp_process_free(first);
        release();
        worker_end(second);
        CHECK_INT(gone(), i);
        acquire();
        CHECK_INT(mp_condition_notify_all(condition), 0);
        release();
    }
    unmake();
}

static int
take_turns(void *arg)
{
    long me = *(long *)arg;

    for (int i = 0; i < 500; i++) {
        acquire();
        while (state->turn % 3 != me)
            CHECK_INT(mp_condition_wait(condition, -1), 0);
        state->turn++;
        CHECK_INT(mp_condition_notify_all(condition), 0);
        release();
    }
    return 0;
}

static void
test_condition__lets_processes_take_turns(void)
{
    struct mp_process *processes[3];

    make();
    for (long i = 0; i < 3; i++)
        CHECK_INT(mp_process_start(take_turns, &i, &processes[i]), 0);
    for (int i = 0; i < 3; i++)
        worker_end(processes[i]);
    CHECK_INT(state->turn, 1500);
    unmake();
}

static int
die_in_it(void *arg)
{
    (void)arg;
    acquire();
    mp_condition_notify_all(condition);
    raise(SIGKILL);
    return 0;
}

static int
wait_for_the_dead(void *arg)
{
    (void)arg;
    acquire();
    CHECK_INT(mp_condition_wait(condition, -1), -EOWNERDEAD);
    CHECK_INT(mp_condition_wait(condition, 0.01), -ETIMEDOUT);
    release();
    return 0;
}

static void
test_condition__tells_of_a_dead_holder(void)
{
    struct mp_process *waiter, *killed;

    make();
    waiter = worker_asleep(wait_for_the_dead, NULL);
    CHECK_INT(mp_process_start(die_in_it, NULL, &killed), 0);
    worker_end(waiter);
    CHECK_INT(mp_process_join(killed, -1), 0);
    mp_process_free(killed);
    unmake();
}

/* What a dead one was told of, and did not do, others are told of again. */
static void
after(int rc)
{
    CHECK(rc == 0 || rc == -EOWNERDEAD);
    if (rc == -EOWNERDEAD)
        CHECK_INT(mp_condition_notify_all(condition), 0);
}

/* Items are taken by whoever comes; each notify is for one. */
static int
consume(void *arg)
{
    (void)arg;
    for (;;) {
        after(mp_condition_acquire(condition, -1));
        while (state->items == 0)
            after(mp_condition_wait(condition, -1));
        state->items--;
        state->gone++;
        release();
    }
    return 0;
}

static void
test_condition__gets_on_whoever_is_killed(void)
{
    struct workers workers;
    unsigned seed = 3;

    make();
    workers_start(&workers, 4, consume, NULL);
    for (int i = 0; i < 200; i++) {
        int victim = i % 3;

        after(mp_condition_acquire(condition, 30));
        state->items++;
        CHECK_INT(mp_condition_notify(condition, 1), 0);
        release();
        usleep((useconds_t)(rand_r(&seed) % 200));
        mp_process_free(workers.processes[victim]);
        for (int tries = 0;; tries++) {
            bool done;

            after(mp_condition_acquire(condition, 30));
            done = state->items == 0;
            release();
            if (done)
                break;
            CHECK(tries < 60000);
            usleep(500);
        }
        CHECK_INT(mp_process_start(consume, NULL,
                                   &workers.processes[victim]), 0);
    }
    workers_kill(&workers);
    unmake();
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_condition__is_used_under_its_lock),
        APART(test_condition__shares_a_lock_with_others),
        APART(test_condition__wakes_as_many_as_it_is_told),
        APART(test_condition__survives_a_killed_waiter),
        APART(test_condition__lets_processes_take_turns),
        APART(test_condition__tells_of_a_dead_holder),
        APART(test_condition__gets_on_whoever_is_killed),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
