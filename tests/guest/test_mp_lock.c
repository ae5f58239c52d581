#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

#define ROUNDS 5000

/* What all processes of a test share. */
struct account {
    long balance;
    long half_done;             /* taken, and not put back */
};

static struct mp_lock *lock;
static struct mp_rlock *rlock;
static struct account *account;

static void
make(void)
{
    CHECK_INT(mp_lock_new(&lock), 0);
    CHECK_INT(mp_rlock_new(&rlock), 0);
    CHECK_INT(mp_array_new(1, sizeof(*account), &account), 0);
}

static void
unmake(void)
{
    mp_lock_free(lock);
    mp_rlock_free(rlock);
    mp_array_free(account);
}

static int
add(void *arg)
{
    (void)arg;
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_INT(mp_lock_acquire(lock, i % 3 - 1 ? -1 : 60), 0);
        account->balance++;
        CHECK_INT(mp_lock_release(lock), 0);
    }
    return 0;
}

static void *
add_in_thread(void *arg)
{
    add(arg);
    return NULL;
}

static void
test_lock__lets_one_process_in_at_a_time(void)
{
    struct workers workers;

    make();
    workers_start(&workers, 4, add, NULL);
    workers_join(&workers);
    CHECK_INT(account->balance, 4 * ROUNDS);
    unmake();
}

static void
test_lock__lets_one_thread_in_at_a_time(void)
{
    pthread_t threads[4];

    make();
    for (int i = 0; i < 4; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, add_in_thread, NULL), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(account->balance, 4 * ROUNDS);
    unmake();
}

static void
test_lock__knows_its_holder(void)
{
    make();
    CHECK_INT(mp_lock_release(lock), -EPERM);
    CHECK_INT(mp_lock_acquire(lock, -1), 0);
    CHECK_INT(mp_lock_acquire(lock, -1), -EDEADLK);
    CHECK_INT(mp_lock_acquire(lock, 0.01), -EDEADLK);
    CHECK_INT(mp_lock_acquire(lock, 0), -EDEADLK);
    CHECK_INT(mp_lock_release(lock), 0);
    CHECK_INT(mp_lock_release(lock), -EPERM);
    unmake();
}

static int
find_it_taken(void *arg)
{
    (void)arg;
    CHECK_INT(mp_lock_release(lock), -EPERM);
    CHECK_INT(mp_lock_acquire(lock, 0), -ETIMEDOUT);
    CHECK_INT(mp_lock_acquire(lock, 0.02), -ETIMEDOUT);
    CHECK_INT(mp_rlock_release(rlock), -EPERM);
    CHECK_INT(mp_rlock_acquire(rlock, 0), -ETIMEDOUT);
    CHECK_INT(mp_rlock_acquire(rlock, 0.02), -ETIMEDOUT);
    return 0;
}

/* The copy of a process that has it does not have it. */
static void
test_lock__stays_its_holders_over_a_fork(void)
{
    make();
    CHECK_INT(mp_lock_acquire(lock, -1), 0);
    CHECK_INT(mp_rlock_acquire(rlock, -1), 0);
    worker_run(find_it_taken, NULL);
    CHECK_INT(mp_lock_release(lock), 0);
    CHECK_INT(mp_rlock_release(rlock), 0);
    worker_run(add, NULL);
    unmake();
}

static void
test_rlock__is_given_back_as_often_as_it_was_taken(void)
{
    make();
    CHECK_INT(mp_lock_acquire(lock, -1), 0);
    CHECK_INT(mp_rlock_release(rlock), -EPERM);
    for (int i = 0; i < 3; i++)
        CHECK_INT(mp_rlock_acquire(rlock, i - 1), 0);
    for (int i = 0; i < 3; i++) {
        worker_run(find_it_taken, NULL);
        CHECK_INT(mp_rlock_release(rlock), 0);
    }
    CHECK_INT(mp_rlock_release(rlock), -EPERM);
    unmake();
}

static int
die_with_it(void *arg)
{
    (void)arg;
    mp_lock_acquire(lock, -1);
    mp_rlock_acquire(rlock, -1);
    account->half_done = 1;
    raise(SIGKILL);
    return 0;
}

static int
end_with_it(void *arg)
{
    mp_lock_acquire(lock, -1);
    mp_rlock_acquire(rlock, -1);
    mp_rlock_acquire(rlock, -1);
    (void)arg;
    return 0;
}

