/*
 * What is left when a program has killed its keeper.  Which of the tutor's
 * children are orphans is told by their session: the keeper's descendants
 * are never in the tutor's own, since a process cannot enter one, and what
 * else the tutor starts (an editor) is in it, since it needs its terminal.
 */
#include "run/orphans.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/keepers.h"
#include "run/kin.h"

static struct kin kin;

void
orphans_count(struct orphans *orphans, const struct rusage *used)
{
    orphans->cpu_ns += clock_of(used->ru_utime) +
                       clock_of(used->ru_stime);
    if (used->ru_maxrss > orphans->peak_rss_kib)
        orphans->peak_rss_kib = used->ru_maxrss;
}

static void
reap(struct orphans *orphans, pid_t pid)
{
    struct rusage used;
    int status;

    if (wait4(pid, &status, WNOHANG | __WALL, &used) != pid)
        return;
    orphans_count(orphans, &used);
    if (pid == orphans->first) {
        orphans->first_over = true;
        orphans->status = status;
    }
}

unsigned
orphans_end(struct orphans *orphans)
{
    pid_t self = getpid(), session = getsid(0);
    unsigned found = 0;

    if (kin_read(&kin) < 0)
        return 0;
    for (size_t i = 0; i < kin.count; i++) {
        struct kin_process *process = &kin.items[i];

        process->below = process->parent == self &&
                         process->session != session &&
                         process->start >= orphans->since &&
                         !keepers_know(process->pid);
        found += process->below;
    }
    kin_spread(&kin);
    kin_kill(&kin);
    for (size_t i = 0; i < kin.count; i++)
        if (kin.items[i].below && kin.items[i].parent == self)
            reap(orphans, kin.items[i].pid);
    return found;
}

void
orphans_end_below(pid_t keeper)
{
    kin_end(&kin, keeper);
}
