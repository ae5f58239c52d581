/*
 * The sampler over the real /proc: a child of the test with threads and a
 * child of its own, which do what the test tells them.
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "sample/sampler.h"

#define PATIENCE (20 * CLOCK_SECOND)

/* A child process; it lives until the command pipe is closed. */
struct family {
    pid_t child;
    pid_t grandchild;
    int command;                /* write a letter */
    int answer;                 /* read one when it is done */
    struct sampler *sampler;
    struct history history;
};

static atomic_bool spin = true;

static void *
spin_around(void *unused)
{
    (void)unused;
    prctl(PR_SET_NAME, "a) R (\n spin");
    while (atomic_load_explicit(&spin, memory_order_relaxed))
        ;
    return NULL;
}

static void *
sleep_on(void *unused)
{
    (void)unused;
    prctl(PR_SET_NAME, "sleeper");
    for (;;)
        pause();
    return NULL;
}

static void *
do_nothing(void *unused)
{
    return unused;
}

static void
make_short_threads(void)
{
    for (int i = 0; i < 300; i++) {
        pthread_t thread;

        if (pthread_create(&thread, NULL, do_nothing, NULL) == 0)
            pthread_join(thread, NULL);
    }
}

/* In a session of its own; it ends itself should the test forget it. */
static pid_t
start_grandchild(void)
{
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    setsid();
    prctl(PR_SET_NAME, "grandchild");
    alarm(60);
    for (;;)
        pause();
}

static void
live(int command, int answer)
{
    pthread_t spinner;
    pthread_t sleeper;
    pid_t grandchild = start_grandchild();
    char letter;

    pthread_create(&sleeper, NULL, sleep_on, NULL);
    pthread_create(&spinner, NULL, spin_around, NULL);
    (void)!write(answer, &grandchild, sizeof grandchild);
    while (read(command, &letter, 1) == 1) {
        if (letter == 'e') {
            atomic_store(&spin, false);
            pthread_join(spinner, NULL);
        }
        if (letter == 't')
            make_short_threads();
        (void)!write(answer, &letter, 1);
    }
    kill(grandchild, SIGKILL);
    _exit(0);
}

static int
set_up(void **state)
{
    struct family *family = calloc(1, sizeof *family);
    int command[2];
    int answer[2];

    assert_int_equal(pipe(command), 0);
    assert_int_equal(pipe(answer), 0);
    family->child = fork();
    if (family->child == 0) {
        close(command[1]);
        close(answer[0]);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        live(command[0], answer[1]);
    }
    close(command[0]);
    close(answer[1]);
    family->command = command[1];
    family->answer = answer[0];
    assert_int_equal(
        read(answer[0], &family->grandchild, sizeof family->grandchild),
        sizeof family->grandchild);
    assert_int_equal(sampler_new(NULL, getpid(), &family->sampler), 0);
    *state = family;
    return 0;
}

static int
tear_down(void **state)
{
    struct family *family = *state;

    kill(family->grandchild, SIGKILL);
    close(family->command);
    close(family->answer);
    if (family->child > 0)
        waitpid(family->child, NULL, 0);
    sampler_free(family->sampler);
    history_release(&family->history);
    free(family);
    return 0;
}

static void
tell(struct family *family, char letter)
{
    assert_int_equal(write(family->command, &letter, 1), 1);
    assert_int_equal(read(family->answer, &letter, 1), 1);
}

static void
read_once(struct family *family)
{
    assert_int_equal(
        sampler_read(family->sampler, clock_now(), &family->history), 0);
}

static const struct worker *
find_worker(const struct family *family, const char *name)
{
    for (size_t i = 0; i < family->history.nworkers; i++)
        if (strcmp(family->history.workers[i].name, name) == 0)
            return &family->history.workers[i];
    return NULL;
}

/* Take readings until there is a worker of that name in that state. */
static const struct worker *
await(struct family *family, const char *name, enum worker_state state)
{
    int64_t end = clock_now() + PATIENCE;
    const struct worker *worker;

    do {
        usleep(2000);
        read_once(family);
        worker = find_worker(family, name);
        if (worker && worker->state == state)
            return worker;
    } while (clock_now() < end);
    fail_msg("no %s in state %d", name, state);
    return NULL;
}

