/*
 * Runs in namespaces: what a program cannot reach from there, and what it
 * finds as it would without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../fixtures/hostile.h"
#include "run/contain.h"
#include "trial.h"

#define SOME_USER 54321

/* A mode, and the status with which it says that all is well. */
static void
go(const char *mode, int status)
{
    struct run run = RUN_INIT;

    trial_go(&run, mode, NULL);
    CHECK(run.contained);
    CHECK(run.status == RUN_EXITED && run.exit_code == status);
    run_release(&run);
}

static void
kill_all_body(void)
{
    pid_t bystander = fork();
    int status;

    if (bystander == 0) {
        pause();
        _exit(0);
    }
    go("kill-all", 3);
    CHECK(waitpid(bystander, &status, WNOHANG) == 0);
    kill(bystander, SIGTERM);
    CHECK(waitpid(bystander, &status, 0) == bystander);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

static void
test_contain__nobody_outside_is_killed(void **state)
{
    (void)state;
    trial_alone(kill_all_body);
}

static void
kill_parent_body(void)
{
    go("kill-parent", 4);
}

static void
test_contain__the_keeper_cannot_be_killed(void **state)
{
    (void)state;
    trial_alone(kill_parent_body);
}

static const struct leftover *
leftover_of(const struct run *run, enum leftover_kind kind)
{
    for (size_t i = 0; i < run->leftovers.count; i++)
        if (run->leftovers.items[i].kind == kind)
            return &run->leftovers.items[i];
    trial_fail(leftover_kind_name(kind), __LINE__);
}

static void
leave_memory_body(void)
{
    struct run run = RUN_INIT;
    struct stat stat_of;

    trial_go(&run, "leave-memory", NULL);
    CHECK(run.contained && run.exit_code == 0);
    CHECK(run.leftovers.count == 3);
    CHECK(!strcmp(leftover_of(&run, LEFTOVER_MEMORY)->name,
                  "/" HOSTILE_NAME));
    CHECK(!strcmp(leftover_of(&run, LEFTOVER_FILE)->name, HOSTILE_NAME));
    CHECK(strstr(leftover_of(&run, LEFTOVER_IPC_MEMORY)->name,
                 "key 0x5243686f, id "));
    run_release(&run);
    CHECK(shmget(HOSTILE_KEY, 0, 0) < 0 && errno == ENOENT);
    CHECK(stat("/dev/shm/" HOSTILE_NAME, &stat_of) < 0 && errno == ENOENT);
    CHECK(stat("/tmp/" HOSTILE_NAME, &stat_of) < 0 && errno == ENOENT);
}

static void
test_contain__shared_memory_and_temporary_files_are_gone(void **state)
{
    (void)state;
    unsetenv("TMPDIR");
    trial_alone(leave_memory_body);
}

static void
tmpdir_body(void)
{
    const char *argv[] = {"sh", "-c", "test $TMPDIR = /var/tmp", trial_mark,
                          NULL};
    struct runner_spec spec = {.argv = argv};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    setenv("TMPDIR", "/var/tmp", 1);
    CHECK(runner_start(&spec, &run, &diag, &runner) == 0);
    trial_wait_until_over(runner);
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    runner_free(runner);
    run_release(&run);
}

static void
test_contain__a_chosen_place_for_temporary_files_stays(void **state)
{
    (void)state;
    trial_alone(tmpdir_body);
}

static double
number(const struct run *run, const char *name)
{
    const struct result *result = output_result(&run->output, name);

    CHECK(result && result->is_number);
    return result->number;
}

static void
ids_body(void)
{
    struct run run = RUN_INIT;
    struct runner *runner = trial_start(&run, "ids", NULL);

    trial_wait_until_ready(runner, &run);
    while (run.history.nworkers == 0)
        CHECK(!trial_step(runner));
    runner_free(runner);
    CHECK(run.contained);
    CHECK(number(&run, "uid") == getuid());
    CHECK(number(&run, "gid") == getgid());
    CHECK(number(&run, "proc_uid") == getuid());
    CHECK(number(&run, "pid") == 2);
    CHECK(run.history.nworkers == 1);
    CHECK(run.history.workers[0].pid != 2);
    CHECK(run.history.workers[0].pid_inside == 2);
    CHECK(run.history.workers[0].tid_inside == 2);
    run_release(&run);
}

static void
test_contain__users_keep_their_numbers(void **state)
{
    (void)state;
    trial_alone(ids_body);
}

static void
unwanted_body(void)
{
    struct run run = RUN_INIT;

    setenv("RACECOURSE_NAMESPACES", "no", 1);
    trial_go(&run, "exit", "5");
    CHECK(!run.contained && run.exit_code == 5);
    CHECK(contain_refusal().step == CONTAIN_UNWANTED);
    run_release(&run);
}

static void
test_contain__can_be_done_without(void **state)
{
    (void)state;
    trial_alone(unwanted_body);
}

static void
refused_body(void)
{
    struct run run = RUN_INIT;

    contain_refuse(CONTAIN_PROC, EPERM);
    trial_go(&run, "exit", "5");
    CHECK(!run.contained && run.exit_code == 5);
    CHECK(contain_refusal().step == CONTAIN_PROC);
    CHECK(contain_refusal().error == EPERM);
    run_release(&run);
}

static void
test_contain__is_not_tried_again_when_refused(void **state)
{
    (void)state;
    trial_alone(refused_body);
}

/* Root becomes somebody else. */
static const char *
give_up_rights(void)
{
    if (getuid() != 0)
        return "the other test is one without rights";
    if (setgroups(0, NULL) < 0 || setgid(SOME_USER) < 0 ||
        setuid(SOME_USER) < 0)
        return "cannot become another user";
    /* As it is after exec, so that the kernel lets its files be written. */
    prctl(PR_SET_DUMPABLE, 1);
    return access(getenv("HOSTILE"), X_OK) < 0
               ? "other users may not execute the program to be run"
               : NULL;
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contain__nobody_outside_is_killed),
        cmocka_unit_test(test_contain__the_keeper_cannot_be_killed),
        cmocka_unit_test(
            test_contain__shared_memory_and_temporary_files_are_gone),
        cmocka_unit_test(
            test_contain__a_chosen_place_for_temporary_files_stays),
        cmocka_unit_test(test_contain__users_keep_their_numbers),
        cmocka_unit_test(test_contain__can_be_done_without),
        cmocka_unit_test(test_contain__is_not_tried_again_when_refused),
    };
    const char *why = NULL;

    if (!getenv("HOSTILE"))
        why = "HOSTILE does not name the program to be run";
    else if (argc > 1 && !strcmp(argv[1], "without-rights"))
        why = give_up_rights();
    if (!why && !trial_is_contained())
        why = strerror(contain_refusal().error);
    if (why) {
        printf("1..0 # SKIP %s\n", why);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
