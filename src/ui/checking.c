/* A check, step by step as its descriptor becomes readable. */
#include "ui/checking.h"

#include <sys/stat.h>

#include "base/clock.h"

#define NEWS_EVERY (200 * CLOCK_MS)

static void
end(struct checking *checking, enum checking_state state)
{
    check_free(checking->check);
    checking->check = NULL;
    checking->state = state;
}

void
checking_release(struct checking *checking)
{
    if (checking->check)
        end(checking, CHECKING_NONE);
    findings_release(&checking->findings);
    *checking = (struct checking)CHECKING_INIT;
}

void
checking_start(struct checking *checking, const struct course *course,
               const struct exercise *exercise)
{
    struct check_spec spec = {.course = course, .exercise = exercise};
    struct stat status;
    bool newest = checking->newest;

    checking_release(checking);
    checking->newest = newest;
    checking->began = clock_now();
    if (check_start(&spec, &checking->findings, &checking->failure,
                    &checking->check) < 0) {
        checking->state = CHECKING_FAILED;
        return;
    }
    checking->state = CHECKING_CLIMBING;
    if (stat(checking->findings.file, &status) == 0)
        checking->saved = status.st_mtime;
}

void
checking_stop(struct checking *checking)
{
    if (!checking->check)
        return;
    end(checking, CHECKING_STOPPED);
    for (int i = 0; i < RUNGS; i++)
        if (checking->findings.rungs[i].state == RUNG_CLIMBING)
            checking->findings.rungs[i].state = RUNG_AHEAD;
}

bool
checking_is_going(const struct checking *checking)
{
    return checking->check;
}

int
checking_fd(const struct checking *checking)
{
    return checking->check ? check_fd(checking->check) : -1;
}

bool
checking_dispatch(struct checking *checking)
{
    int result = checking->check
                     ? check_dispatch(checking->check, &checking->failure)
                     : 0;

    if (result == 0)
        return false;
    end(checking, result < 0 ? CHECKING_FAILED : CHECKING_OVER);
    return true;
}

static uint64_t
states_of(const struct findings *findings)
{
    uint64_t states = 0;

    for (int i = 0; i < RUNGS; i++)
        states = states << 4 | (uint64_t)findings->rungs[i].state;
    return states;
}

bool
checking_is_news(struct checking *checking)
{
    uint64_t states = states_of(&checking->findings);
    int64_t now = clock_now();

    if (states == checking->rungs && now - checking->told < NEWS_EVERY)
        return false;
    checking->rungs = states;
    checking->told = now;
    return true;
}
