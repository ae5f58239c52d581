/*
 * The journal.  Its lines, words between single blanks:
 *
 *     1 run EXERCISE none|run|wrong|right TIME
 *     1 check EXERCISE VERDICT HASH TIME
 *     1 hint EXERCISE HASH TIME
 *     1 answer EXERCISE INDEX ANSWER TIME
 *     1 place LESSON OFFSET TIME
 *
 * The 1 is the form's version, TIME is in seconds since 1970.  VERDICT is one
 * of verdict.h with hyphens for its blanks, HASH has 16 hexadecimal digits.
 * INDEX counts questions from 0, ANSWER answers from 1.  A later line about
 * the same thing replaces an earlier one.  Lines of any other form are
 * skipped: they are torn, or a later version wrote them.
 */
#include "course/journal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/entries.h"
#include "course/journal_file.h"

#define FILE_BYTES_MAX (256 * 1024 * 1024)
#define NAME_BYTES_MAX 200
#define QUESTIONS_MAX 1000      /* of one exercise */
#define HINTS_MAX 1000
#define HASH_DIGITS 16
#define WORDS_MAX 7             /* one more than any line has */

struct journal {
    char *path;                 /* NULL: it is kept nowhere */
    struct entries entries;
    char *place;
    size_t offset;
};

/* A part of the text that was read. */
struct word {
    const char *text;
    size_t len;
};

static const char *const progress_names[] = {
    [PROGRESS_NONE] = "none",
    [PROGRESS_RUN] = "run",
    [PROGRESS_WRONG] = "wrong",
    [PROGRESS_RIGHT] = "right",
};

#define NPROGRESS (sizeof progress_names / sizeof progress_names[0])

static struct word
word_of(const char *text)
{
    return (struct word){text, strlen(text)};
}

static bool
word_is(struct word word, const char *text)
{
    return strlen(text) == word.len && !memcmp(word.text, text, word.len);
}

static struct entry *
entry_for(struct journal *journal, struct word name)
{
    return entries_for(&journal->entries, name.text, name.len);
}

/* Running a start file or a solution takes nothing from what the learner's
 * copy was found to be. */
static void
note_run(struct journal *journal, struct word name, enum progress progress)
{
    struct entry *entry = entry_for(journal, name);

    entry->runs++;
    if (progress > PROGRESS_RUN || progress > entry->progress)
        entry->progress = progress;
}

static size_t
hint_place(const struct entry *entry, uint64_t hint)
{
    for (size_t i = 0; i < entry->nhints; i++)
        if (entry->hints[i] == hint)
            return i + 1;
    return 0;
}

static void
note_hint(struct journal *journal, struct word name, uint64_t hint)
{
    struct entry *entry = entry_for(journal, name);

    if (entry->nhints == HINTS_MAX || hint_place(entry, hint))
        return;
    entry->hints = mem_resize(entry->hints, entry->nhints + 1,
                              sizeof *entry->hints);
    entry->hints[entry->nhints++] = hint;
}

static void
note_answer(struct journal *journal, struct word name, size_t index,
            int answer)
{
    struct entry *entry = entry_for(journal, name);

    while (entry->nanswers <= index) {
        entry->answers = mem_resize(entry->answers, entry->nanswers + 1,
                                    sizeof *entry->answers);
        entry->answers[entry->nanswers++] = 0;
    }
    entry->answers[index] = answer;
}

static void
note_place(struct journal *journal, struct word lesson, size_t offset)
{
    if (!journal->place || !word_is(lesson, journal->place)) {
        free(journal->place);
        journal->place = mem_copy_n(lesson.text, lesson.len);
    }
    journal->offset = offset;
}

/* A whole number below `limit`. */
static bool
read_count(struct word word, size_t limit, size_t *ret_count)
{
    size_t count = 0;

    if (!word.len || word.len > 18)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (word.text[i] < '0' || word.text[i] > '9')
            return false;
        count = count * 10 + (size_t)(word.text[i] - '0');
    }
    *ret_count = count;
    return count < limit;
}

