/*
 * Programs that hang, explained from outside.  Whatever runs is a process of
 * its own, ended as soon as it is explained.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <grp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/scene.h"
#include "trial.h"

#define LIMIT 20                /* seconds, where it is not to be reached */
#define RUNS_RIGHT 10
#define NOBODY 65534

static struct runner *
start(const char *mode, double limit, struct run *run)
{
    const char *argv[] = {getenv("HANGING"), mode, trial_mark, NULL};
    struct runner_spec spec = {.argv = argv,
                               .limit_seconds = limit,
                               .flags = RUNNER_SAMPLE | RUNNER_LOOK};
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    if (runner_start(&spec, run, &diag, &runner) < 0)
        trial_fail(diag.text, __LINE__);
    return runner;
}

/* Until it is explained, or over. */
static void
go(const char *mode, double limit, struct run *run)
{
    struct runner *runner = start(mode, limit, run);

    while (!run->hang.kind && !trial_step(runner))
        ;
    runner_stop(runner);
    trial_wait_until_over(runner);
    runner_free(runner);
    if (run->hang.sentence)
        printf("# %s: %s\n", mode, run->hang.sentence);
}

static const struct hang_task *
task_named(const struct hang *hang, const char *label)
{
    for (size_t i = 0; i < hang->ntasks; i++)
        if (strcmp(hang->tasks[i].label, label) == 0)
            return &hang->tasks[i];
    trial_fail(label, __LINE__);
}

static const char *
holder_of(const struct hang *hang, const struct hang_task *task)
{
    CHECK(task->who == HANG_HOLDER_TASK && task->holder < hang->ntasks);
    return hang->tasks[task->holder].label;
}

/* All in it are stuck, and each waits for the next. */
static void
check_cycle(const struct hang *hang, size_t count)
{
    CHECK(hang->kind == HANG_DEADLOCK);
    CHECK(hang->ncycle == count);
    for (size_t i = 0; i < count; i++) {
        const struct hang_task *task = &hang->tasks[hang->cycle[i]];

        CHECK(task->stuck);
        CHECK(task->who == HANG_HOLDER_TASK);
        CHECK(task->holder == hang->cycle[(i + 1) % count]);
    }
}

static void
check_deadlock(const char *mode, size_t count, enum hang_wait wait)
{
    struct run run = RUN_INIT;

    go(mode, LIMIT, &run);
    check_cycle(&run.hang, count);
    for (size_t i = 0; i < count; i++)
        CHECK(run.hang.tasks[run.hang.cycle[i]].wait == wait);
    run_release(&run);
}

static void
locks_body(void)
{
    check_deadlock("two", 2, HANG_MUTEX);
    check_deadlock("three", 3, HANG_MUTEX);
    check_deadlock("twice", 1, HANG_MUTEX);
    check_deadlock("partial", 2, HANG_MUTEX);
}

static void
test_hang__locks_close_a_cycle(void **state)
{
    (void)state;
    trial_alone(locks_body);
}

/* Who sleeps has left its core for it: that a count is the same twice says
 * that it slept on only if it counts at all. */
static void
scene_body(void)
{
    struct run run = RUN_INIT;
    struct runner *runner = start("two", LIMIT, &run);
    struct scene *scene;

    while (!run.hang.kind && !trial_step(runner))
        ;
    CHECK(scene_new(&run.history, &scene) == 0);
    CHECK(run.hang.ncycle == 2);
    for (size_t i = 0; i < 2; i++) {
        size_t at = run.hang.cycle[i];

        CHECK(scene->hang_tasks[at].tid == run.hang.tasks[at].tid);
        CHECK(scene->tasks[at].switches > 0);
        CHECK(scene->tasks[at].switches < UINT64_MAX);
        CHECK(scene_is_still(scene, at));
    }
    scene_free(scene);
    runner_free(runner);
    run_release(&run);
}

static void
test_scene__counts_how_often_a_task_went_to_sleep(void **state)
{
    (void)state;
    trial_alone(scene_body);
}

static void
mixed_body(void)
{
    struct run run = RUN_INIT;

    go("rwlock", LIMIT, &run);
    check_cycle(&run.hang, 2);
    CHECK(task_named(&run.hang, "main")->wait == HANG_RWLOCK);
    CHECK(task_named(&run.hang, "thread 1")->wait == HANG_MUTEX);
    run_release(&run);
    check_deadlock("joins", 2, HANG_JOIN);
}

static void
test_hang__other_locks_and_joins_too(void **state)
{
    (void)state;
    trial_alone(mixed_body);
}

static void
check_place(const struct hang_task *task, const char *function, int line)
{
    const struct hang_frame *place = hang_place(task);

    CHECK(place);
    CHECK(!strcmp(place->function, function));
    CHECK(!strcmp(place->file, "tests/fixtures/hanging.c"));
    CHECK(place->line == line);
}

