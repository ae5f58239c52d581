/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/16_what_next/quiz.c build/src/guest/mp/libmp.a \
       -o quiz -lm */

/*
 * Small experiments, one for each question of the quiz.  Each prints
 * what it has seen as `answer`.
 */
#include <errno.h>
#include <sys/wait.h>

#include "clock.h"
#include "mp.h"
#include "race.h"

/* ---- 1: three threads add 1, once each, in every order there is */

#define ADDERS 3

struct adder {
    int step;                   /* 0: has done nothing, 1: has read */
    long seen;
};

/* The smallest counter that any order from here on leads to. */
static long
smallest(struct adder *adders, long counter)
{
    long least = -1;

    for (int i = 0; i < ADDERS; i++) {
        struct adder before = adders[i];
        long next = counter, end;

        if (before.step == 2)
            continue;
        if (before.step == 0)
            adders[i].seen = counter;
        else
            next = before.seen + 1;
        adders[i].step++;
        end = smallest(adders, next);
        adders[i] = before;
        least = least < 0 || end < least ? end : least;
    }
    return least < 0 ? counter : least;
}

static long
every_order(void)
{
    struct adder adders[ADDERS] = {{0, 0}, {0, 0}, {0, 0}};

    return smallest(adders, 0);
}

/* ---- 2: a child process appends to its parent's list */

static long list[4] = {7, 7, 7};
static long length = 3;

static long
child_appends(void)
{
    pid_t pid;

    fflush(stdout);
    pid = fork();
    if (pid < 0)
        race_stop(1, "fork", "no more processes", "");
    if (pid == 0) {
        list[length++] = 7;
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    return length;
}

/* ---- 3: start and join in the same loop */

static void
sleep_100_ms(long me)
{
    (void)me;
    pause_us(100000);
}

static long
start_and_join(void)
{
    double begin = clock_ms();

    for (int i = 0; i < 4; i++) {
        start_all(1, sleep_100_ms);
        join_all();
    }
    return (long)(clock_ms() - begin);
}

/* ---- 4: nine threads, and a semaphore that lets in three */

static struct mp_semaphore *places;

/* with places: time.sleep(0.05) */
static void
come_in(long me)
{
    (void)me;
    mp_semaphore_acquire(places, -1);
    watch_enter();
    pause_us(50000);
    watch_leave();
    mp_semaphore_release(places);
}

static long
most_inside(void)
{
    if (mp_semaphore_new(3, &places) < 0)
        race_stop(1, "a semaphore", "could not be made", "");
    start_all(9, come_in);
    join_all();
    mp_semaphore_free(places);
    return max_at_once();
}

/* ---- 5: notified, and only then somebody who waits for it */

static long
notify_before_wait(void)
{
    struct mp_condition *changed;
    int error = 0;

    /* changed = Condition() */
    if (mp_condition_new(NULL, &changed) < 0)
        race_stop(1, "a condition", "could not be made", "");
    /* with changed: */
    mp_condition_acquire(changed, -1);
    /*     changed.notify(); changed.wait(timeout=1) */
    mp_condition_notify(changed, 1);
    while (error == 0)          /* it may return for no reason */
        error = mp_condition_wait(changed, 1);
    mp_condition_release(changed);
    mp_condition_free(changed);
    return error == -ETIMEDOUT;
}

/* ---- 6: a pool of three, and seven tasks */

#define TASKS 7

static int
task_of_100_ms(const void *number, void *answer)
{
    pause_us(100000);
    *(int *)answer = *(const int *)number;
    return 0;
}

static long
seven_by_three(void)
{
    int numbers[TASKS] = {0, 1, 2, 3, 4, 5, 6}, answers[TASKS];
    struct mp_pool *pool;
    double begin;

    if (mp_pool_new(3, &pool) < 0)
        race_stop(1, "a pool", "could not be made", "");
    begin = clock_ms();
    if (mp_pool_map(pool, task_of_100_ms, numbers, answers, TASKS))
        race_stop(1, "a pool", "did not do its tasks", "");
    begin = clock_ms() - begin;
    mp_pool_free(pool);
    return (long)begin;
}

int
main(int argc, char **argv)
{
    static long (*const experiments[])(void) = {
        every_order, child_appends, start_and_join, most_inside,
        notify_before_wait, seven_by_three,
    };
    long question, most = sizeof(experiments) / sizeof(*experiments);

    race_begin(argc, argv);
    question = knob("question", 1);
    knobs_done();
    if (question > most)
        race_stop(2, "question", "there are only six", "");
    result("answer", experiments[question - 1]());
    return 0;
}
