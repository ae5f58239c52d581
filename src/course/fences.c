/*
 * The fences of a lesson that are ours: each becomes data, and shows what a
 * reader is to see.
 *
 * Exercises first: a question may stand before the exercise that it asks
 * about.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "course/inside.h"
#include "course/parts.h"
#include "course/verdict.h"
#include "course/words.h"

static struct part
part_of(const struct reading *reading, const struct scan_fence *fence)
{
    return (struct part){
        .body = fence->body,
        .len = fence->len,
        .file = reading->file,
        .line = fence->line,
        .diags = reading->diags,
    };
}

/* What stands behind the fence's first word, or NULL if that is another. */
static const char *
words_behind(const struct scan_fence *fence, const char *word)
{
    size_t len = strlen(word);
    const char *rest = fence->info + len;

    if (strncmp(fence->info, word, len) != 0 ||
        (*rest && *rest != ' ' && *rest != '\t'))
        return NULL;
    return rest + strspn(rest, " \t");
}

/* The path, which is taken, where that file is there; else NULL. */
static char *
path_if_there(char *path)
{
    if (file_exists(path))
        return path;
    free(path);
    return NULL;
}

/* One that nobody may look at is not missing. */
static void
need_file(struct reading *reading, int line, const char *path,
          const char *remedy)
{
    const char *file = course_shown(reading->course, path);

    if (file_exists(path))
        return;
    if (errno == EACCES)
        diags_add(reading->diags, reading->file, line,
                  "%s cannot be read: %s", file, strerror(EACCES));
    else
        diags_add(reading->diags, reading->file, line, "%s is missing; %s",
                  file, remedy);
}

static void
find_files(struct reading *reading, struct exercise *exercise)
{
    const struct course *course = reading->course;
    const char *lesson = reading->lesson->name;
    const char *name = exercise->name;
    int line = exercise->line;

    exercise->start =
        str_format("%s/exercises/%s/%s.c", course->root, lesson, name);
    exercise->own = str_format("%s/%s/%s.c", course->work, lesson, name);
    exercise->twin = path_if_there(
        str_format("%s/exercises/%s/%s.py", course->root, lesson, name));
    need_file(reading, line, exercise->start, "write it, or mend the name");
    if (exercise->twin_plan.line && !exercise->twin)
        diags_add(reading->diags, reading->file, exercise->twin_plan.line,
                  "[twin] is about exercises/%s/%s.py, which is missing; "
                  "write it, or remove the section", lesson, name);
    if (exercise->demonstration)
        return;
    exercise->solution =
        str_format("%s/solutions/%s/%s.c", course->root, lesson, name);
    need_file(reading, line, exercise->solution,
              "write it, or put 'demonstration = yes' in [build]");
}

struct exercise *
exercise_named(const struct course *course, const char *name)
{
    for (size_t i = 0; i < course->nexercises; i++)
        if (!strcmp(course->exercises[i].name, name))
            return &course->exercises[i];
    return NULL;
}

static bool
exercise_name_is_good(const struct reading *reading, const char *name,
                      int line)
{
    const struct exercise *other;

    if (!word_is_name(name)) {
        diags_add(reading->diags, reading->file, line,
                  "'%s' is no name for an exercise; behind 'exercise' stands "
                  "a word of letters, digits and underscores", name);
        return false;
    }
    other = exercise_named(reading->course, name);
    if (other) {
        diags_add(reading->diags, reading->file, line,
                  "there is an exercise %s already, in lessons/%s.md line "
                  "%d; give this one another name", name,
                  reading->course->lessons[other->lesson].name, other->line);
        return false;
    }
    return true;
}

static void
read_exercise(struct reading *reading, const struct scan_fence *fence,
              const char *words)
{
    struct course *course = reading->course;
    struct part part = part_of(reading, fence);
    char *name = word_trim(words, strlen(words));
    struct exercise *exercise;
    char *card;

    if (!exercise_name_is_good(reading, name, fence->line)) {
        free(name);
        return;
    }
    MEM_GROW(course->exercises, course->nexercises, course->exercises_cap);
    exercise = &course->exercises[course->nexercises++];
    *exercise = (struct exercise){
        .name = name,
        .lesson = course->nlessons - 1,
        .fence = FENCE_NONE,
        .line = fence->line,
    };
    reading->lesson->nexercises++;
    describe_exercise(exercise, &part);
    find_files(reading, exercise);
    if (reading->draft->unseen)
        return;
    card = card_text(exercise);
    draft_show(reading->draft, fence->line, SHOW_MARKDOWN, card, NULL);
    free(card);
}

static void
report_no_exercise(const struct reading *reading, const char *name,
                   const char *what, int line)
{
    const struct course *course = reading->course;
    const struct exercise *other = exercise_named(course, name);
    struct near near;

    if (!name[0]) {
        diags_add(reading->diags, reading->file, line,
                  "behind '%s' stands the name of an exercise", what);
        return;
    }
    if (other) {
        diags_add(reading->diags, reading->file, line,
                  "this %s is about %s, which is an exercise of "
                  "lessons/%s.md; put it there", what, name,
                  course->lessons[other->lesson].name);
        return;
    }
    near_init(&near, name);
    for (size_t i = 0; i < reading->lesson->nexercises; i++)
        near_offer(&near,
                   course->exercises[reading->lesson->first_exercise + i]
                       .name);
    diags_add(reading->diags, reading->file, line,
              "this %s is about '%s', but the lesson has no such exercise%s%s",
              what, name, near.name ? "; the nearest is " : "",
              near.name ? near.name : "");
}

