/*
 * Rounds of checks.  One goes on until there is a verdict, or until one of
 * its files is saved: then another begins with what is left of it and what
 * was saved.
 */
#include "cli/check_watch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/watch.h"
#include "cli/check_show.h"
#include "cli/say.h"
#include "cli/typing.h"
#include "cli/wait.h"

struct rounds {
    const struct checks *chosen;
    struct out *out;
    struct watch *watch;        /* its numbers are those of the chosen */
    bool *wanted;               /* ... that are to be checked */
    bool *last;                 /* ... that the last round checked */
    bool *saved;                /* ... that were saved or asked for since */
    int news;                   /* readable when something was saved or typed */
    bool keys;
    bool ended;                 /* by a key */
    int status;                 /* of the last round */
};

static int
add_news(struct rounds *rounds, int fd)
{
    struct epoll_event event = {.events = EPOLLIN};

    return epoll_ctl(rounds->news, EPOLL_CTL_ADD, fd, &event);
}

static void
watch_all(struct rounds *rounds)
{
    char resolved[PATH_MAX];

    for (size_t i = 0; i < rounds->chosen->count; i++) {
        const char *file = rounds->chosen->file;

        if (!file)
            watch_add(rounds->watch, rounds->chosen->climbs[i].exercise->own);
        else
            watch_add(rounds->watch,
                      realpath(file, resolved) ? resolved : file);
    }
}

static int
begin(struct rounds *rounds)
{
    int err = watch_new(&rounds->watch);

    if (err < 0)
        return complain(EXIT_MISSING, "watch", "%s", strerror(-err));
    watch_all(rounds);
    rounds->news = epoll_create1(EPOLL_CLOEXEC);
    rounds->keys = typing_begin();
    if (rounds->news < 0 || add_news(rounds, watch_fd(rounds->watch)) < 0 ||
        (rounds->keys && add_news(rounds, STDIN_FILENO) < 0))
        return complain(EXIT_MISSING, "watch", "%s", strerror(errno));
    if (!rounds->out->terminal && watch_trouble(rounds->watch))
        complain(0, "watch", "files are looked at every two seconds: %s",
                 watch_trouble(rounds->watch));
    return EXIT_FINE;
}

/* Whether one of the chosen is among these. */
static bool
has_any(const struct rounds *rounds, const bool *these)
{
    bool any = false;

    for (size_t i = 0; i < rounds->chosen->count; i++)
        any |= these[i];
    return any;
}

/* What was checked last; before there was anything, all of it. */
static void
ask_again(struct rounds *rounds)
{
    bool all = !has_any(rounds, rounds->last);

    for (size_t i = 0; i < rounds->chosen->count; i++)
        rounds->saved[i] |= all || rounds->last[i];
}

static void
take_keys(struct rounds *rounds)
{
    int key;

    while (rounds->keys && (key = typing_key()) != 0) {
        if (key == 'q')
            rounds->ended = true;
        if (key == 'c' || key == '\n' || key == '\r')
            ask_again(rounds);
    }
}

/* Whether something is to be done; a folder where other files stir tells of
 * nothing. */
static bool
take_news(void *context)
{
    struct rounds *rounds = context;
    struct watch_save save;

    while (watch_next(rounds->watch, &save))
        rounds->saved[save.file] = true;
    take_keys(rounds);
    return has_any(rounds, rounds->saved) || rounds->ended;
}

static void
want_saved(struct rounds *rounds)
{
    for (size_t i = 0; i < rounds->chosen->count; i++) {
        rounds->wanted[i] |= rounds->saved[i];
        rounds->saved[i] = false;
    }
}

/* ---- a round */

