/*
 * Every test here is a process of its own with a time limit, because it
 * starts processes that do not want to end.  Programs are started with a
 * mark among their arguments, which their children inherit: whatever of it
 * is left afterwards is found by its command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/runner.h"

#define CHECK(condition) \
    ((condition) ? (void)0 : fail_check(#condition, __LINE__))

static _Noreturn void
fail_check(const char *what, int line)
{
    fprintf(stderr, "# line %d: not so: %s\n", line, what);
    exit(1);
}

static char mark[64];

/* How many processes have the mark. */
static int
count_marked(void)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    char path[300], line[4096];
    int found = 0;

    while ((entry = readdir(proc))) {
        int fd;
        ssize_t len;

        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        len = read(fd, line, sizeof line);
        close(fd);
        found += len > 0 && memmem(line, (size_t)len, mark, strlen(mark));
    }
    closedir(proc);
    return found;
}

static int
count_fds(void)
{
    DIR *fds = opendir("/proc/self/fd");
    int count = 0;

    while (readdir(fds))
        count++;
    closedir(fds);
    return count;
}

/* Run body as a process of its own; it leaves nothing behind. */
static void
in_own_process(void (*body)(void))
{
    int status;
    pid_t pid;

    snprintf(mark, sizeof mark, "mark-%d-%lld", getpid(),
             (long long)clock_now());
    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        int fds = count_fds();

        /* cmocka's handlers would go on with the next test in here. */
        for (int i = 1; i < NSIG; i++)
            signal(i, SIG_DFL);
        alarm(25);
        body();
        CHECK(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
        CHECK(count_fds() == fds);
        CHECK(count_marked() == 0);
        exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static struct runner *
start(struct run *run, const char *mode, const char *argument)
{
    const char *argv[] = {getenv("HOSTILE"), mode, argument, mark, NULL};
    struct runner_spec spec = {.argv = argv, .flags = RUNNER_SAMPLE};
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    if (!argument)
        argv[2] = "0";
    if (runner_start(&spec, run, &diag, &runner) < 0) {
        fprintf(stderr, "# %s: %s\n", diag.file, diag.text);
        exit(1);
    }
    return runner;
}

static int
step(struct runner *runner)
{
    struct pollfd fd = {.fd = runner_fd(runner), .events = POLLIN};

    poll(&fd, 1, 1000);
    return runner_dispatch(runner);
}

static void
wait_until_over(struct runner *runner)
{
    while (!step(runner))
        ;
}

static void
wait_until_ready(struct runner *runner, struct run *run)
{
    while (!output_result(&run->output, "ready"))
        CHECK(!step(runner));
}

/* Start a mode and see it to its end. */
static void
go(struct run *run, const char *mode, const char *argument)
{
    struct runner *runner = start(run, mode, argument);

    wait_until_over(runner);
    CHECK(runner_dispatch(runner) == 1);
    runner_free(runner);
}

/* Start a mode, and stop it when it is ready. */
static void
go_and_stop(const char *mode)
{
    struct run run = RUN_INIT;
    struct runner *runner = start(&run, mode, NULL);

    wait_until_ready(runner, &run);
    runner_stop(runner);
    wait_until_over(runner);
    CHECK(run.status == RUN_STOPPED);
    CHECK(count_marked() == 0);
    runner_free(runner);
    run_release(&run);
}

/* ---- ends */

static void
exit_code_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "exit", "42");
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
    in_own_process(exit_code_body);
}

static void
signal_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "die", "11");
    CHECK(run.status == RUN_SIGNALLED);
    CHECK(run.signal == SIGSEGV);
    run_release(&run);
}

static void
test_runner__tells_the_signal(void **state)
{
    (void)state;
    in_own_process(signal_body);
}

static void
limit_body(void)
{
    const char *argv[] = {getenv("HOSTILE"), "spin", "0", mark, NULL};
    struct runner_spec spec = {.argv = argv, .limit_seconds = 0.2};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(&spec, &run, &diag, &runner) == 0);
    wait_until_over(runner);
    CHECK(run.status == RUN_TIME_LIMIT);
    CHECK(run.limit_seconds > 0.1 && run.seconds >= 0.2);
    runner_free(runner);
    run_release(&run);
}

