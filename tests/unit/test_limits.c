/*
 * What a run may take: whoever takes more is ended, and the run says why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "run/safe.h"
#include "trial.h"

#define MIB (1024ull * 1024)

/* A mode that is ended for this, and nothing of it is left. */
static void
ends_with(const char *mode, enum run_status status)
{
    struct run run = RUN_INIT;

    trial_go(&run, mode, NULL);
    if (run.status != status)
        fprintf(stderr, "# %s: %s\n", mode, run_status_name(run.status));
    CHECK(run.status == status);
    run_release(&run);
}

static void
hog_body(void)
{
    trial_limits.memory = 64 * MIB;
    ends_with("hog", RUN_MEMORY_LIMIT);
    ends_with("hog-family", RUN_MEMORY_LIMIT);
}

static void
test_limits__memory_without_end_is_ended(void **state)
{
    (void)state;
    trial_alone(hog_body);
}

static void
share_body(void)
{
    struct run run = RUN_INIT;

    trial_limits.memory = 64 * MIB;
    trial_go(&run, "share-memory", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 6);
    run_release(&run);
}

static void
test_limits__shared_memory_counts_once(void **state)
{
    (void)state;
    trial_alone(share_body);
}

static void
fill_body(void)
{
    CHECK(folder_make(NULL) == 0 && chdir(folder) == 0);
    trial_limits.files = 16 * MIB;
    ends_with("fill", RUN_FILE_LIMIT);
    ends_with("fill-one", RUN_FILE_LIMIT);
    CHECK(folder_remove(NULL) == 0);
}

static void
test_limits__a_disk_is_not_filled(void **state)
{
    (void)state;
    trial_alone(fill_body);
}

static void
flood_body(void)
{
    trial_limits.output = 4 * MIB;
    ends_with("flood", RUN_OUTPUT_LIMIT);
}

static void
test_limits__output_without_end_is_ended(void **state)
{
    (void)state;
    trial_alone(flood_body);
}

static void
results_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "results", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    CHECK(run.output.nresults == OUTPUT_RESULTS);
    CHECK(run.output.unkept_results > 0);
    CHECK(!output_result(&run.output, "r0")->is_number);
    CHECK(output_result(&run.output, "r2")->number == 2);
    run_release(&run);
}

static void
test_limits__a_million_results_are_survived(void **state)
{
    (void)state;
    trial_alone(results_body);
}

static void
bomb_body(void)
{
    ends_with("bomb", RUN_PROCESS_LIMIT);
}

static void
test_limits__a_fork_bomb_is_ended(void **state)
{
    (void)state;
    trial_alone(bomb_body);
}

static void
threads_body(void)
{
    ends_with("threads", RUN_PROCESS_LIMIT);
}

static void
test_limits__ten_thousand_threads_are_too_many(void **state)
{
    (void)state;
    trial_alone(threads_body);
}

static void
test_limits__usual_ones_are_there(void **state)
{
    struct limits limits = {.output = 7};

    (void)state;
    limits_fill(&limits, "/");
    assert_int_equal(limits.output, 7);
    assert_int_equal(limits.processes, LIMITS_PROCESSES);
    assert_int_equal(limits.tasks, LIMITS_TASKS);
    assert_true(limits.memory >= 256 * MIB);
    assert_true(limits.files >= LIMITS_FILES_LEAST);
    assert_true(limits.files <= LIMITS_FILES);
}

static void
test_safe__takes_numbers_by_name(void **state)
{
    /* As io, smaps_rollup and status have them. */
    static const char text[] = "rchar: 5\nPss:     12 kB\nPss_Dirty: 3 kB\n"
                               "write_bytes: 4096\n"
                               "cancelled_write_bytes: 8\n"
                               "voluntary_ctxt_switches:\t150\n"
                               "nonvoluntary_ctxt_switches:\t7\n";

    (void)state;
    assert_int_equal(safe_number_of(text, "Pss"), 12);
    assert_int_equal(safe_number_of(text, "rchar"), 5);
    assert_int_equal(safe_number_of(text, "write_bytes"), 4096);
    assert_int_equal(safe_number_of(text, "voluntary_ctxt_switches"), 150);
    assert_int_equal(safe_number_of(text, "nonvoluntary_ctxt_switches"), 7);
    assert_int_equal(safe_number_of(text, "bytes"), 0);
    assert_int_equal(safe_number_of(text, "kB"), 0);
    assert_int_equal(safe_number_of("", "Pss"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits__memory_without_end_is_ended),
        cmocka_unit_test(test_limits__shared_memory_counts_once),
        cmocka_unit_test(test_limits__a_disk_is_not_filled),
        cmocka_unit_test(test_limits__output_without_end_is_ended),
        cmocka_unit_test(test_limits__a_million_results_are_survived),
        cmocka_unit_test(test_limits__a_fork_bomb_is_ended),
        cmocka_unit_test(test_limits__ten_thousand_threads_are_too_many),
        cmocka_unit_test(test_limits__usual_ones_are_there),
        cmocka_unit_test(test_safe__takes_numbers_by_name),
    };

    if (!getenv("HOSTILE")) {
        fprintf(stderr, "HOSTILE does not name the program to be run\n");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