static void
add_footer(const struct rounds *rounds)
{
    const char *trouble = watch_trouble(rounds->watch);

    if (!rounds->out->terminal)
        return;
    out_add(rounds->out, "\n");
    out_style(rounds->out, "2");
    out_add(rounds->out, "Each save is checked");
    if (rounds->keys)
        out_format(rounds->out, "; Enter checks %s, q ends",
                   has_any(rounds, rounds->last) ? "again" : "all");
    out_add(rounds->out, ".");
    if (trouble)
        out_format(rounds->out,
                   "\nFiles are looked at every two seconds: %s.", trouble);
    out_style(rounds->out, "");
    out_add(rounds->out, "\n");
    out_flush(rounds->out);
}

/* At once, before anything that goes to the other stream. */
static void
clear(const struct rounds *rounds)
{
    if (!rounds->out->terminal)
        return;
    out_add(rounds->out, "\033[H\033[J");
    out_flush(rounds->out);
}

/* Of what is wanted; what did not come to a verdict stays wanted. */
static int
check_round(struct rounds *rounds)
{
    const struct checks *chosen = rounds->chosen;
    struct checks checks = *chosen;
    struct check_show show;
    int status;

    checks.climbs = NULL;
    checks.count = checks.cap = 0;
    checks.nudge = rounds->news;
    checks.nudged = take_news;
    checks.nudge_context = rounds;
    for (size_t i = 0; i < chosen->count; i++)
        if (rounds->wanted[i])
            checks_add(&checks, chosen->climbs[i].exercise);
    clear(rounds);
    check_show_init(&show, &checks, rounds->out);
    status = checks_run(&checks, check_show_update, &show);
    check_show_end(&show);
    for (size_t i = 0, at = 0; i < chosen->count; i++) {
        rounds->last[i] = rounds->wanted[i];
        if (rounds->wanted[i])
            rounds->wanted[i] = checks.climbs[at++].state != CLIMB_OVER;
    }
    if (status == EXIT_FINE) {
        rounds->status = checks_status(&checks);
        if (!rounds->out->terminal)
            out_add(rounds->out, "\n");
        add_footer(rounds);
        out_flush(rounds->out);
    }
    checks_release(&checks);
    return status;
}

/* A file may be gone for a moment: that has been said. */
static void
wait_for_saves(struct rounds *rounds)
{
    rounds->status = EXIT_MISSING;
    for (size_t i = 0; i < rounds->chosen->count; i++)
        rounds->wanted[i] = false;
    add_footer(rounds);
}

static int
run_rounds(struct rounds *rounds)
{
    int status = EXIT_FINE, ready;
    bool begun = false;

    if (rounds->chosen->count == 1)
        rounds->wanted[0] = true;
    else
        add_footer(rounds);
    while (!rounds->ended && !rounds->out->error) {
        if (has_any(rounds, rounds->wanted)) {
            status = check_round(rounds);
            if (status == EXIT_MISSING && begun)
                wait_for_saves(rounds);
            else if (status != EXIT_FINE && status != CHECKS_NUDGED)
                return status;
            begun = true;
        }
        ready = has_any(rounds, rounds->wanted)
                    ? 0
                    : wait_for(rounds->news, -1);
        if (ready < 0 || ready & WAIT_SIGNAL)
            return EXIT_INTERRUPTED;
        take_news(rounds);
        want_saved(rounds);
    }
    return rounds->status;
}

int
check_watch(struct checks *chosen)
{
    static struct out out;
    struct rounds rounds = {
        .chosen = chosen,
        .out = &out,
        .wanted = mem_new((chosen->count + 1) * sizeof *rounds.wanted),
        .last = mem_new((chosen->count + 1) * sizeof *rounds.last),
        .saved = mem_new((chosen->count + 1) * sizeof *rounds.saved),
        .news = -1,
    };
    int status;

    out_init(&out);
    status = begin(&rounds);
    if (status == EXIT_FINE)
        status = run_rounds(&rounds);
    typing_end();
    watch_free(rounds.watch);
    if (rounds.news >= 0)
        close(rounds.news);
    free(rounds.wanted);
    free(rounds.last);
    free(rounds.saved);
    return out_end(&out, status);
}