static void
test_runner__ends_at_the_time_limit(void **state)
{
    (void)state;
    in_own_process(limit_body);
}

static void
burn_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "burn", "30");
    CHECK(run.status == RUN_EXITED && run.exit_code == 0);
    CHECK(run.cpu_seconds >= 0.030);
    CHECK(run.peak_rss_kib > 0);
    run_release(&run);
    go(&run, "exit", "0");
    CHECK(run.cpu_seconds > 0);
    run_release(&run);
}

static void
test_runner__counts_processor_time_of_all_descendants(void **state)
{
    (void)state;
    in_own_process(burn_body);
}

/* ---- what cannot be started */

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
    refused((const char *[]){"./nothing", NULL}, NULL, -ENOENT,
            "no such file");
    refused((const char *[]){"no-such-program", NULL}, NULL, -ENOENT,
            "$PATH");
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
    CHECK(unlink("plain") == 0 && unlink("script") == 0);
    CHECK(unlink("text") == 0 && rmdir(folder) == 0);
}

static void
test_runner__says_why_a_program_cannot_start(void **state)
{
    (void)state;
    in_own_process(refusals_body);
}

/* ---- what stop reaches */

static void
stop_setsid_body(void)
{
    go_and_stop("setsid");
}

static void
test_runner__stop_reaches_grandchildren_with_sessions(void **state)
{
    (void)state;
    in_own_process(stop_setsid_body);
}

static void
stop_daemon_body(void)
{
    go_and_stop("daemonise");
}

static void
test_runner__stop_reaches_daemons(void **state)
{
    (void)state;
    in_own_process(stop_daemon_body);
}

static void
stop_ignore_body(void)
{
    go_and_stop("ignore");
}

static void
test_runner__stop_needs_no_consent(void **state)
{
    (void)state;
    in_own_process(stop_ignore_body);
}

static void
stop_spin_body(void)
{
    go_and_stop("spin");
}

static void
test_runner__stop_reaches_the_busy(void **state)
{
    (void)state;
    in_own_process(stop_spin_body);
}

static void
stop_multiply_body(void)
{
    go_and_stop("multiply");
}

static void
test_runner__stop_outruns_those_that_multiply(void **state)
{
    (void)state;
    in_own_process(stop_multiply_body);
}

static void
stop_thread_body(void)
{
    go_and_stop("leave-main");
}

static void
test_runner__stop_reaches_a_process_without_main_thread(void **state)
{
    (void)state;
    in_own_process(stop_thread_body);
}

static void
swarm_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "swarm", NULL);
    CHECK(run.status == RUN_PROCESS_LIMIT);
    run_release(&run);
}

static void
test_runner__ends_what_forks_without_end(void **state)
{
    (void)state;
    in_own_process(swarm_body);
}

static void
leave_daemon_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "leave-daemon", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 7);
    run_release(&run);
}

static void
test_runner__ends_what_outlives_the_program(void **state)
{
    (void)state;
    in_own_process(leave_daemon_body);
}

static void
free_body(void)
{
    static const char *const modes[] = {"setsid", "daemonise", "ignore"};
    struct run run = RUN_INIT;

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct runner *runner = start(&run, modes[i], NULL);

        wait_until_ready(runner, &run);
        runner_free(runner);
        CHECK(run.status == RUN_STOPPED);
        CHECK(count_marked() == 0);
        run_release(&run);
    }
}

static void
test_runner__free_ends_a_run(void **state)
{
    (void)state;
    in_own_process(free_body);
}

/* ---- what a program does to its surroundings */

static void
flood_body(void)
{
    struct run run = RUN_INIT;
    struct runner *runner = start(&run, "flood", NULL);

    while (run.output.dropped < 4 * OUTPUT_KEPT)
        CHECK(!step(runner));
    runner_stop(runner);
    wait_until_over(runner);
    CHECK(run.status == RUN_STOPPED);
    CHECK(run.output.len == OUTPUT_KEPT);
    runner_free(runner);
    run_release(&run);
}

