/* A hint is known again by its text, whatever else an author changes. */
#include "course/hints.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

/* In this order; what is seen stands before all. */
enum rank { RANK_SEEN, RANK_ASKED_FOR, RANK_COMMON, RANK_OTHER };

struct view {
    const struct exercise *exercise;
    const struct journal *journal;
    enum verdict verdict;       /* the newest */
};

static uint64_t
hash_of(const struct hint *hint)
{
    return hash_add_text(HASH_INIT, hint->text);
}

/* A run alone can say that a result is wrong, and no more. */
static enum verdict
newest_verdict(const struct exercise *exercise,
               const struct journal *journal)
{
    enum verdict verdict = journal_checked(journal, exercise->name)->verdict;

    if (verdict == VERDICT_NONE &&
        journal_progress(journal, exercise->name) == PROGRESS_WRONG)
        return VERDICT_WRONG_RESULT;
    return verdict;
}

static size_t
place_of(const struct view *view, const struct hint *hint)
{
    return journal_hint(view->journal, view->exercise->name, hash_of(hint));
}

static enum rank
rank_of(const struct view *view, const struct hint *hint)
{
    if (place_of(view, hint))
        return RANK_SEEN;
    if (hint->verdict == VERDICT_NONE)
        return RANK_COMMON;
    return hint->verdict == view->verdict ? RANK_ASKED_FOR : RANK_OTHER;
}

/* Two verdicts may share one text: who has read it has read both. */
static bool
is_there(const struct hints *hints, const struct hint *hint)
{
    for (size_t i = 0; i < hints->count; i++)
        if (strcmp(hints->items[i]->text, hint->text) == 0)
            return true;
    return false;
}

static void
add(struct hints *hints, const struct view *view, enum rank rank)
{
    for (size_t i = 0; i < view->exercise->nhints; i++) {
        const struct hint *hint = &view->exercise->hints[i];

        if (rank_of(view, hint) == rank && !is_there(hints, hint))
            hints->items[hints->count++] = hint;
    }
}

/* There are few of them. */
static void
sort_seen(struct hints *hints, const struct view *view)
{
    for (size_t i = 1; i < hints->seen; i++) {
        const struct hint *hint = hints->items[i];
        size_t at = i;

        for (; at && place_of(view, hints->items[at - 1]) >
                         place_of(view, hint); at--)
            hints->items[at] = hints->items[at - 1];
        hints->items[at] = hint;
    }
}

void
hints_init(struct hints *hints, const struct exercise *exercise,
           const struct journal *journal)
{
    struct view view = {
        .exercise = exercise,
        .journal = journal,
        .verdict = newest_verdict(exercise, journal),
    };
    size_t count;

    *hints = (struct hints){0};
    hints->items = mem_new((exercise->nhints + 1) * sizeof *hints->items);
    add(hints, &view, RANK_SEEN);
    hints->seen = hints->count;
    sort_seen(hints, &view);
    add(hints, &view, RANK_ASKED_FOR);
    add(hints, &view, RANK_COMMON);
    count = hints->count;
    add(hints, &view, RANK_OTHER);
    hints->others = hints->count - count;
    hints->count = count;
}

void
hints_release(struct hints *hints)
{
    free(hints->items);
    *hints = (struct hints){0};
}

int
hints_climb(struct hints *hints, const struct exercise *exercise,
            struct journal *journal)
{
    if (hints->seen == hints->count)
        return -ENOENT;
    return journal_record_hint(journal, exercise->name,
                               hash_of(hints->items[hints->seen++]));
}
