/*
 * A journal that holds any bytes: what it says is kept, and what is
 * recorded behind it is found again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "course/journal.h"
#include "fuzz.h"

static const char *const names[] = {"a", "b", "counter_race"};

#define NNAMES (sizeof names / sizeof names[0])

struct seen {
    enum progress progress[NNAMES];
    int runs[NNAMES];
    int answers[NNAMES];
    struct checked checked[NNAMES];
    char *place;
    size_t offset;
};

static struct seen
look(const char *path)
{
    struct journal *journal = journal_open(path);
    struct seen seen = {0};
    const char *place = journal_place(journal, &seen.offset);

    for (size_t i = 0; i < NNAMES; i++) {
        seen.progress[i] = journal_progress(journal, names[i]);
        seen.runs[i] = journal_runs(journal, names[i]);
        seen.answers[i] = journal_answer(journal, names[i], i);
        seen.checked[i] = *journal_checked(journal, names[i]);
        must(*verdict_name(seen.checked[i].verdict) ||
             seen.checked[i].verdict == VERDICT_NONE);
        must(seen.checked[i].attempts >= 0);
        must(seen.runs[i] >= 0);
        must(seen.answers[i] >= 0 && seen.answers[i] <= 9);
    }
    seen.place = place ? mem_copy(place) : NULL;
    journal_free(journal);
    return seen;
}

static void
record(const char *path)
{
    struct journal *journal = journal_open(path);

    must(journal_record_run(journal, "a", PROGRESS_RIGHT) == 0);
    must(journal_record_answer(journal, "b", 1, 9) == 0);
    must(journal_record_check(journal, "b", VERDICT_PASSED, 5) == 0);
    must(journal_record_hint(journal, "b", 6) == 0);
    must(journal_record_place(journal, "03_races", 1234) == 0);
    journal_free(journal);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *path = path_join(scratch(), "journal");
    struct seen before, after;

    scratch_write("journal", data, size);
    before = look(path);
    record(path);
    after = look(path);
    must(after.runs[0] == before.runs[0] + 1);
    must(after.progress[0] == PROGRESS_RIGHT);
    must(after.answers[1] == 9);
    must(!strcmp(after.place, "03_races") && after.offset == 1234);
    must(after.runs[1] == before.runs[1]);
    must(after.checked[1].verdict == VERDICT_PASSED);
    must(after.checked[1].passed_hash == 5);
    must(after.checked[1].attempts >= before.checked[1].attempts ||
         after.checked[1].attempts == 1);
    must(after.checked[2].verdict == before.checked[2].verdict);
    must(after.checked[2].time == before.checked[2].time);
    must(after.progress[2] == before.progress[2]);
    must(after.answers[2] == before.answers[2]);
    free(before.place);
    free(after.place);
    free(path);
    return 0;
}