static void
test_runner__takes_a_flood_in_parts(void **state)
{
    (void)state;
    in_own_process(flood_body);
}

static void
close_body(void)
{
    struct run run = RUN_INIT;
    size_t len;
    char *text;

    go(&run, "close", NULL);
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
    in_own_process(close_body);
}

static void
kill_keeper_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "kill-keeper", NULL);
    CHECK(run.status == RUN_SIGNALLED && run.signal == SIGKILL);
    CHECK(output_result(&run.output, "ready"));
    run_release(&run);
}

static void
test_runner__ends_all_when_the_keeper_is_killed(void **state)
{
    (void)state;
    in_own_process(kill_keeper_body);
}

static void
stop_keeper_body(void)
{
    go_and_stop("stop-keeper");
}

static void
test_runner__wakes_a_stopped_keeper(void **state)
{
    (void)state;
    in_own_process(stop_keeper_body);
}

static void
disturb_keeper_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "disturb-keeper", NULL);
    CHECK(run.status == RUN_EXITED && run.exit_code == 3);
    run_release(&run);
}

static void
test_runner__keeper_ignores_signals(void **state)
{
    (void)state;
    in_own_process(disturb_keeper_body);
}

static void
kill_group_body(void)
{
    struct run run = RUN_INIT;

    go(&run, "kill-group", NULL);
    CHECK(run.status == RUN_SIGNALLED && run.signal == SIGKILL);
    run_release(&run);
}

static void
test_runner__survives_a_kill_of_the_group(void **state)
{
    (void)state;
    in_own_process(kill_group_body);
}

/* ---- what a program is given */

static void
fds_body(void)
{
    struct run run = RUN_INIT;
    int extra = open("/dev/null", O_RDONLY);
    int high = fcntl(extra, F_DUPFD, 700);

    go(&run, "fds", NULL);
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
    in_own_process(fds_body);
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
    go(&run, "fds", NULL);
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
    in_own_process(no_streams_body);
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
    go(&run, "signals", NULL);
    CHECK(run.status == RUN_EXITED && run.output.nresults == 0);
    sigprocmask(SIG_BLOCK, NULL, &mask);
    CHECK(sigismember(&mask, SIGWINCH) && !sigismember(&mask, SIGTERM));
    run_release(&run);
}

static void
test_runner__resets_signals(void **state)
{
    (void)state;
    in_own_process(signals_body);
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
    go(&run, "environment", NULL);
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
    in_own_process(environment_body);
}

static void
go_in_shell(struct run *run, const char *command)
{
    const char *argv[] = {"sh", "-c", command, mark, NULL};
    struct runner_spec spec = {.argv = argv, .cwd = "/", .columns = 57};
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(&spec, run, &diag, &runner) == 0);
    wait_until_over(runner);
    runner_free(runner);
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
    in_own_process(shell_body);
}

static void
pipe_body(void)
{
    const char *argv[] = {"sh", "-c", "test -t 1 || echo 'pipe = 1'", mark,
                          NULL};
    struct runner_spec spec = {.argv = argv, .flags = RUNNER_PIPE};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner;

    CHECK(runner_start(&spec, &run, &diag, &runner) == 0);
    wait_until_over(runner);
    runner_free(runner);
    CHECK(output_result(&run.output, "pipe"));
    run_release(&run);
}

static void
test_runner__can_give_a_pipe(void **state)
{
    (void)state;
    in_own_process(pipe_body);
}

/* ---- the tutor's own end */

static void
many_body(void)
{
    struct run run = RUN_INIT;
    int before = 0, subreaper = -1;

    for (int i = 0; i < 50; i++) {
        go(&run, "exit", "0");
        CHECK(run.status == RUN_EXITED);
        run_release(&run);
        if (i == 0)
            before = count_fds();
    }
    CHECK(count_fds() == before);
    CHECK(prctl(PR_GET_CHILD_SUBREAPER, &subreaper) == 0 && !subreaper);
}

