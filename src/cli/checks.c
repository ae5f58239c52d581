/*
 * Which check is climbed when.  Each takes a slot while it goes on; one that
 * has only the speed rung left gives its slot back and waits until it is
 * alone.
 */
#include "cli/checks.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/cpus.h"
#include "base/mem.h"
#include "cli/say.h"
#include "cli/wait.h"

#define OWN_FILES 24            /* descriptors that are no check's */
#define CHECK_FILES 32          /* ... that one takes while it climbs */
#define SHOW_EVERY 200          /* milliseconds */

void
checks_add(struct checks *checks, const struct exercise *exercise)
{
    MEM_GROW(checks->climbs, checks->count, checks->cap);
    checks->climbs[checks->count++] = (struct climb){
        .exercise = exercise,
        .findings = FINDINGS_INIT,
    };
}

void
checks_release(struct checks *checks)
{
    for (size_t i = 0; i < checks->count; i++) {
        check_free(checks->climbs[i].check);
        findings_release(&checks->climbs[i].findings);
    }
    free(checks->climbs);
    if (checks->epoll >= 0)
        close(checks->epoll);
    *checks = (struct checks)CHECKS_INIT;
}

/* How many checks are good for this machine, at least 1. */
static size_t
most_here(void)
{
    struct rlimit files = {.rlim_cur = 1024};
    long slots, most = cpus_allowed() / 2;

    getrlimit(RLIMIT_NOFILE, &files);
    slots = files.rlim_cur > 65536 ? 65536 : (long)files.rlim_cur;
    slots = (slots - OWN_FILES) / CHECK_FILES;
    if (most > slots)
        most = slots;
    return most > 1 ? (size_t)most : 1;
}

static size_t
count(const struct checks *checks, enum climb_state state)
{
    size_t number = 0;

    for (size_t i = 0; i < checks->count; i++)
        number += checks->climbs[i].state == state;
    return number;
}

static struct climb *
first(const struct checks *checks, enum climb_state state)
{
    for (size_t i = 0; i < checks->count; i++)
        if (checks->climbs[i].state == state)
            return &checks->climbs[i];
    return NULL;
}

static int
start(struct checks *checks, struct climb *climb)
{
    struct check_spec spec = {
        .course = checks->workbook->course,
        .exercise = climb->exercise,
        .file = checks->file,
        .untimed = checks->untimed,
        .asks = true,
    };
    struct epoll_event event = {.events = EPOLLIN};
    struct diag diag = DIAG_INIT;

    if (check_start(&spec, &climb->findings, &diag, &climb->check) < 0)
        return complain_diag(EXIT_MISSING, climb->exercise->name, &diag);
    if (epoll_ctl(checks->epoll, EPOLL_CTL_ADD, check_fd(climb->check),
                  &event) < 0)
        return complain(EXIT_MISSING, climb->exercise->name, "%s",
                        strerror(errno));
    climb->state = CLIMB_GOING;
    return EXIT_FINE;
}

/* Whoever waits to be timed comes first where it would be alone at once, so
 * that verdicts come one after another. */
static int
fill(struct checks *checks)
{
    struct climb *waiting = first(checks, CLIMB_WAITING), *ahead;
    int status = EXIT_FINE;
    bool timing = false;

    for (size_t i = 0; i < checks->count; i++)
        timing |= checks->climbs[i].state == CLIMB_GOING &&
                  check_is_timed(checks->climbs[i].check);
    if (waiting && count(checks, CLIMB_GOING) == 0) {
        waiting->state = CLIMB_GOING;
        check_go_on(waiting->check);
        return EXIT_FINE;
    }
    while (status == EXIT_FINE && !timing &&
           count(checks, CLIMB_GOING) + count(checks, CLIMB_WAITING) <
               checks->most &&
           (ahead = first(checks, CLIMB_AHEAD)))
        status = start(checks, ahead);
    return status;
}

static void
record(const struct checks *checks, const struct climb *climb)
{
    const struct findings *findings = &climb->findings;
    int err;

    if (checks->file || strcmp(findings->file, climb->exercise->own) != 0)
        return;
    err = journal_record_check(checks->workbook->journal,
                               climb->exercise->name, findings->verdict,
                               findings->hash);
    if (err < 0)
        complain(0, "progress", "could not be saved: %s", strerror(-err));
}

static int
dispatch(struct checks *checks, struct climb *climb)
{
    struct diag diag = DIAG_INIT;
    int result = check_dispatch(climb->check, &diag);

    if (result < 0)
        return complain_diag(EXIT_MISSING, climb->exercise->name, &diag);
    if (result == 0) {
        if (check_waits(climb->check))
            climb->state = CLIMB_WAITING;
        return EXIT_FINE;
    }
    check_free(climb->check);
    climb->check = NULL;
    climb->state = CLIMB_OVER;
    record(checks, climb);
    return EXIT_FINE;
}

static int
dispatch_all(struct checks *checks)
{
    int status = EXIT_FINE;

    for (size_t i = 0; i < checks->count && status == EXIT_FINE; i++)
        if (checks->climbs[i].state == CLIMB_GOING)
            status = dispatch(checks, &checks->climbs[i]);
    return status;
}

static bool
is_nudged(const struct checks *checks)
{
    struct pollfd polled = {.fd = checks->nudge, .events = POLLIN};

    return checks->nudge >= 0 && poll(&polled, 1, 0) == 1 &&
           checks->nudged(checks->nudge_context);
}

/* 0 or -errno. */
static int
open_epoll(struct checks *checks)
{
    struct epoll_event event = {.events = EPOLLIN};

    checks->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (checks->epoll < 0 ||
        (checks->nudge >= 0 && epoll_ctl(checks->epoll, EPOLL_CTL_ADD,
                                         checks->nudge, &event) < 0))
        return -errno;
    return 0;
}

int
checks_run(struct checks *checks, void (*show)(void *context), void *context)
{
    int status = EXIT_FINE;

    if (!checks->most)
        checks->most = most_here();
    if (open_epoll(checks) < 0)
        return complain(EXIT_MISSING, "check", "%s", strerror(errno));
    while (status == EXIT_FINE &&
           count(checks, CLIMB_OVER) < checks->count) {
        int ready;

        status = fill(checks);
        if (status == EXIT_FINE)
            status = dispatch_all(checks);
        show(context);
        if (status != EXIT_FINE || !first(checks, CLIMB_GOING))
            continue;
        ready = wait_for(checks->epoll, SHOW_EVERY);
        if (ready < 0 || ready & WAIT_SIGNAL)
            status = EXIT_INTERRUPTED;
        else if (is_nudged(checks))
            status = CHECKS_NUDGED;
    }
    return status;
}

int
checks_status(const struct checks *checks)
{
    int status = EXIT_FINE;

    for (size_t i = 0; i < checks->count; i++) {
        enum verdict verdict = checks->climbs[i].findings.verdict;

        if (verdict != VERDICT_PASSED && verdict != VERDICT_NOT_CHECKED)
            return EXIT_FAILED;
        if (verdict == VERDICT_NOT_CHECKED)
            status = EXIT_MISSING;
    }
    return status;
}
