/* A verdict outranks what a run says; what is on the disk outranks both. */
#include "course/standing.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/mem.h"
#include "course/copy.h"

/* Within so many seconds a file may change twice and seem the same: not every
 * file system has finer times. */
#define STAMP_SECONDS 2

/* A copy as it was when it was read last. */
struct seen {
    bool there;
    bool settled;               /* a change since then would show */
    dev_t device;
    ino_t inode;
    off_t bytes;
    struct timespec time;
    uint64_t hash;
};

struct standings {
    const struct course *course;
    const struct journal *journal;
    struct seen *seen;          /* one for each exercise */
};

static enum standing_kind
kind_by_runs(enum progress progress)
{
    static const enum standing_kind kinds[] = {
        [PROGRESS_NONE] = STANDING_NEW,
        [PROGRESS_RUN] = STANDING_RUN,
        [PROGRESS_WRONG] = STANDING_WRONG,
        [PROGRESS_RIGHT] = STANDING_RIGHT,
    };

    return kinds[progress];
}

/* Whether that file, or what was checked last where there is none, passed. */
static bool
has_passed(const struct checked *checked, const uint64_t *hash)
{
    return checked->stands && (hash ? *hash == checked->passed_hash
                                    : checked->verdict == VERDICT_PASSED);
}

static enum standing_kind
kind_by_checks(const struct checked *checked, const uint64_t *hash)
{
    if (checked->verdict == VERDICT_NOT_CHECKED)
        return STANDING_UNKNOWN;
    if (has_passed(checked, hash))
        return STANDING_PASSED;
    return checked->passed ? STANDING_PENDING : STANDING_FAILED;
}

struct standing
standing_of(const struct journal *journal, const struct exercise *exercise,
            const uint64_t *hash)
{
    struct standing standing = {
        .demonstration = exercise->demonstration,
        .progress = journal_progress(journal, exercise->name),
        .checked = journal_checked(journal, exercise->name),
    };

    if (exercise->demonstration) {
        standing.kind = standing.progress == PROGRESS_NONE ? STANDING_NEW
                                                           : STANDING_PASSED;
    } else if (standing.checked->verdict == VERDICT_NONE) {
        standing.kind = kind_by_runs(standing.progress);
    } else {
        standing.kind = kind_by_checks(standing.checked, hash);
        standing.changed = standing.kind != STANDING_PASSED && hash &&
                           *hash != standing.checked->hash;
    }
    return standing;
}

struct standings *
standings_new(const struct course *course, const struct journal *journal)
{
    struct standings *standings = mem_new(sizeof *standings);

    standings->course = course;
    standings->journal = journal;
    standings->seen =
        mem_new((course_exercise_count(course) + 1) * sizeof(struct seen));
    return standings;
}

void
standings_free(struct standings *standings)
{
    if (!standings)
        return;
    free(standings->seen);
    free(standings);
}

static bool
is_same(const struct seen *seen, const struct stat *st)
{
    return seen->there && seen->settled && seen->device == st->st_dev &&
           seen->inode == st->st_ino && seen->bytes == st->st_size &&
           seen->time.tv_sec == st->st_mtim.tv_sec &&
           seen->time.tv_nsec == st->st_mtim.tv_nsec;
}

/* Look at the copy: its hash, or NULL where there is none. */
static const uint64_t *
look(struct seen *seen, const struct exercise *exercise)
{
    struct stat st;

    if (stat(exercise->own, &st) < 0) {
        seen->there = false;
        return NULL;
    }
    if (is_same(seen, &st))
        return &seen->hash;
    *seen = (struct seen){
        .settled = time(NULL) - st.st_mtim.tv_sec > STAMP_SECONDS,
        .device = st.st_dev,
        .inode = st.st_ino,
        .bytes = st.st_size,
        .time = st.st_mtim,
    };
    seen->there = copy_hash(exercise, &seen->hash) == 0;
    return seen->there ? &seen->hash : NULL;
}

struct standing
standings_of(struct standings *standings, const struct exercise *exercise)
{
    const struct exercise *first = course_exercise(standings->course, 0);
    const uint64_t *hash = NULL;

    if (journal_checked(standings->journal, exercise->name)->verdict !=
        VERDICT_NONE)
        hash = look(&standings->seen[exercise - first], exercise);
    return standing_of(standings->journal, exercise, hash);
}

void
standings_count(struct standings *standings, size_t *ret_passed,
                size_t *ret_all)
{
    *ret_passed = 0;
    *ret_all = course_exercise_count(standings->course);
    for (size_t i = 0; i < *ret_all; i++)
        *ret_passed +=
            standings_of(standings, course_exercise(standings->course, i))
                .kind == STANDING_PASSED;
}