static bool
read_progress(struct word word, enum progress *ret_progress)
{
    for (size_t i = 0; i < NPROGRESS; i++) {
        if (word_is(word, progress_names[i])) {
            *ret_progress = (enum progress)i;
            return true;
        }
    }
    return false;
}

static bool
read_hash(struct word word, uint64_t *ret_hash)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t hash = 0;

    if (word.len != HASH_DIGITS)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        const char *digit = memchr(digits, word.text[i], 16);

        if (!digit)
            return false;
        hash = hash << 4 | (uint64_t)(digit - digits);
    }
    *ret_hash = hash;
    return true;
}

static enum verdict
read_verdict(struct word word)
{
    char *name = mem_copy_n(word.text, word.len);
    enum verdict verdict;

    for (char *c = name; *c; c++)
        *c = *c == '-' ? ' ' : *c;
    verdict = verdict_of(name);
    free(name);
    return verdict;
}

/* Words between single blanks; WORDS_MAX means that there are too many. */
static size_t
split(const char *line, size_t len, struct word *words)
{
    const char *end = line + len;
    size_t count = 0;

    while (count < WORDS_MAX) {
        const char *blank = memchr(line, ' ', (size_t)(end - line));
        const char *stop = blank ? blank : end;

        words[count++] = (struct word){line, (size_t)(stop - line)};
        if (!blank)
            break;
        line = blank + 1;
    }
    return count;
}

static bool
is_name(struct word word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.text[i] <= ' ' || word.text[i] == 127)
            return false;
    return word.len && word.len <= NAME_BYTES_MAX;
}

static void
take_check(struct journal *journal, const struct word *words, int64_t when)
{
    enum verdict verdict = read_verdict(words[3]);
    struct entry *entry;
    uint64_t hash;

    if (verdict == VERDICT_NONE || !read_hash(words[4], &hash))
        return;
    entry = entry_for(journal, words[2]);
    checked_add(&entry->checked, verdict, hash, when);
}

/* Of five words. */
static void
take_short(struct journal *journal, const struct word *words)
{
    enum progress progress;
    uint64_t hash;
    size_t offset;

    if (word_is(words[1], "run")) {
        if (read_progress(words[3], &progress))
            note_run(journal, words[2], progress);
    } else if (word_is(words[1], "place")) {
        if (read_count(words[3], SIZE_MAX, &offset))
            note_place(journal, words[2], offset);
    } else if (word_is(words[1], "hint")) {
        if (read_hash(words[3], &hash))
            note_hint(journal, words[2], hash);
    }
}

static void
take_line(struct journal *journal, const char *line, size_t len)
{
    struct word words[WORDS_MAX];
    size_t count = split(line, len, words);
    size_t when, index, answer;

    if (count < 5 || !word_is(words[0], "1") || !is_name(words[2]) ||
        !read_count(words[count - 1], SIZE_MAX, &when))
        return;
    if (count == 5) {
        take_short(journal, words);
    } else if (count == 6 && word_is(words[1], "check")) {
        take_check(journal, words, (int64_t)when);
    } else if (count == 6 && word_is(words[1], "answer")) {
        if (read_count(words[3], QUESTIONS_MAX, &index) &&
            read_count(words[4], 10, &answer))
            note_answer(journal, words[2], index, (int)answer);
    }
}

/* A last line without its newline is torn. */
static void
take_text(struct journal *journal, const char *text, size_t len)
{
    const char *end = text + len;
    const char *newline;

    while ((newline = memchr(text, '\n', (size_t)(end - text))) != NULL) {
        take_line(journal, text, (size_t)(newline - text));
        text = newline + 1;
    }
}

struct journal *
journal_open(const char *path)
{
    struct journal *journal = mem_new(sizeof *journal);
    char *text;
    size_t len;

    if (!path)
        return journal;
    journal->path = mem_copy(path);
    if (file_read(path, FILE_BYTES_MAX, &text, &len) == 0) {
        take_text(journal, text, len);
        free(text);
    }
    return journal;
}

