/*
 * All keepers that there are.  A signal handler may read the list between
 * any two instructions, so each change of it is a single store of a pointer
 * to something complete.
 */
#include "run/keepers.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static struct kept *volatile all;

/* What the tutor was before there was any. */
static int was_subreaper;

void
keepers_prepare(void)
{
    if (all)
        return;
    if (prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper, 0, 0, 0) < 0)
        was_subreaper = 0;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

void
keepers_done(void)
{
    if (!all)
        prctl(PR_SET_CHILD_SUBREAPER, was_subreaper, 0, 0, 0);
}

void
keepers_add(struct kept *kept)
{
    kept->next = all;
    all = kept;
}

void
keepers_remove(struct kept *kept)
{
    struct kept *before = all;

    if (before == kept)
        all = kept->next;
    for (; before && before != kept; before = before->next)
        if (before->next == kept) {
            *(struct kept *volatile *)&before->next = kept->next;
            break;
        }
    keepers_done();
}

bool
keepers_know(pid_t pid)
{
    for (const struct kept *kept = all; kept; kept = kept->next)
        if (kept->keeper == pid)
            return true;
    return false;
}

void
keepers_emergency(void)
{
    for (const struct kept *kept = all; kept; kept = kept->next) {
        if (kept->program > 0)
            kill(-kept->program, SIGKILL);
        /* A program may have stopped its keeper. */
        if (kept->keeper > 0)
            kill(kept->keeper, kept->contained ? SIGKILL : SIGCONT);
        if (kept->channel >= 0)
            close(kept->channel);
    }
}