static double
seconds_run(pid_t pid, pid_t tid)
{
    char path[80];
    uint64_t run = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", pid, tid);
    file = fopen(path, "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%" SCNu64, &run), 1);
    fclose(file);
    return (double)run / CLOCK_SECOND;
}

static void
test_sampler_live__sees_threads_and_grandchildren(void **state)
{
    struct family *family = *state;
    const struct worker *spinner =
        await(family, "a) R (? spin", WORKER_RUNNING);
    const struct worker *sleeper;
    const struct worker *grandchild;

    assert_int_equal(spinner->kind, WORKER_THREAD);
    assert_int_equal(spinner->pid, family->child);
    assert_true(spinner->last_core >= 0);
    sleeper = await(family, "sleeper", WORKER_SLEEPING);
    assert_int_equal(sleeper->kind, WORKER_THREAD);
    grandchild = await(family, "grandchild", WORKER_SLEEPING);
    assert_int_equal(grandchild->kind, WORKER_PROCESS);
    assert_int_equal(grandchild->pid, family->grandchild);
    assert_int_equal(family->history.nworkers, 4);
    assert_true(family->history.ncores > 0);
}

static void
test_sampler_live__times_are_the_kernels(void **state)
{
    struct family *family = *state;
    const struct worker *spinner =
        await(family, "a) R (? spin", WORKER_RUNNING);
    pid_t tid = spinner->tid;
    double before = seconds_run(family->child, tid);
    double after;

    read_once(family);
    after = seconds_run(family->child, tid);
    spinner = find_worker(family, "a) R (? spin");
    assert_true(spinner->run_seconds >= before);
    assert_true(spinner->run_seconds <= after);
}

static void
test_sampler_live__thread_that_ended_is_done(void **state)
{
    struct family *family = *state;
    const struct worker *spinner =
        await(family, "a) R (? spin", WORKER_RUNNING);
    double run = spinner->run_seconds;

    /* pthread_join() returns a moment before the kernel's task is gone */
    tell(family, 'e');
    spinner = await(family, "a) R (? spin", WORKER_DONE);
    assert_true(spinner->run_seconds >= run);
    assert_int_equal(spinner->running, 0);
}

static void
test_sampler_live__orphan_is_kept_and_zombie_done(void **state)
{
    struct family *family = *state;
    siginfo_t info;

    await(family, "grandchild", WORKER_SLEEPING);
    kill(family->child, SIGKILL);
    assert_int_equal(waitid(P_PID, (id_t)family->child, &info,
                            WEXITED | WNOWAIT),
                     0);
    read_once(family);
    assert_int_equal(family->history.workers[0].pid, family->child);
    assert_int_equal(family->history.workers[0].state, WORKER_DONE);
    waitpid(family->child, NULL, 0);
    family->child = -1;
    read_once(family);
    assert_int_equal(find_worker(family, "grandchild")->state,
                     WORKER_SLEEPING);
    kill(family->grandchild, SIGKILL);
    await(family, "grandchild", WORKER_DONE);
}

static size_t
count_alive(const struct family *family)
{
    size_t count = 0;

    for (size_t i = 0; i < family->history.nworkers; i++)
        count += family->history.workers[i].state != WORKER_DONE;
    return count;
}

static void
test_sampler_live__threads_may_come_and_go_meanwhile(void **state)
{
    struct family *family = *state;
    int64_t end = clock_now() + PATIENCE;
    char letter = 't';

    for (int round = 0; round < 5; round++) {
        assert_int_equal(write(family->command, &letter, 1), 1);
        for (int i = 0; i < 100; i++)
            read_once(family);
        assert_int_equal(read(family->answer, &letter, 1), 1);
    }
    do
        read_once(family);
    while (count_alive(family) != 4 && clock_now() < end);
    assert_int_equal(count_alive(family), 4);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sampler_live__sees_threads_and_grandchildren),
        TEST(test_sampler_live__times_are_the_kernels),
        TEST(test_sampler_live__thread_that_ended_is_done),
        TEST(test_sampler_live__orphan_is_kept_and_zombie_done),
        TEST(test_sampler_live__threads_may_come_and_go_meanwhile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