void
journal_free(struct journal *journal)
{
    if (!journal)
        return;
    entries_release(&journal->entries);
    free(journal->place);
    free(journal->path);
    free(journal);
}

enum progress
journal_progress(const struct journal *journal, const char *exercise)
{
    const struct entry *entry = entries_find(&journal->entries, exercise);

    return entry ? entry->progress : PROGRESS_NONE;
}

int
journal_runs(const struct journal *journal, const char *exercise)
{
    const struct entry *entry = entries_find(&journal->entries, exercise);

    return entry ? entry->runs : 0;
}

const struct checked *
journal_checked(const struct journal *journal, const char *exercise)
{
    static const struct checked never = CHECKED_INIT;
    const struct entry *entry = entries_find(&journal->entries, exercise);

    return entry ? &entry->checked : &never;
}

size_t
journal_hint(const struct journal *journal, const char *exercise,
             uint64_t hint)
{
    const struct entry *entry = entries_find(&journal->entries, exercise);

    return entry ? hint_place(entry, hint) : 0;
}

int
journal_answer(const struct journal *journal, const char *exercise,
               size_t index)
{
    const struct entry *entry = entries_find(&journal->entries, exercise);

    return entry && index < entry->nanswers ? entry->answers[index] : 0;
}

const char *
journal_place(const struct journal *journal, size_t *ret_offset)
{
    if (journal->place)
        *ret_offset = journal->offset;
    return journal->place;
}

static int
append(const struct journal *journal, const char *fact, int64_t when)
{
    char *line;
    int err;

    if (!journal->path)
        return 0;
    line = str_format("%s %" PRId64, fact, when);
    err = journal_file_add(journal->path, line);
    free(line);
    return err;
}

int
journal_record_run(struct journal *journal, const char *exercise,
                   enum progress progress)
{
    char *line;
    int err;

    if (!is_name(word_of(exercise)))
        return -EINVAL;
    note_run(journal, word_of(exercise), progress);
    line = str_format("1 run %s %s", exercise, progress_names[progress]);
    err = append(journal, line, time(NULL));
    free(line);
    return err;
}

int
journal_record_check(struct journal *journal, const char *exercise,
                     enum verdict verdict, uint64_t hash)
{
    char *name = mem_copy(verdict_name(verdict));
    int64_t when = time(NULL);
    char *line;
    int err = -EINVAL;

    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '-' : *c;
    if (*name && is_name(word_of(exercise))) {
        checked_add(&entry_for(journal, word_of(exercise))->checked, verdict,
                    hash, when);
        line = str_format("1 check %s %s %016" PRIx64, exercise, name, hash);
        err = append(journal, line, when);
        free(line);
    }
    free(name);
    return err;
}

int
journal_record_hint(struct journal *journal, const char *exercise,
                    uint64_t hint)
{
    char *line;
    int err;

    if (!is_name(word_of(exercise)))
        return -EINVAL;
    if (journal_hint(journal, exercise, hint))
        return 0;
    note_hint(journal, word_of(exercise), hint);
    line = str_format("1 hint %s %016" PRIx64, exercise, hint);
    err = append(journal, line, time(NULL));
    free(line);
    return err;
}

int
journal_record_answer(struct journal *journal, const char *exercise,
                      size_t index, int answer)
{
    char *line;
    int err;

    if (!is_name(word_of(exercise)) || index >= QUESTIONS_MAX ||
        answer < 1 || answer > 9)
        return -EINVAL;
    note_answer(journal, word_of(exercise), index, answer);
    line = str_format("1 answer %s %zu %d", exercise, index, answer);
    err = append(journal, line, time(NULL));
    free(line);
    return err;
}

int
journal_record_place(struct journal *journal, const char *lesson,
                     size_t offset)
{
    char *line;
    int err;

    if (!is_name(word_of(lesson)))
        return -EINVAL;
    if (journal->place && !strcmp(journal->place, lesson) &&
        journal->offset == offset)
        return 0;
    note_place(journal, word_of(lesson), offset);
    line = str_format("1 place %s %zu", lesson, offset);
    err = append(journal, line, time(NULL));
    free(line);
    return err;
}
