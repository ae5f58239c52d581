/*
 * The runner: how a run ends, why it cannot start, what a program is given.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trial.h"

static void
exit_code_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "exit", "42");
    CHECK(run.status == RUN_EXITED);
    CHECK(run.exit_code == 42);
    CHECK(run.seconds > 0);
    CHECK(strcmp(run.exercise, "") == 0);
    CHECK(strcmp(run.program, getenv("HOSTILE")) == 0);
    run_release(&run);
}

static void
test_runner__tells_the_exit_code(void **state)
{
    (void)state;
    trial_alone(exit_code_body);
}

static void
signal_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "die", "11");
    CHECK(run.status == RUN_SIGNALLED);
    CHECK(run.signal == SIGSEGV);
    run_release(&run);
}

static void
test_runner__tells_the_signal(void **state)
{
    (void)state;
    trial_alone(signal_body);
}

static void
go(const struct runner_spec *spec, struct run *run)
{
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(spec, run, &diag, &runner) == 0);
    trial_wait_until_over(runner);
    runner_free(runner);
}

static void
limit_body(void)
{
    const char *argv[] = {getenv("HOSTILE"), "spin", "0", trial_mark, NULL};
    struct runner_spec spec = {.argv = argv, .limit_seconds = 0.2};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(&spec, &run, &diag, &runner) == 0);
    trial_wait_until_over(runner);
    CHECK(run.status == RUN_TIME_LIMIT);
    CHECK(run.limit_seconds > 0.1 && run.seconds >= 0.2);
    runner_free(runner);
    run_release(&run);
}

static void
test_runner__ends_at_the_time_limit(void **state)
{
    (void)state;
    trial_alone(limit_body);
}

/* Long before it is late. */
static void
cpu_limit_body(void)
{
    const char *argv[] = {getenv("HOSTILE"), "spin", "0", trial_mark, NULL};
    struct runner_spec spec = {
        .argv = argv, .limit_seconds = 250, .cpu_limit_seconds = 0.2,
        .flags = RUNNER_LOOK,
    };
    struct run run = RUN_INIT;

    go(&spec, &run);
    CHECK(run.status == RUN_TIME_LIMIT);
    CHECK(run.seconds < run.limit_seconds && run.cpu_seconds > 0.2);
    run_release(&run);
}

static void
test_runner__ends_at_the_limit_of_processor_time(void **state)
{
    (void)state;
    trial_alone(cpu_limit_body);
}

static void
burn_body(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "burn", "30");
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    CHECK(run.cpu_seconds >= 0.030);
    CHECK(run.peak_rss_kib > 0);
    CHECK(run.left == 0);
    run_release(&run);
    trial_go(&run, "exit", "0");
    CHECK(run.cpu_seconds > 0);
    run_release(&run);
}

static void
test_runner__counts_processor_time_of_all_descendants(void **state)
{
    (void)state;
    trial_alone(burn_body);
}

static void
refused(const char *const *argv, const char *cwd, int error,
        const char *sentence)
{
    struct runner_spec spec = {.argv = argv, .cwd = cwd};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner = NULL;

    CHECK(runner_start(&spec, &run, &diag, &runner) == error);
    CHECK(runner == NULL);
    if (!strstr(diag.text, sentence))
        fprintf(stderr, "# it says: %s: %s\n", diag.file, diag.text);
    CHECK(strstr(diag.text, sentence));
    run_release(&run);
}