static void
let_one_die(int (*target)(void *))
{
    struct mp_process *process;

    CHECK_INT(mp_process_start(target, NULL, &process), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    mp_process_free(process);
}

static void
test_lock__is_handed_on_when_its_holder_dies(void)
{
    int (*const targets[])(void *) = {die_with_it, end_with_it};

    make();
    for (int i = 0; i < 4; i++) {
        let_one_die(targets[i % 2]);
        CHECK_INT(mp_lock_acquire(lock, i - 1), -EOWNERDEAD);
        CHECK_INT(mp_lock_acquire(lock, i - 1), -EDEADLK);
        CHECK_INT(mp_lock_release(lock), 0);
        CHECK_INT(mp_lock_acquire(lock, i - 1), 0);
        CHECK_INT(mp_lock_release(lock), 0);
        CHECK_INT(mp_rlock_acquire(rlock, i - 1), -EOWNERDEAD);
        CHECK_INT(mp_rlock_acquire(rlock, i - 1), 0);
        CHECK_INT(mp_rlock_release(rlock), 0);
        CHECK_INT(mp_rlock_release(rlock), 0);
    }
    unmake();
}

/* A thread is enough. */
static void *
take_along(void *arg)
{
    mp_lock_acquire(lock, -1);
    return arg;
}

static void
test_lock__is_handed_on_when_a_thread_ends(void)
{
    pthread_t thread;

    make();
    CHECK_INT(pthread_create(&thread, NULL, take_along, NULL), 0);
    pthread_join(thread, NULL);
    CHECK_INT(mp_lock_acquire(lock, -1), -EOWNERDEAD);
    CHECK_INT(mp_lock_release(lock), 0);
    unmake();
}

static int
wait_for_the_dead(void *arg)
{
    (void)arg;
    CHECK_INT(mp_lock_acquire(lock, -1), -EOWNERDEAD);
    CHECK_INT(mp_lock_release(lock), 0);
    return 0;
}

static int
hold(void *arg)
{
    (void)arg;
    mp_lock_acquire(lock, -1);
    pause();
    return 0;
}

/* All that were waiting come through, the first of them warned. */
static void
test_lock__wakes_a_waiter_when_its_holder_is_killed(void)
{
    struct mp_process *holder, *waiter;
    struct workers others;

    make();
    holder = worker_asleep(hold, NULL);
    waiter = worker_asleep(wait_for_the_dead, NULL);
    mp_process_free(holder);
    worker_end(waiter);
    holder = worker_asleep(hold, NULL);
    workers_start(&others, 3, find_it_taken, NULL);
    workers_kill(&others);
    waiter = worker_asleep(wait_for_the_dead, NULL);
    mp_process_free(holder);
    worker_end(waiter);
    unmake();
}

static int
take_for_ever(void *arg)
{
    (void)arg;
    for (;;) {
        int rc = mp_lock_acquire(lock, -1);

        CHECK(rc == 0 || rc == -EOWNERDEAD);
        account->balance++;
        CHECK_INT(mp_lock_release(lock), 0);
    }
    return 0;
}

/*
 * Some are killed at any moment, asleep, woken, or with the lock; those who
 * are left must get on.
 */
static void
test_lock__survives_whoever_is_killed(void)
{
    struct workers workers;
    unsigned seed = 7;

    make();
    workers_start(&workers, 5, take_for_ever, NULL);
    for (int i = 0; i < 100; i++) {
        int victim = i % 4;
        long before;
        int rc;

        usleep((useconds_t)(rand_r(&seed) % 300));
        mp_process_free(workers.processes[victim]);
        CHECK_INT(mp_process_start(take_for_ever, NULL,
                                   &workers.processes[victim]), 0);
        rc = mp_lock_acquire(lock, 30);
        CHECK(rc == 0 || rc == -EOWNERDEAD);
        before = account->balance;
        CHECK_INT(mp_lock_release(lock), 0);
        for (;;) {
            rc = mp_lock_acquire(lock, 30);
            CHECK(rc == 0 || rc == -EOWNERDEAD);
            CHECK_INT(mp_lock_release(lock), 0);
            if (account->balance > before)
                break;
        }
    }
    workers_kill(&workers);
    unmake();
}

/* What the kernel remembers of a lock must not point to where it was. */
static void
test_lock__may_be_freed_while_it_is_held(void)
{
    struct mp_lock *other;

    make();
    for (int i = 0; i < 3; i++) {
        CHECK_INT(mp_lock_new(&other), 0);
        CHECK_INT(mp_lock_acquire(other, -1), 0);
        CHECK_INT(mp_lock_acquire(lock, -1), 0);
        mp_lock_free(other);
        CHECK_INT(mp_lock_release(lock), 0);
        CHECK_INT(mp_rlock_acquire(rlock, -1), 0);
        CHECK_INT(mp_rlock_acquire(rlock, -1), 0);
        mp_rlock_free(rlock);
        CHECK_INT(mp_rlock_new(&rlock), 0);
    }
    mp_lock_free(NULL);
    mp_rlock_free(NULL);
    unmake();
}

static void
interrupt(int signal)
{
    (void)signal;
}

static int
signal_parent(void *arg)
{
    (void)arg;
    for (int i = 0; i < 50; i++) {
        usleep(1000);
        kill(getppid(), SIGUSR1);
    }
    mp_lock_release(lock);
    return 0;
}

static int
hold_and_signal(void *arg)
{
    mp_lock_acquire(lock, -1);
    account->half_done = 1;
    return signal_parent(arg);
}

static void
test_lock__waits_on_over_signals(void)
{
    struct sigaction action = {.sa_handler = interrupt};
    struct mp_process *process;

    make();
    sigaction(SIGUSR1, &action, NULL);
    CHECK_INT(mp_process_start(hold_and_signal, NULL, &process), 0);
    while (!*(volatile long *)&account->half_done)
        usleep(100);
    CHECK_INT(mp_lock_acquire(lock, -1), 0);
    CHECK_INT(mp_lock_release(lock), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    mp_process_free(process);
    unmake();
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_lock__lets_one_process_in_at_a_time),
        APART(test_lock__lets_one_thread_in_at_a_time),
        APART(test_lock__knows_its_holder),
        APART(test_lock__stays_its_holders_over_a_fork),
        APART(test_rlock__is_given_back_as_often_as_it_was_taken),
        APART(test_lock__is_handed_on_when_its_holder_dies),
        APART(test_lock__is_handed_on_when_a_thread_ends),
        APART(test_lock__wakes_a_waiter_when_its_holder_is_killed),
        APART(test_lock__survives_whoever_is_killed),
        APART(test_lock__may_be_freed_while_it_is_held),
        APART(test_lock__waits_on_over_signals),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
