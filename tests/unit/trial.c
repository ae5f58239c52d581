#include "trial.h"

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
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/contain.h"

_Noreturn void
trial_fail(const char *what, int line)
{
    fprintf(stderr, "# line %d: not so: %s\n", line, what);
    exit(1);
}

char trial_mark[64];
struct limits trial_limits;

int
trial_count_marked(void)
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
        found += len > 0 &&
                 memmem(line, (size_t)len, trial_mark, strlen(trial_mark));
    }
    closedir(proc);
    return found;
}

int
trial_count_fds(void)
{
    DIR *fds = opendir("/proc/self/fd");
    int count = 0;

    while (readdir(fds))
        count++;
    closedir(fds);
    return count;
}

void
trial_alone(void (*body)(void))
{
    int status;
    pid_t pid;

    snprintf(trial_mark, sizeof trial_mark, "mark-%d-%lld", getpid(),
             (long long)clock_now());
    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        int fds = trial_count_fds();

        /* cmocka's handlers would go on with the next test in here. */
        for (int i = 1; i < NSIG; i++)
            signal(i, SIG_DFL);
        alarm(60);
        body();
        CHECK(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
        CHECK(trial_count_fds() == fds);
        CHECK(trial_count_marked() == 0);
        exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

bool
trial_is_contained(void)
{
    struct run run = RUN_INIT;

    trial_go(&run, "exit", "0");
    run_release(&run);
    return contain_is_possible();
}

struct runner *
trial_start(struct run *run, const char *mode, const char *argument)
{
    const char *argv[] = {getenv("HOSTILE"), mode, argument, trial_mark, NULL};
    struct runner_spec spec = {.argv = argv, .limits = trial_limits,
                               .flags = RUNNER_SAMPLE};
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

int
trial_step(struct runner *runner)
{
    struct pollfd fd = {.fd = runner_fd(runner), .events = POLLIN};

    poll(&fd, 1, 1000);
    return runner_dispatch(runner);
}

void
trial_wait_until_over(struct runner *runner)
{
    while (!trial_step(runner))
        ;
}

void
trial_wait_until_ready(struct runner *runner, struct run *run)
{
    while (!output_result(&run->output, "ready"))
        CHECK(!trial_step(runner));
}

void
trial_go(struct run *run, const char *mode, const char *argument)
{
    struct runner *runner = trial_start(run, mode, argument);

    trial_wait_until_over(runner);
    CHECK(runner_dispatch(runner) == 1);
    runner_free(runner);
}

void
trial_go_and_stop(const char *mode)
{
    struct run run = RUN_INIT;
    struct runner *runner = trial_start(&run, mode, NULL);

    trial_wait_until_ready(runner, &run);
    runner_stop(runner);
    trial_wait_until_over(runner);
    CHECK(run.status == RUN_STOPPED);
    CHECK(trial_count_marked() == 0);
    runner_free(runner);
    run_release(&run);
}