static void
write_file(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

    CHECK(fd >= 0);
    CHECK(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    CHECK(fchmod(fd, mode) == 0);
    close(fd);
}

static void
refusals_body(void)
{
    char folder[] = "/tmp/test_runner.XXXXXX";

    CHECK(mkdtemp(folder) && chdir(folder) == 0);
    write_file("plain", "#!/bin/sh\n", 0644);
    write_file("script", "#! /no/such/shell -e\n", 0755);
    write_file("text", "no program\n", 0755);
    refused((const char *[]){"./nothing", NULL}, NULL, -ENOENT, "no such file");
    refused((const char *[]){"no-such-program", NULL}, NULL, -ENOENT, "$PATH");
    refused((const char *[]){"", NULL}, NULL, -ENOENT, "$PATH");
    refused((const char *[]){"./plain", NULL}, NULL, -EACCES, "chmod +x");
    refused((const char *[]){folder, NULL}, NULL, -EACCES, "folder");
    refused((const char *[]){"./script", NULL}, NULL, -ENOENT,
            "/no/such/shell does not exist");
    refused((const char *[]){"./script", NULL}, folder, -ENOENT,
            "/no/such/shell does not exist");
    refused((const char *[]){"./text", NULL}, NULL, -ENOEXEC, "#!");
    refused((const char *[]){"true", NULL}, "/no/folder", -ENOENT,
            "cannot enter");
    setenv("PATH", folder, 1);
    refused((const char *[]){"plain", NULL}, NULL, -EACCES, "chmod +x");
    refused((const char *[]){"true", NULL}, NULL, -ENOENT, "$PATH");
    CHECK(unlink("plain") == 0 && unlink("script") == 0);
    CHECK(unlink("text") == 0 && rmdir(folder) == 0);
}

static void
test_runner__says_why_a_program_cannot_start(void **state)
{
    (void)state;
    trial_alone(refusals_body);
}

static void
fds_body(void)
{
    struct run run = RUN_INIT;
    int extra = open("/dev/null", O_RDONLY);
    int high = fcntl(extra, F_DUPFD, 700);

    trial_go(&run, "fds", NULL);
    /* 0, 1, 2, and that it is a terminal, but not the controlling one. */
    CHECK(run.output.nresults == 5);
    CHECK(output_result(&run.output, "fd_2"));
    CHECK(output_result(&run.output, "terminal")->number > 0);
    CHECK(!(output_result(&run.output, "controlling")->number > 0));
    run_release(&run);
    close(extra);
    close(high);
}

static void
test_runner__gives_three_descriptors(void **state)
{
    (void)state;
    trial_alone(fds_body);
}

static void
no_streams_body(void)
{
    struct run run = RUN_INIT;
    int kept[3];

    for (int i = 0; i < 3; i++)
        kept[i] = fcntl(i, F_DUPFD_CLOEXEC, 100);
    for (int i = 0; i < 3; i++)
        close(i);
    trial_go(&run, "fds", NULL);
    for (int i = 0; i < 3; i++) {
        dup2(kept[i], i);
        close(kept[i]);
    }
    CHECK(run.output.nresults == 5);
    run_release(&run);
}

static void
test_runner__needs_no_streams_of_its_own(void **state)
{
    (void)state;
    trial_alone(no_streams_body);
}

static void
signals_body(void)
{
    struct run run = RUN_INIT;
    sigset_t mask;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&mask);
    sigaddset(&mask, SIGWINCH);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    trial_go(&run, "signals", NULL);
    CHECK(run.status == RUN_EXITED && run.output.nresults == 0);
    sigprocmask(SIG_BLOCK, NULL, &mask);
    CHECK(sigismember(&mask, SIGWINCH) && !sigismember(&mask, SIGTERM));
    run_release(&run);
}

static void
test_runner__resets_signals(void **state)
{
    (void)state;
    trial_alone(signals_body);
}

static void
environment_body(void)
{
    struct run run = RUN_INIT;

    setenv("LD_PRELOAD", "", 1);
    setenv("OMP_NUM_THREADS", "3", 1);
    setenv("TSAN_OPTIONS", "halt_on_error=1", 1);
    setenv("UBSAN_OPTIONS", "print_stacktrace=1", 1);
    setenv("KEPT_VALUE", "yes", 1);
    setenv("TERM", "xterm", 1);
    trial_go(&run, "environment", NULL);
    CHECK(!output_result(&run.output, "LD_PRELOAD"));
    CHECK(!output_result(&run.output, "OMP_NUM_THREADS"));
    CHECK(!output_result(&run.output, "TSAN_OPTIONS"));
    CHECK(!output_result(&run.output, "UBSAN_OPTIONS"));
    CHECK(output_result(&run.output, "KEPT_VALUE"));
    CHECK(!strcmp(output_result(&run.output, "TERM")->value, "dumb"));
    run_release(&run);
}

static void
test_runner__drops_what_would_change_a_run(void **state)
{
    (void)state;
    trial_alone(environment_body);
}

