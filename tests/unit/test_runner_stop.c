/*
 * The runner: whatever a program does, all of it is gone afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trial.h"

static void
stop_setsid_body(void)
{
    trial_go_and_stop("setsid");
}

static void
test_runner__stop_reaches_grandchildren_with_sessions(void **state)
{
    (void)state;
    trial_alone(stop_setsid_body);
}

static void
stop_daemon_body(void)
{
    trial_go_and_stop("daemonise");
}

static void
test_runner__stop_reaches_daemons(void **state)
{
    (void)state;
    trial_alone(stop_daemon_body);
}

static void
stop_ignore_body(void)
{
    trial_go_and_stop("ignore");
}

static void
test_runner__stop_needs_no_consent(void **state)
{
    (void)state;
    trial_alone(stop_ignore_body);
}

static void
stop_spin_body(void)
{
    trial_go_and_stop("spin");
}

static void
test_runner__stop_reaches_the_busy(void **state)
{
    (void)state;
    trial_alone(stop_spin_body);
}

static void
stop_multiply_body(void)
{
    trial_go_and_stop("multiply");
}

static void
test_runner__stop_outruns_those_that_multiply(void **state)
{
    (void)state;
    trial_alone(stop_multiply_body);
}

static void
stop_thread_body(void)
{
    trial_go_and_stop("leave-main");
}

static void
test_runner__stop_reaches_a_process_without_main_thread(void **state)
{
    (void)state;
    trial_alone(stop_thread_body);
}

static void
stop_others_body(void)
{
    trial_go_and_stop("subreaper");
    trial_go_and_stop("stop-group");
    trial_go_and_stop("execute");
}

static void
test_runner__stop_reaches_subreapers_the_stopped_and_the_changing(
    void **state)
{
    (void)state;
    trial_alone(stop_others_body);
}

static void
swarm_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "swarm", NULL);
    CHECK(run.status == RUN_PROCESS_LIMIT);
    run_release(&run);
}

static void
test_runner__ends_what_forks_without_end(void **state)
{
    (void)state;
    trial_alone(swarm_body);
}

static unsigned
count_of(const struct run *run, enum leftover_kind kind)
{
    for (size_t i = 0; i < run->leftovers.count; i++)
        if (run->leftovers.items[i].kind == kind)
            return run->leftovers.items[i].count;
    return 0;
}

static void
leave_zombies_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "leave-zombies", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    CHECK(count_of(&run, LEFTOVER_ZOMBIES) == 2);
    CHECK(run.leftovers.count == 1);
    trial_go(&run, "exit", "3");
    CHECK(run.leftovers.count == 0);
    run_release(&run);
}

static void
test_runner__tells_of_children_that_nobody_waited_for(void **state)
{
    (void)state;
    trial_alone(leave_zombies_body);
}

static void
leave_daemon_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "leave-daemon", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 7);
    CHECK(count_of(&run, LEFTOVER_PROCESSES) == 1);
    CHECK(count_of(&run, LEFTOVER_ZOMBIES) == 1);
    run_release(&run);
}

static void
test_runner__ends_what_outlives_the_program(void **state)
{
    (void)state;
    trial_alone(leave_daemon_body);
}

static void
free_body(void)
{
    static const char *const modes[] = {"setsid", "daemonise", "ignore"};
    struct run run = RUN_INIT;

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct runner *runner = trial_start(&run, modes[i], NULL);

        trial_wait_until_ready(runner, &run);
        runner_free(runner);
        CHECK(run.status == RUN_STOPPED);
        CHECK(trial_count_marked() == 0);
        run_release(&run);
    }
}

static void
test_runner__free_ends_a_run(void **state)
{
    (void)state;
    trial_alone(free_body);
}

static void
kill_keeper_body(void)
{
    struct run run = RUN_INIT;

    if (trial_is_contained()) {
        trial_go_and_stop("kill-keeper");
        return;
    }
    trial_go(&run, "kill-keeper", NULL);
    CHECK(run.status == RUN_SIGNALLED && run.signal == SIGKILL);
    CHECK(output_result(&run.output, "ready"));
    run_release(&run);
}

static void
test_runner__ends_all_when_the_keeper_is_attacked(void **state)
{
    (void)state;
    trial_alone(kill_keeper_body);
}

static void
stop_keeper_body(void)
{
    trial_go_and_stop("stop-keeper");
}

static void
test_runner__wakes_a_stopped_keeper(void **state)
{
    (void)state;
    trial_alone(stop_keeper_body);
}

static void
disturb_keeper_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "disturb-keeper", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 3);
    run_release(&run);
}

static void
test_runner__keeper_ignores_signals(void **state)
{
    (void)state;
    trial_alone(disturb_keeper_body);
}

static void
kill_group_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "kill-group", NULL);
    CHECK(run.status == RUN_SIGNALLED && run.signal == SIGKILL);
    run_release(&run);
}

static void
test_runner__survives_a_kill_of_the_group(void **state)
{
    (void)state;
    trial_alone(kill_group_body);
}

/* A tutor of its own, which starts a run and is then gone. */
static void
tutor_ends(const char *mode, bool by_handler)
{
    struct run run = RUN_INIT;
    int status;
    pid_t tutor = fork();

    if (tutor == 0) {
        struct runner *runner = trial_start(&run, mode, NULL);

        trial_wait_until_ready(runner, &run);
        if (by_handler) {
            runner_emergency();
            _exit(9);
        }
        raise(SIGKILL);
    }
    CHECK(waitpid(tutor, &status, 0) == tutor);
    CHECK(by_handler ? status == 9 << 8 : WTERMSIG(status) == SIGKILL);
    while (trial_count_marked() > 0)
        usleep(2000);
}