/* The line of a mark in the source. */
static int
line_of(const char *mark)
{
    FILE *file = fopen(getenv("HANGING_SOURCE"), "r");
    char line[256];
    int number = 0;

    CHECK(file);
    while (fgets(line, sizeof line, file)) {
        number++;
        if (strstr(line, mark)) {
            fclose(file);
            return number;
        }
    }
    trial_fail(mark, __LINE__);
}

static void
places_body(void)
{
    struct run run = RUN_INIT;

    go("two", LIMIT, &run);
    for (size_t i = 0; i < run.hang.ncycle; i++)
        check_place(&run.hang.tasks[run.hang.cycle[i]], "lock_next",
                    line_of("[next]"));
    CHECK(!strcmp(task_named(&run.hang, "thread 1")->object, "locks[1]"));
    CHECK(!strcmp(task_named(&run.hang, "thread 2")->object, "locks[0]"));
    run_release(&run);
    go("condition", LIMIT, &run);
    check_place(task_named(&run.hang, "thread 2"), "wait_filled",
                line_of("[filled]"));
    CHECK(!strcmp(task_named(&run.hang, "thread 2")->object, "filled"));
    run_release(&run);
}

static void
test_hang__names_the_lines_and_the_locks(void **state)
{
    (void)state;
    trial_alone(places_body);
}

static void
processes_body(void)
{
    check_deadlock("processes", 2, HANG_MUTEX);
    check_deadlock("two-pipes", 2, HANG_PIPE_READ);
    check_deadlock("files", 2, HANG_FILE_LOCK);
}

static void
test_hang__processes_close_a_cycle(void **state)
{
    (void)state;
    trial_alone(processes_body);
}

/* All wait; ret_run says how. */
static void
check_waiting(const char *mode, struct run *ret_run)
{
    go(mode, LIMIT, ret_run);
    CHECK(ret_run->hang.kind == HANG_WAITING);
    CHECK(ret_run->status == RUN_STOPPED);
    for (size_t i = 0; i < ret_run->hang.ntasks; i++)
        CHECK(ret_run->hang.tasks[i].stuck);
}

static void
holders_body(void)
{
    struct run run = RUN_INIT;

    check_waiting("gone", &run);
    CHECK(task_named(&run.hang, "main")->wait == HANG_MUTEX);
    CHECK(task_named(&run.hang, "main")->who == HANG_HOLDER_GONE);
    check_waiting("copied", &run);
    CHECK(task_named(&run.hang, "main")->wait == HANG_CHILD);
    CHECK(!strcmp(holder_of(&run.hang, task_named(&run.hang, "main")),
                  "process 1"));
    CHECK(task_named(&run.hang, "process 1")->who == HANG_HOLDER_GONE);
    check_waiting("not-made-for-processes", &run);
    CHECK(task_named(&run.hang, "process 1")->wait == HANG_MUTEX);
    CHECK(task_named(&run.hang, "process 1")->who == HANG_HOLDER_ELSEWHERE);
    run_release(&run);
}

static void
test_hang__a_lock_whose_holder_is_gone(void **state)
{
    (void)state;
    trial_alone(holders_body);
}

static void
ownerless_body(void)
{
    struct run run = RUN_INIT;
    const struct hang_task *task;

    check_waiting("condition", &run);
    CHECK(task_named(&run.hang, "thread 2")->wait == HANG_CONDITION);
    CHECK(task_named(&run.hang, "main")->wait == HANG_JOIN);
    check_waiting("semaphore", &run);
    CHECK(task_named(&run.hang, "main")->wait == HANG_JOIN);
    for (size_t i = 1; i < run.hang.ntasks; i++)
        CHECK(run.hang.tasks[i].wait == HANG_SEMAPHORE);
    check_waiting("barrier", &run);
    task = task_named(&run.hang, "thread 1");
    CHECK(task->wait == HANG_BARRIER);
    CHECK(task->arrived == 2 && task->needed == 3);
    CHECK(task->who == HANG_HOLDER_UNKNOWN);
    check_waiting("child", &run);
    CHECK(task_named(&run.hang, "main")->wait == HANG_CHILD);
    CHECK(task_named(&run.hang, "process 1")->wait == HANG_SEMAPHORE);
    run_release(&run);
}

static void
test_hang__nobody_is_left_to_wake_them(void **state)
{
    (void)state;
    trial_alone(ownerless_body);
}

static void
pipes_body(void)
{
    struct run run = RUN_INIT;
    const struct hang_task *task;

    check_waiting("own-pipe", &run);
    task = task_named(&run.hang, "main");
    CHECK(task->wait == HANG_PIPE_READ);
    CHECK(!strcmp(holder_of(&run.hang, task), "main"));
    check_waiting("full-pipe", &run);
    task = task_named(&run.hang, "main");
    CHECK(task->wait == HANG_PIPE_WRITE);
    CHECK(!strcmp(holder_of(&run.hang, task), "main"));
    run_release(&run);
}