static void
own_environment_body(void)
{
    const char *const env[] = {"TSAN_OPTIONS=symbolize=0", "KEPT_VALUE=no",
                               "TERM=ours", "TMPDIR=/", NULL};
    const char *argv[] = {getenv("HOSTILE"), "environment", "0", trial_mark,
                          NULL};
    struct run run = RUN_INIT;

    setenv("TSAN_OPTIONS", "halt_on_error=1", 1);
    setenv("KEPT_VALUE", "yes", 1);
    setenv("OTHER_VALUE", "yes", 1);
    go(&(struct runner_spec){.argv = argv, .env = env}, &run);
    CHECK(!strcmp(output_result(&run.output, "TSAN_OPTIONS")->value,
                  "symbolize=0"));
    CHECK(!strcmp(output_result(&run.output, "KEPT_VALUE")->value, "no"));
    CHECK(!strcmp(output_result(&run.output, "OTHER_VALUE")->value, "yes"));
    CHECK(!strcmp(output_result(&run.output, "TERM")->value, "ours"));
    CHECK(!strcmp(output_result(&run.output, "TMPDIR")->value, "/"));
    run_release(&run);
}

static void
test_runner__gives_the_variables_of_its_owner(void **state)
{
    (void)state;
    trial_alone(own_environment_body);
}

static void
kept_fd_body(void)
{
    const char *argv[] = {"sh", "-c", "cat <&3; ls -l /proc/self/fd | wc -l",
                          trial_mark, NULL};
    struct run run = RUN_INIT;
    size_t len;
    char *text;
    int fd = memfd_create("kept", MFD_CLOEXEC);

    CHECK(write(fd, "kept = 1\n", 9) == 9 && lseek(fd, 0, SEEK_SET) == 0);
    go(&(struct runner_spec){.argv = argv, .keep_fd = fd}, &run);
    /* A heading, three streams, what is kept, and the folder itself. */
    text = output_text(&run.output, &len);
    CHECK(!strcmp(text, "kept = 1\n6\n"));
    CHECK(fcntl(fd, F_GETFD) == FD_CLOEXEC);
    free(text);
    close(fd);
    run_release(&run);
}

static void
test_runner__lets_a_program_keep_a_descriptor(void **state)
{
    (void)state;
    trial_alone(kept_fd_body);
}

static void
same_addresses_body(void)
{
    const char *argv[] = {"sh", "-c", "cat /proc/self/personality",
                          trial_mark, NULL};
    struct run run = RUN_INIT;
    struct run usual = RUN_INIT;

    go(&(struct runner_spec){.argv = argv, .flags = RUNNER_NO_ASLR}, &run);
    CHECK(!memcmp(run.output.ring, "00040000", 8));
    go(&(struct runner_spec){.argv = argv}, &usual);
    CHECK((personality(~0u) & ADDR_NO_RANDOMIZE) ||
          !memcmp(usual.output.ring, "00000000", 8));
    run_release(&run);
    run_release(&usual);
}

static void
test_runner__can_keep_addresses_the_same(void **state)
{
    (void)state;
    trial_alone(same_addresses_body);
}

static void
go_in_shell(struct run *run, const char *command)
{
    const char *argv[] = {"sh", "-c", command, trial_mark, NULL};

    go(&(struct runner_spec){.argv = argv, .cwd = "/", .columns = 57}, run);
}

static void
shell_body(void)
{
    static const char expected[] = "/\n24 57\na\tb\rn = 7";
    struct run run = RUN_INIT;

    go_in_shell(&run, "pwd; stty size <&1; printf 'a\\tb\\rn = 7'");
    CHECK(run.output.len == strlen(expected));
    CHECK(!memcmp(run.output.ring, expected, strlen(expected)));
    run_release(&run);
    go_in_shell(&run, "echo 'n = 1' >&2; echo 'm = 2'");
    CHECK(run.output.len == 12);
    CHECK(!output_result(&run.output, "n"));
    CHECK(output_result(&run.output, "m")->number > 1);
    run_release(&run);
}

static void
test_runner__passes_output_unchanged(void **state)
{
    (void)state;
    trial_alone(shell_body);
}

static void
pipe_body(void)
{
    const char *argv[] = {"sh", "-c", "test -t 1 || echo 'pipe = 1'",
                          trial_mark, NULL};
    struct runner_spec spec = {.argv = argv, .flags = RUNNER_PIPE};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(&spec, &run, &diag, &runner) == 0);
    trial_wait_until_over(runner);
    runner_free(runner);
    CHECK(output_result(&run.output, "pipe"));
    run_release(&run);
}

