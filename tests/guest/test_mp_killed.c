/*
 * Whoever takes part may be killed at any instruction: here a process takes
 * one instruction after the other of what it does, is killed behind the
 * first of them, then behind the second, and so on.  What it was at must be
 * done, or not begun, and others get on.
 */
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

/* Taken for each act in all: behind every second instruction of a short one
 * it is killed, of a sanitizer's long one a few times. */
#define STEPS 20000
#define PATIENCE 20             /* seconds */

static struct mp_lock *lock;
static struct mp_rlock *rlock;
static struct mp_condition *condition;
static struct mp_semaphore *semaphore;
static struct mp_event *event;
static struct mp_barrier *barrier;
static struct mp_value *value;
static struct mp_queue *queue;
static struct mp_connection *ends[2];
static char message[2000];      /* fewer than PIPE_BUF */
static volatile int *done;      /* shared */

static pid_t
start(void (*act)(void))
{
    pid_t pid = fork();
    int status;

    CHECK(pid >= 0);
    if (pid == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        act();
        *done = 1;
        for (;;)
            pause();
    }
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK(WIFSTOPPED(status));
    return pid;
}

/* So many instructions, or fewer when it is done before; returns how many. */
static long
kill_behind(void (*act)(void), long steps)
{
    pid_t pid = start(act);
    long taken = 0;
    int status;

    for (*done = 0; taken < steps && !*done; taken++) {
        CHECK_INT(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL), 0);
        CHECK_INT(waitpid(pid, &status, 0), pid);
        CHECK(WIFSTOPPED(status));
    }
    CHECK_INT(kill(pid, SIGKILL), 0);
    CHECK_INT(waitpid(pid, NULL, 0), pid);
    return taken;
}

/* On one processor, where a step is no more than two switches. */
static void
stay_here(void)
{
    cpu_set_t here;

    CPU_ZERO(&here);
    CPU_SET((size_t)sched_getcpu(), &here);
    CHECK_INT(sched_setaffinity(0, sizeof(here), &here), 0);
}

static void
try_all(void (*act)(void), void (*look)(void))
{
    long all, apart;

    stay_here();
    all = kill_behind(act, LONG_MAX);
    look();
    apart = all * all / (2 * STEPS) + 1;
    for (long steps = 0; steps < all; steps += apart) {
        kill_behind(act, steps);
        look();
    }
}

/* 0, also where somebody died. */
static int
alive(int rc)
{
    return rc == -EOWNERDEAD ? 0 : rc;
}

static void
use_lock(void)
{
    mp_lock_acquire(lock, -1);
    mp_lock_release(lock);
}

static void
look_at_lock(void)
{
    CHECK_INT(alive(mp_lock_acquire(lock, PATIENCE)), 0);
    CHECK_INT(mp_lock_release(lock), 0);
    CHECK_INT(mp_lock_acquire(lock, 0), 0);
    CHECK_INT(mp_lock_release(lock), 0);
}

static void
test_lock__is_handed_on_from_any_instruction(void)
{
    CHECK_INT(mp_lock_new(&lock), 0);
    try_all(use_lock, look_at_lock);
    mp_lock_free(lock);
}

static void
use_rlock(void)
{
    mp_rlock_acquire(rlock, -1);
    mp_rlock_acquire(rlock, -1);
    mp_rlock_release(rlock);
    mp_rlock_release(rlock);
}

static void
look_at_rlock(void)
{
    CHECK_INT(alive(mp_rlock_acquire(rlock, PATIENCE)), 0);
    CHECK_INT(mp_rlock_release(rlock), 0);
    CHECK_INT(mp_rlock_acquire(rlock, 0), 0);
    CHECK_INT(mp_rlock_release(rlock), 0);
    CHECK_INT(mp_rlock_release(rlock), -EPERM);
}

static void
test_rlock__is_handed_on_from_any_instruction(void)
{
    CHECK_INT(mp_rlock_new(&rlock), 0);
    try_all(use_rlock, look_at_rlock);
    mp_rlock_free(rlock);
}

static void
use_condition(void)
{
    mp_condition_acquire(condition, -1);
    mp_condition_notify(condition, 1);
    mp_condition_wait(condition, 0);
    mp_condition_release(condition);
}

static void
look_at_condition(void)
{
    CHECK_INT(alive(mp_condition_acquire(condition, PATIENCE)), 0);
    CHECK_INT(mp_condition_wait(condition, 0), -ETIMEDOUT);
    CHECK_INT(mp_condition_notify_all(condition), 0);
    CHECK_INT(mp_condition_release(condition), 0);
}

static void
test_condition__is_whole_behind_any_instruction(void)
{
    CHECK_INT(mp_condition_new(NULL, &condition), 0);
    try_all(use_condition, look_at_condition);
    mp_condition_free(condition);
}

static void
use_semaphore(void)
{
    mp_semaphore_release(semaphore);
    mp_semaphore_acquire(semaphore, -1);
}

static void
look_at_semaphore(void)
{
    int left = mp_semaphore_value(semaphore);

    CHECK(left == 0 || left == 1);
    CHECK_INT(mp_semaphore_acquire(semaphore, 0), left ? 0 : -ETIMEDOUT);
    CHECK_INT(mp_semaphore_value(semaphore), 0);
}

