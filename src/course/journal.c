/*
 * The journal.  Its lines, words between single blanks:
 *
 *     1 run EXERCISE none|run|wrong|right TIME
 *     1 answer EXERCISE INDEX ANSWER TIME
 *     1 place LESSON OFFSET TIME
 *
 * The 1 is the form's version, TIME is in seconds since 1970.  INDEX counts
 * questions from 0, ANSWER answers from 1.  A later line about the same
 * thing replaces an earlier one.  Lines of any other form are skipped: they
 * are torn, or a later version wrote them.
 */
#include "course/journal.h"

#include <errno.h>
#include <stdint.h>
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

/* Running a start file or a solution takes nothing from what the learner's
 * copy was found to be. */
static void
note_run(struct journal *journal, struct word name, enum progress progress)
{
    struct entry *entry =
        entries_for(&journal->entries, name.text, name.len);

    entry->runs++;
    if (progress > PROGRESS_RUN || progress > entry->progress)
        entry->progress = progress;
}

static void
note_answer(struct journal *journal, struct word name, size_t index,
            int answer)
{
    struct entry *entry =
        entries_for(&journal->entries, name.text, name.len);

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
take_line(struct journal *journal, const char *line, size_t len)
{
    struct word words[WORDS_MAX];
    size_t count = split(line, len, words);
    enum progress progress;
    size_t time, a, b;

    if (count < 5 || !word_is(words[0], "1") || !is_name(words[2]) ||
        !read_count(words[count - 1], SIZE_MAX, &time))
        return;
    if (count == 5 && word_is(words[1], "run")) {
        if (read_progress(words[3], &progress))
            note_run(journal, words[2], progress);
    } else if (count == 5 && word_is(words[1], "place")) {
        if (read_count(words[3], SIZE_MAX, &a))
            note_place(journal, words[2], a);
    } else if (count == 6 && word_is(words[1], "answer")) {
        if (read_count(words[3], QUESTIONS_MAX, &a) &&
            read_count(words[4], 10, &b))
            note_answer(journal, words[2], a, (int)b);
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

/* With the time behind it. */
static int
append(const struct journal *journal, const char *fact)
{
    char *line;
    int err;

    if (!journal->path)
        return 0;
    line = str_format("%s %lld", fact, (long long)time(NULL));
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
    err = append(journal, line);
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
    err = append(journal, line);
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
    err = append(journal, line);
    free(line);
    return err;
}