static void
test_runner__can_give_a_pipe(void **state)
{
    (void)state;
    trial_alone(pipe_body);
}

static void
many_body(void)
{
    struct run run = RUN_INIT;
    int before = 0, subreaper = -1;

    for (int i = 0; i < 50; i++) {
        trial_go(&run, "exit", "0");
        CHECK(run.status == RUN_EXITED);
        run_release(&run);
        if (i == 0)
            before = trial_count_fds();
    }
    CHECK(trial_count_fds() == before);
    CHECK(prctl(PR_GET_CHILD_SUBREAPER, &subreaper) == 0 && !subreaper);
}

static void
test_runner__leaks_nothing_in_fifty_runs(void **state)
{
    (void)state;
    trial_alone(many_body);
}

static void
two_body(void)
{
    struct run one = RUN_INIT, two = RUN_INIT;
    struct runner *first = trial_start(&one, "setsid", NULL);
    struct runner *second = trial_start(&two, "kill-keeper", NULL);

    trial_wait_until_ready(first, &one);
    trial_wait_until_ready(second, &two);
    runner_stop(second);
    trial_wait_until_over(second);
    CHECK(one.status == RUN_GOING);
    CHECK(!runner_dispatch(first));
    CHECK(trial_count_marked() >= 3);
    runner_free(first);
    runner_free(second);
    run_release(&one);
    run_release(&two);
}

static void
test_runner__keeps_two_runs_apart(void **state)
{
    (void)state;
    trial_alone(two_body);
}

static void
flood_body(void)
{
    struct run run = RUN_INIT;
    struct runner *runner = trial_start(&run, "flood", NULL);

    while (run.output.dropped < 4 * OUTPUT_KEPT)
        CHECK(!trial_step(runner));
    runner_stop(runner);
    trial_wait_until_over(runner);
    CHECK(run.status == RUN_STOPPED);
    CHECK(run.output.len == OUTPUT_KEPT);
    runner_free(runner);
    run_release(&run);
}

static void
test_runner__takes_a_flood_in_parts(void **state)
{
    (void)state;
    trial_alone(flood_body);
}

static void
close_body(void)
{
    struct run run = RUN_INIT;
    size_t len;
    char *text;

    trial_go(&run, "close", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 5);
    text = output_text(&run.output, &len);
    CHECK(strstr(text, "before = 1\n"));
    CHECK(strstr(text, "early\n"));
    free(text);
    run_release(&run);
}

static void
test_runner__waits_for_a_program_without_streams(void **state)
{
    (void)state;
    trial_alone(close_body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runner__tells_the_exit_code),
        cmocka_unit_test(test_runner__tells_the_signal),
        cmocka_unit_test(test_runner__ends_at_the_time_limit),
        cmocka_unit_test(test_runner__ends_at_the_limit_of_processor_time),
        cmocka_unit_test(test_runner__counts_processor_time_of_all_descendants),
        cmocka_unit_test(test_runner__says_why_a_program_cannot_start),
        cmocka_unit_test(test_runner__takes_a_flood_in_parts),
        cmocka_unit_test(test_runner__waits_for_a_program_without_streams),
        cmocka_unit_test(test_runner__gives_three_descriptors),
        cmocka_unit_test(test_runner__needs_no_streams_of_its_own),
        cmocka_unit_test(test_runner__resets_signals),
        cmocka_unit_test(test_runner__drops_what_would_change_a_run),
        cmocka_unit_test(test_runner__passes_output_unchanged),
        cmocka_unit_test(test_runner__gives_the_variables_of_its_owner),
        cmocka_unit_test(test_runner__lets_a_program_keep_a_descriptor),
        cmocka_unit_test(test_runner__can_keep_addresses_the_same),
        cmocka_unit_test(test_runner__can_give_a_pipe),
        cmocka_unit_test(test_runner__leaks_nothing_in_fifty_runs),
        cmocka_unit_test(test_runner__keeps_two_runs_apart),
    };

    if (!getenv("HOSTILE")) {
        fprintf(stderr, "HOSTILE does not name the program to be run\n");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