static void
test_semaphore__is_whole_behind_any_instruction(void)
{
    CHECK_INT(mp_semaphore_new(0, &semaphore), 0);
    try_all(use_semaphore, look_at_semaphore);
    mp_semaphore_free(semaphore);
}

static void
use_event(void)
{
    mp_event_set(event);
    mp_event_wait(event, -1);
    mp_event_clear(event);
}

static void
look_at_event(void)
{
    CHECK_INT(mp_event_clear(event), 0);
    CHECK_INT(mp_event_wait(event, 0), -ETIMEDOUT);
    CHECK_INT(mp_event_set(event), 0);
    CHECK_INT(mp_event_wait(event, 0), 0);
    CHECK_INT(mp_event_clear(event), 0);
}

static void
test_event__is_whole_behind_any_instruction(void)
{
    CHECK_INT(mp_event_new(&event), 0);
    try_all(use_event, look_at_event);
    mp_event_free(event);
}

static void
come(void)
{
    mp_barrier_wait(barrier, -1);
}

static int
come_for_ever(void *arg)
{
    (void)arg;
    for (;;)
        CHECK(mp_barrier_wait(barrier, -1) >= 0);
    return 0;
}

static void
look_at_barrier(void)
{
    CHECK(mp_barrier_wait(barrier, PATIENCE) >= 0);
    CHECK(mp_barrier_wait(barrier, PATIENCE) >= 0);
}

/* Two parties: one that always comes again, and whoever else does. */
static void
test_barrier__counts_whoever_came_or_does_not(void)
{
    struct mp_process *other;

    CHECK_INT(mp_barrier_new(2, &barrier), 0);
    CHECK_INT(mp_process_start(come_for_ever, NULL, &other), 0);
    try_all(come, look_at_barrier);
    mp_process_free(other);
    mp_barrier_free(barrier);
}

static void
break_and_mend(void)
{
    mp_barrier_abort(barrier);
    mp_barrier_reset(barrier);
}

static void
look_at_mended_barrier(void)
{
    CHECK_INT(mp_barrier_reset(barrier), 0);
    CHECK_INT(mp_barrier_wait(barrier, 0), -ETIMEDOUT);
    CHECK_INT(mp_barrier_reset(barrier), 0);
}

static void
test_barrier__is_mended_behind_any_instruction(void)
{
    CHECK_INT(mp_barrier_new(2, &barrier), 0);
    try_all(break_and_mend, look_at_mended_barrier);
    mp_barrier_free(barrier);
}

static void
use_value(void)
{
    mp_value_set(value, mp_value_get(value) + 1);
}

static void
look_at_value(void)
{
    long number = mp_value_get(value);

    CHECK(number == 5 || number == 6);
    mp_value_set(value, 5);
}

static void
test_value__is_the_old_or_the_new(void)
{
    CHECK_INT(mp_value_new(5, &value), 0);
    try_all(use_value, look_at_value);
    mp_value_free(value);
}

static void
use_queue(void)
{
    long item = 7;

    mp_queue_put(queue, &item, -1);
    mp_queue_get(queue, &item, -1);
}

static void
look_at_queue(void)
{
    size_t size = mp_queue_size(queue);
    long item = 0;

    CHECK(size <= 1);
    CHECK_INT(mp_queue_get(queue, &item, 0), size > 0 ? 0 : -ETIMEDOUT);
    CHECK_INT(item, size > 0 ? 7 : 0);
    CHECK_INT(mp_queue_empty(queue), 1);
}

static void
test_queue__has_an_item_or_does_not(void)
{
    CHECK_INT(mp_queue_new(sizeof(long), 2, &queue), 0);
    try_all(use_queue, look_at_queue);
    mp_queue_free(queue);
}

static void
send_message(void)
{
    mp_connection_send(ends[0], message, sizeof(message));
}

static void
look_at_pipe(void)
{
    size_t size;

    if (mp_connection_poll(ends[1], 0) == -ETIMEDOUT)
        return;
    CHECK_INT(mp_connection_recv(ends[1], message, sizeof(message), &size),
              0);
    CHECK_INT((long)size, sizeof(message));
    CHECK_INT(mp_connection_poll(ends[1], 0), -ETIMEDOUT);
}

static void
test_pipe__has_a_message_or_does_not(void)
{
    CHECK_INT(mp_pipe_new(ends), 0);
    try_all(send_message, look_at_pipe);
    mp_connection_free(ends[0]);
    mp_connection_free(ends[1]);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_lock__is_handed_on_from_any_instruction),
        APART(test_rlock__is_handed_on_from_any_instruction),
        APART(test_condition__is_whole_behind_any_instruction),
        APART(test_semaphore__is_whole_behind_any_instruction),
        APART(test_event__is_whole_behind_any_instruction),
        APART(test_barrier__counts_whoever_came_or_does_not),
        APART(test_barrier__is_mended_behind_any_instruction),
        APART(test_value__is_the_old_or_the_new),
        APART(test_queue__has_an_item_or_does_not),
        APART(test_pipe__has_a_message_or_does_not),
        {NULL, NULL},
    };

    if (mp_array_new(1, sizeof(*done), &done) < 0)
        return 1;
    return apart_main(tests, argc, argv);
}