static void
test_hang__a_pipe_with_nobody_at_its_other_end(void **state)
{
    (void)state;
    trial_alone(pipes_body);
}

static void
spin_body(void)
{
    struct run run = RUN_INIT;
    const struct hang_frame *place;

    go("spin", 1, &run);
    CHECK(run.status == RUN_TIME_LIMIT);
    CHECK(run.hang.kind == HANG_SPINNING);
    CHECK(task_named(&run.hang, "thread 1")->wait == HANG_RUNS);
    /* A busy machine may not give it a core in time to be stopped. */
    place = hang_place(task_named(&run.hang, "thread 1"));
    CHECK(!place || !strcmp(place->function, "wait_for_turn"));
    CHECK(task_named(&run.hang, "main")->wait == HANG_JOIN);
    CHECK(!task_named(&run.hang, "main")->stuck);
    run_release(&run);
}

static void
test_hang__what_runs_is_told_at_the_limit(void **state)
{
    (void)state;
    trial_alone(spin_body);
}

static void
check_right(const char *mode)
{
    struct run run = RUN_INIT;

    go(mode, LIMIT, &run);
    CHECK(run.hang.kind == HANG_NONE);
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    run_release(&run);
}

static void
no_hang_body(void)
{
    check_right("late");
    check_right("handler");
    check_right("killed");
    for (int i = 0; i < RUNS_RIGHT; i++)
        check_right("right");
}

static void
test_hang__what_gets_on_is_none(void **state)
{
    (void)state;
    trial_alone(no_hang_body);
}

static void
sanitized_body(void)
{
    struct run run = RUN_INIT;

    go("condition", LIMIT, &run);
    /* 66: the sanitizer could not start on this machine. */
    if (run.status != RUN_EXITED || run.exit_code != 66) {
        CHECK(run.hang.kind == HANG_WAITING);
        CHECK(task_named(&run.hang, "main")->wait == HANG_JOIN);
    }
    run_release(&run);
}

static void
test_hang__a_thread_of_the_sanitizer_is_nobody(void **state)
{
    (void)state;
    trial_alone(sanitized_body);
}

static int
run_sanitized(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hang__a_thread_of_the_sanitizer_is_nobody),
    };

    if (!*getenv("HANGING_SANITIZED")) {
        printf("1..0 # SKIP the compiler has no ThreadSanitizer\n");
        return 0;
    }
    setenv("HANGING", getenv("HANGING_SANITIZED"), 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Executed anew, so that nothing of root is left in it. */
static int
become_nobody(char **argv)
{
    char *again[] = {argv[0], NULL};

    if (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0) {
        printf("1..0 # SKIP only root can become somebody else\n");
        return 0;
    }
    if (access(getenv("HANGING"), X_OK) < 0 || access(argv[0], X_OK) < 0) {
        printf("1..0 # SKIP others cannot read this folder\n");
        return 0;
    }
    execv(argv[0], again);
    return 1;
}

/* At its limit there is one look alone. */
static void
busy_body(void)
{
    for (int i = 0; i < RUNS_RIGHT; i++) {
        struct run run = RUN_INIT;

        go("busy", 0.2, &run);
        CHECK(run.status == RUN_TIME_LIMIT);
        CHECK(run.hang.kind != HANG_DEADLOCK);
        for (size_t k = 0; k < run.hang.ntasks; k++)
            CHECK(!run.hang.tasks[k].stuck);
        run_release(&run);
    }
}

static void
test_hang__what_gets_on_at_its_limit_is_not_for_ever(void **state)
{
    (void)state;
    trial_alone(busy_body);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hang__locks_close_a_cycle),
        cmocka_unit_test(test_scene__counts_how_often_a_task_went_to_sleep),
        cmocka_unit_test(test_hang__other_locks_and_joins_too),
        cmocka_unit_test(test_hang__names_the_lines_and_the_locks),
        cmocka_unit_test(test_hang__processes_close_a_cycle),
        cmocka_unit_test(test_hang__a_lock_whose_holder_is_gone),
        cmocka_unit_test(test_hang__nobody_is_left_to_wake_them),
        cmocka_unit_test(test_hang__a_pipe_with_nobody_at_its_other_end),
        cmocka_unit_test(test_hang__what_runs_is_told_at_the_limit),
        cmocka_unit_test(test_hang__what_gets_on_is_none),
        cmocka_unit_test(
            test_hang__what_gets_on_at_its_limit_is_not_for_ever),
    };

    if (argc > 1 && strcmp(argv[1], "sanitized") == 0)
        return run_sanitized();
    if (argc > 1)
        return become_nobody(argv);

    return cmocka_run_group_tests(tests, NULL, NULL);
}
