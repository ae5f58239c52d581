/*
 * From fork to exec: a copy of the keeper on its way to be the program.  It
 * may call only what is async-signal-safe.
 */
#include "run/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/runner.h"

static void
say_step(int fd, enum keeper_step step, int error)
{
    struct step_message message = {step, error, clock_now(), clock_cpu()};

    while (write(fd, &message, sizeof message) < 0 && errno == EINTR)
        ;
}

static void
reset_signals(void)
{
    sigset_t none;

    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Where memory runs out, the program goes, not the tutor. */
static void
offer_to_oom_killer(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

    if (fd >= 0) {
        if (write(fd, "1000", 4) < 0)
            errno = 0;
        close(fd);
    }
}

/*
 * One file alone may be as large as all of them.  The kernel is quicker here
 * than whoever looks now and then.
 */
static void
limit_files(uint64_t bytes)
{
    struct rlimit limit;

    if (bytes == 0 || getrlimit(RLIMIT_FSIZE, &limit) < 0)
        return;
    if (limit.rlim_cur > bytes)
        limit.rlim_cur = bytes;
    if (limit.rlim_max > bytes)
        limit.rlim_max = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/*
 * As execvp() does, over paths that were made before the fork.  A folder of
 * $PATH that may not be searched is as good as none.
 */
static int
execute(const struct keeper_spec *spec)
{
    bool one = spec->paths[0] && !spec->paths[1];
    int error = ENOENT;

    for (char *const *path = spec->paths; *path; path++) {
        execve(*path, spec->argv, spec->envp);
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            return errno;
        if (errno == EACCES && (one || access(*path, F_OK) == 0))
            error = EACCES;
    }
    return error;
}

/*
 * What it keeps takes the place of the keeper's channel, which it does not
 * have.  A kernel that does not let addresses be has to be lived with.
 */
static void
arrange(const struct keeper_spec *spec)
{
    if (spec->keep_fd > 0)
        dup2(KEEPER_KEPT_FD, RUNNER_KEPT_FD);
    if (spec->no_aslr)
        personality(ADDR_NO_RANDOMIZE);
}

/*
 * A session of its own keeps the signals of terminals away, and where the
 * scheduler shares by session, the keeper gets its share beside a program
 * with a thousand processes.  Without new privileges nothing of it can
 * become another user's, whom the keeper could not end.
 */
_Noreturn void
program_become(const struct keeper_spec *spec, int step_fd)
{
    const struct rlimit no_core = {0, 0};

    setsid();
    setrlimit(RLIMIT_CORE, &no_core);
    limit_files(spec->limits->files);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    offer_to_oom_killer();
    if (spec->contained)
        contain_drop_rights();
    if (spec->cwd && chdir(spec->cwd) < 0) {
        say_step(step_fd, KEEPER_CHDIR, errno);
        _exit(127);
    }
    arrange(spec);
    say_step(step_fd, KEEPER_EXEC, 0);
    reset_signals();
    say_step(step_fd, KEEPER_EXEC, execute(spec));
    _exit(127);
}
