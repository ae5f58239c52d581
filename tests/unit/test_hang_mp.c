/* How a hang in libmp is explained: who waits in which line, for what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/runner.h"
#include "trial.h"

#define LIMIT 20                /* seconds, where it is not to be reached */

/* Until it is explained, or over. */
static void
go(const char *mode, struct run *run)
{
    const char *argv[] = {getenv("HANGING_MP"), mode, trial_mark, NULL};
    struct runner_spec spec = {.argv = argv,
                               .limit_seconds = LIMIT,
                               .flags = RUNNER_SAMPLE | RUNNER_LOOK};
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    if (runner_start(&spec, run, &diag, &runner) < 0)
        trial_fail(diag.text, __LINE__);
    while (!run->hang.kind && !trial_step(runner))
        ;
    runner_stop(runner);
    trial_wait_until_over(runner);
    runner_free(runner);
    if (run->hang.sentence)
        printf("# %s: %s\n", mode, run->hang.sentence);
}

/* How many tasks wait like that; all of them in this function. */
static size_t
count_waits(const struct hang *hang, enum hang_wait wait,
            const char *function)
{
    size_t count = 0;

    for (size_t i = 0; i < hang->ntasks; i++) {
        const struct hang_task *task = &hang->tasks[i];
        const struct hang_frame *place = hang_place(task);

        if (task->wait != wait)
            continue;
        CHECK(place && !strcmp(place->function, function));
        CHECK(!strcmp(place->file, "tests/fixtures/hanging_mp.c"));
        count++;
    }
    return count;
}

static void
check_deadlock(const char *mode)
{
    struct run run = RUN_INIT;

    go(mode, &run);
    CHECK(run.hang.kind == HANG_DEADLOCK);
    CHECK(run.hang.ncycle == 2);
    CHECK(count_waits(&run.hang, HANG_MUTEX, "cross") == 2);
    CHECK(strstr(run.hang.sentence, "mutex `locks[0]`"));
    CHECK(strstr(run.hang.sentence, "mutex `locks[1]`"));
    run_release(&run);
}

static void
locks_body(void)
{
    check_deadlock("two-locks");
    check_deadlock("managed");
}

static void
test_hang__locks_of_libmp_close_a_cycle(void **state)
{
    (void)state;
    trial_alone(locks_body);
}

static void
waits_body(void)
{
    static const struct {
        const char *mode;
        enum hang_wait wait;
        const char *function;
        size_t count;
        const char *sentence;
    } waits[] = {
        {"condition", HANG_CONDITION, "wait_filled", 2,
         "waits for a signal to condition variable `filled`"},
        {"semaphore", HANG_SEMAPHORE, "take_ticket", 2,
         "waits for a post to semaphore `tickets`"},
        {"event", HANG_EVENT, "wait_ready", 2,
         "waits until somebody sets event `ready`"},
        {"barrier", HANG_BARRIER, "meet", 1,
         "waits at barrier `all`, where 1 of 2 have come"},
        {"empty-queue", HANG_QUEUE_EMPTY, "get", 2,
         "waits for an item in empty queue `items`"},
        {"full-queue", HANG_QUEUE_FULL, "put", 2,
         "waits for room in full queue `items`"},
        {"open-pipe", HANG_PIPE_READ, "listen", 1,
         "reads from an empty pipe"},
    };

    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        struct run run = RUN_INIT;

        go(waits[i].mode, &run);
        CHECK(run.hang.kind == HANG_WAITING ||
              run.hang.kind == HANG_DEADLOCK);
        CHECK(count_waits(&run.hang, waits[i].wait, waits[i].function) ==
              waits[i].count);
        if (!strstr(run.hang.sentence, waits[i].sentence))
            trial_fail(run.hang.sentence, __LINE__);
        for (size_t k = 0; k < run.hang.ntasks; k++)
            CHECK(run.hang.tasks[k].stuck);
        run_release(&run);
    }
}

static void
test_hang__says_what_libmp_waits_for(void **state)
{
    (void)state;
    trial_alone(waits_body);
}

static void
patient_body(void)
{
    struct run run = RUN_INIT;

    go("patient", &run);
    CHECK(run.hang.kind == HANG_NONE);
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    run_release(&run);
}

static void
test_hang__a_wait_with_a_limit_is_none(void **state)
{
    (void)state;
    trial_alone(patient_body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hang__locks_of_libmp_close_a_cycle),
        cmocka_unit_test(test_hang__says_what_libmp_waits_for),
        cmocka_unit_test(test_hang__a_wait_with_a_limit_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
