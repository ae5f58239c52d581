/* Descriptors between fork and exec. */
#include "run/fds.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FDS_MAX 8
#define CLOSED_BY_HAND 65536    /* where the kernel has no call for it */

static void
close_from(unsigned first)
{
    struct rlimit limit;

    if (syscall(SYS_close_range, first, ~0u, 0) == 0)
        return;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 ||
        limit.rlim_cur > CLOSED_BY_HAND)
        limit.rlim_cur = CLOSED_BY_HAND;
    for (unsigned fd = first; fd < limit.rlim_cur; fd++)
        close((int)fd);
}

/* Out of the way first: any of them may stand where another has to go. */
int
fds_arrange(const int *wanted, int count)
{
    int fds[FDS_MAX];

    for (int i = 0; i < count; i++)
        if ((fds[i] = fcntl(wanted[i], F_DUPFD_CLOEXEC, count)) < 0)
            return -1;
    for (int i = 0; i < count; i++)
        if (dup2(fds[i], i) < 0)
            return -1;
    close_from((unsigned)count);
    return 0;
}
