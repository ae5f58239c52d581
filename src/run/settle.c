/*
 * Namespaces for a run, furnished from inside: between fork and exec, with
 * calls that are async-signal-safe alone.
 */
#include <errno.h>
#include <linux/capability.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "run/contain.h"

/* Newer than some headers. */
#define KNOWN_RIGHTS 64

static bool
is_left(int right)
{
    switch (right) {
    case CAP_CHOWN:
    case CAP_DAC_OVERRIDE:
    case CAP_DAC_READ_SEARCH:
    case CAP_FOWNER:
    case CAP_FSETID:
    case CAP_KILL:
    case CAP_SETGID:
    case CAP_SETUID:
    case CAP_SETPCAP:
    case CAP_IPC_OWNER:
    case CAP_SYS_PTRACE:
        return true;
    default:
        return false;
    }
}

void
contain_drop_rights(void)
{
    for (int right = 0; right < KNOWN_RIGHTS; right++)
        if (!is_left(right))
            prctl(PR_CAPBSET_DROP, right, 0, 0, 0);
}

/* The kernel wants a second /proc to be no less strict than the first. */
static unsigned long
flags_of_proc(void)
{
    const unsigned long kept = MS_RDONLY | MS_NOATIME | MS_NODIRATIME;
    unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    struct statfs now;

    if (statfs("/proc", &now) == 0)
        flags |= (unsigned long)now.f_flags & kept;
    return flags;
}

static int
mount_shm(const char *options)
{
    if (mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, options) < 0)
        return -1;
    if (mkdir(CONTAIN_TMPDIR, 0700) < 0)
        return -1;
    return chmod(CONTAIN_TMPDIR, 01777);
}

enum contain_step
contain_settle(const char *shm)
{
    /* What is mounted outside later is still seen; nothing gets out. */
    if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0)
        return CONTAIN_MOUNTS;
    if (mount("proc", "/proc", "proc", flags_of_proc(), NULL) < 0)
        return CONTAIN_PROC;
    if (shm && mount_shm(shm) < 0)
        return CONTAIN_SHM;
    return CONTAIN_NONE;
}