static void
tutor_killed_body(void)
{
    tutor_ends("setsid", false);
    tutor_ends("daemonise", false);
    tutor_ends("ignore", false);
    tutor_ends("stop-keeper", false);
}

static void
test_runner__leaves_nothing_when_the_tutor_is_killed(void **state)
{
    (void)state;
    trial_alone(tutor_killed_body);
}

static void
emergency_body(void)
{
    tutor_ends("setsid", true);
    tutor_ends("daemonise", true);
    tutor_ends("stop-keeper", true);
}

static void
test_runner__leaves_nothing_in_an_emergency(void **state)
{
    (void)state;
    trial_alone(emergency_body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_runner__stop_reaches_grandchildren_with_sessions),
        cmocka_unit_test(test_runner__stop_reaches_daemons),
        cmocka_unit_test(test_runner__stop_needs_no_consent),
        cmocka_unit_test(test_runner__stop_reaches_the_busy),
        cmocka_unit_test(test_runner__stop_outruns_those_that_multiply),
        cmocka_unit_test(
            test_runner__stop_reaches_a_process_without_main_thread),
        cmocka_unit_test(
            test_runner__stop_reaches_subreapers_the_stopped_and_the_changing),
        cmocka_unit_test(test_runner__ends_what_forks_without_end),
        cmocka_unit_test(test_runner__tells_of_children_that_nobody_waited_for),
        cmocka_unit_test(test_runner__ends_what_outlives_the_program),
        cmocka_unit_test(test_runner__free_ends_a_run),
        cmocka_unit_test(test_runner__ends_all_when_the_keeper_is_attacked),
        cmocka_unit_test(test_runner__wakes_a_stopped_keeper),
        cmocka_unit_test(test_runner__keeper_ignores_signals),
        cmocka_unit_test(test_runner__survives_a_kill_of_the_group),
        cmocka_unit_test(
            test_runner__leaves_nothing_when_the_tutor_is_killed),
        cmocka_unit_test(test_runner__leaves_nothing_in_an_emergency),
    };

    if (!getenv("HOSTILE")) {
        fprintf(stderr, "HOSTILE does not name the program to be run\n");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