/*
 * The exercise of this lesson that *words begins with, which then is what
 * follows.  Reports and returns NULL where there is none.
 */
static struct exercise *
take_exercise(const struct reading *reading, const char **words,
              const char *what, int line)
{
    const char *word;
    size_t len = word_next(words, "", &word);
    char *name = mem_copy_n(word, len);
    struct exercise *exercise = exercise_named(reading->course, name);

    if (exercise && exercise->lesson != reading->course->nlessons - 1)
        exercise = NULL;
    if (!exercise)
        report_no_exercise(reading, name, what, line);
    free(name);
    return exercise;
}

static void
read_predict(struct reading *reading, const struct scan_fence *fence,
             const char *words)
{
    struct part part = part_of(reading, fence);
    struct exercise *exercise =
        take_exercise(reading, &words, "question", fence->line);
    struct prediction prediction;
    char *shown;

    if (!exercise)
        return;
    if (question_read(exercise, words, &part, &prediction, &shown) == 0) {
        prediction.fence = FENCE_NONE;
        prediction.line = fence->line;
        exercise->predictions =
            mem_resize(exercise->predictions, exercise->npredictions + 1,
                       sizeof prediction);
        exercise->predictions[exercise->npredictions++] = prediction;
    }
    draft_show(reading->draft, fence->line, SHOW_MARKDOWN, shown, NULL);
    free(shown);
}

/* "on VERDICT" behind a hint's name, or nothing: VERDICT_NONE. */
static int
read_verdict(const struct reading *reading, const char *words, int line,
             enum verdict *ret_verdict)
{
    enum verdict verdict;
    const char *word;
    char *name;

    *ret_verdict = VERDICT_NONE;
    if (!word_next(&words, "", &word))
        return 0;
    if (strncmp(word, "on ", 3) != 0) {
        diags_add(reading->diags, reading->file, line,
                  "behind a hint's name stands nothing, or a verdict as in "
                  "'on right by luck'");
        return -EINVAL;
    }
    name = word_trim(words, strlen(words));
    verdict = verdict_read(name, reading->diags, reading->file, line);
    free(name);
    *ret_verdict = verdict;
    return verdict == VERDICT_NONE ? -EINVAL : 0;
}

static void
read_hint(struct reading *reading, const struct scan_fence *fence,
          const char *words)
{
    struct exercise *exercise =
        take_exercise(reading, &words, "hint", fence->line);
    enum verdict verdict;
    char *text;
    struct hint *hint;

    draft_show(reading->draft, fence->line, SHOW_NOTHING, NULL, NULL);
    if (!exercise ||
        read_verdict(reading, words, fence->line, &verdict) < 0)
        return;
    text = word_trim(fence->body, fence->len);
    if (!text[0]) {
        diags_add(reading->diags, reading->file, fence->line,
                  "this hint is empty");
        free(text);
        return;
    }
    exercise->hints = mem_resize(exercise->hints, exercise->nhints + 1,
                                 sizeof *exercise->hints);
    hint = &exercise->hints[exercise->nhints++];
    hint->text = text;
    hint->verdict = verdict;
    hint->line = fence->line;
}

/* Why it works, which would give the answer away before. */
static void
read_pass(struct reading *reading, const struct scan_fence *fence,
          const char *words)
{
    struct exercise *exercise =
        take_exercise(reading, &words, "explanation", fence->line);
    char *text;

    draft_show(reading->draft, fence->line, SHOW_NOTHING, NULL, NULL);
    if (!exercise)
        return;
    text = word_trim(fence->body, fence->len);
    if (text[0] && !exercise->why && !exercise->demonstration) {
        exercise->why = text;
        return;
    }
    if (!text[0])
        diags_add(reading->diags, reading->file, fence->line,
                  "this explanation is empty");
    else if (exercise->why)
        diags_add(reading->diags, reading->file, fence->line,
                  "there is an explanation for %s already; join them",
                  exercise->name);
    else
        diags_add(reading->diags, reading->file, fence->line,
                  "%s is a demonstration; there is nothing to pass",
                  exercise->name);
    free(text);
}

void
fences_read(struct reading *reading)
{
    static const struct {
        const char *word;
        void (*read)(struct reading *, const struct scan_fence *,
                     const char *words);
        int round;
    } kinds[] = {
        {"exercise", read_exercise, 0}, {"predict", read_predict, 1},
        {"hint", read_hint, 1},         {"pass", read_pass, 1},
        {"code", code_show, 1},
    };
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < reading->scan.nfences; i++) {
            const struct scan_fence *fence = &reading->scan.fences[i];

            if (!round && !fence->closed)
                diags_add(reading->diags, reading->file, fence->line,
                          "the fence that begins here never ends; close it "
                          "with a line of ```");
            for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
                const char *words = words_behind(fence, kinds[k].word);

                if (words && kinds[k].round == round)
                    kinds[k].read(reading, fence, words);
            }
        }
    }
}