static void
test_runner__leaks_nothing_in_fifty_runs(void **state)
{
    (void)state;
    in_own_process(many_body);
}

static void
two_body(void)
{
    struct run one = RUN_INIT, two = RUN_INIT;
    struct runner *first = start(&one, "setsid", NULL);
    struct runner *second = start(&two, "kill-keeper", NULL);

    wait_until_ready(first, &one);
    wait_until_over(second);
    CHECK(one.status == RUN_GOING);
    CHECK(!runner_dispatch(first));
    CHECK(count_marked() >= 3);
    runner_free(first);
    runner_free(second);
    run_release(&one);
    run_release(&two);
}

static void
test_runner__keeps_two_runs_apart(void **state)
{
    (void)state;
    in_own_process(two_body);
}

/* A tutor of its own, which starts a run and is then gone. */
static void
tutor_ends(const char *mode, bool by_handler)
{
    struct run run = RUN_INIT;
    int status;
    pid_t tutor = fork();

    if (tutor == 0) {
        struct runner *runner = start(&run, mode, NULL);

        wait_until_ready(runner, &run);
        if (by_handler) {
            runner_emergency();
            _exit(9);
        }
        raise(SIGKILL);
    }
    CHECK(waitpid(tutor, &status, 0) == tutor);
    CHECK(by_handler ? status == 9 << 8 : WTERMSIG(status) == SIGKILL);
    while (count_marked() > 0)
        usleep(2000);
}

static void
tutor_killed_body(void)
{
    tutor_ends("setsid", false);
    tutor_ends("daemonise", false);
    tutor_ends("ignore", false);
}

static void
test_runner__leaves_nothing_when_the_tutor_is_killed(void **state)
{
    (void)state;
    in_own_process(tutor_killed_body);
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
    in_own_process(emergency_body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runner__tells_the_exit_code),
        cmocka_unit_test(test_runner__tells_the_signal),
        cmocka_unit_test(test_runner__ends_at_the_time_limit),
        cmocka_unit_test(
            test_runner__counts_processor_time_of_all_descendants),
        cmocka_unit_test(test_runner__says_why_a_program_cannot_start),
        cmocka_unit_test(
            test_runner__stop_reaches_grandchildren_with_sessions),
        cmocka_unit_test(test_runner__stop_reaches_daemons),
        cmocka_unit_test(test_runner__stop_needs_no_consent),
        cmocka_unit_test(test_runner__stop_reaches_the_busy),
        cmocka_unit_test(test_runner__stop_outruns_those_that_multiply),
        cmocka_unit_test(
            test_runner__stop_reaches_a_process_without_main_thread),
        cmocka_unit_test(test_runner__ends_what_forks_without_end),
        cmocka_unit_test(test_runner__ends_what_outlives_the_program),
        cmocka_unit_test(test_runner__free_ends_a_run),
        cmocka_unit_test(test_runner__takes_a_flood_in_parts),
        cmocka_unit_test(test_runner__waits_for_a_program_without_streams),
        cmocka_unit_test(test_runner__ends_all_when_the_keeper_is_killed),
        cmocka_unit_test(test_runner__wakes_a_stopped_keeper),
        cmocka_unit_test(test_runner__keeper_ignores_signals),
        cmocka_unit_test(test_runner__survives_a_kill_of_the_group),
        cmocka_unit_test(test_runner__gives_three_descriptors),
        cmocka_unit_test(test_runner__needs_no_streams_of_its_own),
        cmocka_unit_test(test_runner__resets_signals),
        cmocka_unit_test(test_runner__drops_what_would_change_a_run),
        cmocka_unit_test(test_runner__passes_output_unchanged),
        cmocka_unit_test(test_runner__can_give_a_pipe),
        cmocka_unit_test(test_runner__leaks_nothing_in_fifty_runs),
        cmocka_unit_test(test_runner__keeps_two_runs_apart),
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
