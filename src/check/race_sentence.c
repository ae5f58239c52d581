/* What was found, in one sentence: who, what, and what kept nobody out. */
#include "check/race_sentence.h"

#include <string.h>

#include "base/file.h"

/* "thread 1" and "thread 2" are "two threads". */
static bool
is_kind(const char *worker, const char *kind)
{
    return strncmp(worker, kind, strlen(kind)) == 0;
}

static void
add_workers(struct str *text, const struct race *race)
{
    const char *one = race->accesses[0].worker;
    const char *two = race->accesses[1].worker;

    if (!one || !two)
        str_add(text, "two threads");
    else if (is_kind(one, "thread ") && is_kind(two, "thread "))
        str_add(text, "two threads");
    else if (is_kind(one, "process ") && is_kind(two, "process "))
        str_add(text, "two processes");
    else
        str_add_format(text, "%s and %s", one, two);
}

static bool
holds(const struct race_access *access, const struct race_lock *lock)
{
    for (size_t i = 0; i < access->nlocks; i++)
        if (race_lock_equal(&access->locks[i], lock))
            return true;
    return false;
}

/* A lock that both hold; NULL: none. */
static const char *
shared_lock(const struct race_access *a, const struct race_access *b)
{
    for (size_t i = 0; i < a->nlocks; i++)
        if (holds(b, &a->locks[i]))
            return a->locks[i].name;
    return NULL;
}

static void
add_locks(struct str *text, const struct race *race)
{
    const struct race_access *a = &race->accesses[0], *b = &race->accesses[1];
    const char *shared = shared_lock(a, b);
    size_t one = a->nlocks, two = b->nlocks;

    if (shared)
        str_add_format(text, ", and `%s` does not keep them apart", shared);
    else if (!one && !two)
        str_add(text, ", with no lock between them");
    else if (!one || !two)
        str_add(text, ", and only one of them holds a lock");
    else
        str_add(text, ", each holding another lock");
}

void
race_add_sentence(struct str *text, const struct race *race)
{
    add_workers(text, race);
    str_add(text, race->accesses[0].write && race->accesses[1].write
                      ? " write "
                      : " touch ");
    if (race->variable)
        str_add_format(text, "`%s`", race->variable);
    else
        race_add_place(text, race);
    add_locks(text, race);
}

/* ---- what else a sanitizer finds */

/* " at counter.c:17", where that is known. */
static void
add_where(struct str *text, const struct race_stack *stack)
{
    const struct race_frame *frame = race_blamed(stack);

    if (frame)
        str_add_format(text, " at %s:%d", path_name(frame->file),
                       frame->line);
}

static void
add_misuse(struct str *text, const struct sanitizer_report *report)
{
    const struct race_stack *here = &report->race.accesses[0].stack;
    const struct race_stack *other = &report->race.accesses[1].stack;

    str_add(text, report->lock ? report->lock : "a lock");
    if (strstr(report->title, "unlock of")) {
        str_add(text, " is unlocked");
        add_where(text, here);
        str_add(text, " by one that has not locked it");
    } else if (strstr(report->title, "destroy of")) {
        str_add(text, " is destroyed");
        add_where(text, here);
        str_add(text, " while it is locked");
        add_where(text, other);
    } else if (strstr(report->title, "double lock")) {
        str_add(text, " is locked");
        add_where(text, here);
        str_add(text, " by one that has it locked already");
    } else {
        str_add_format(text, ": %s", report->title);
        add_where(text, here);
    }
}

static void
add_order(struct str *text, const struct sanitizer_report *report)
{
    for (size_t i = 0; i < report->norder; i++) {
        const struct sanitizer_order *order = &report->order[i];

        str_add_format(text, "%s%s takes %s and then %s", i ? "; " : "",
                       order->worker, order->holds, order->wants);
    }
    str_add(text, ": when it happens at the same time, each waits for the"
                  " other for ever");
}

void
finding_add_sentence(struct str *text, const struct sanitizer_report *report)
{
    const struct race_access *accesses = report->race.accesses;

    if (report->kind == SANITIZER_RACE &&
        strstr(report->title, "use-after-free")) {
        str_add_format(text, "%s uses memory", accesses[0].worker);
        add_where(text, &accesses[0].stack);
        str_add(text, " that was freed");
        add_where(text, &accesses[1].stack);
    } else if (report->kind == SANITIZER_RACE) {
        race_add_sentence(text, &report->race);
    } else if (report->kind == SANITIZER_LOCK) {
        add_misuse(text, report);
    } else if (report->kind == SANITIZER_ORDER && report->norder > 0) {
        add_order(text, report);
    } else {
        str_add_format(text, "ThreadSanitizer reports a %s", report->title);
        add_where(text, &accesses[0].stack);
    }
}
