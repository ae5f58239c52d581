/*
 * The comments that say which verdict the text below them is about:
 * "verdict: right by luck, stuck", or "verdict counter_race: stuck" where a
 * lesson has several exercises.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "course/inside.h"
#include "course/verdict.h"
#include "course/words.h"

static const char keyword[] = "verdict";

static void
add_passage(struct exercise *exercise, struct passage passage)
{
    exercise->passages =
        mem_resize(exercise->passages, exercise->npassages + 1,
                   sizeof *exercise->passages);
    exercise->passages[exercise->npassages++] = passage;
}

/* To the exercise of that name, or to all that can be checked for "". */
static void
give_passage(const struct reading *reading, const char *name,
             unsigned verdicts, int line)
{
    const struct lesson *lesson = reading->lesson;
    bool taken = false;

    for (size_t i = 0; i < lesson->nexercises; i++) {
        struct exercise *exercise =
            &reading->course->exercises[lesson->first_exercise + i];

        if (exercise->demonstration ||
            (name[0] && strcmp(exercise->name, name) != 0))
            continue;
        add_passage(exercise,
                    (struct passage){verdicts, line, name[0] != '\0'});
        taken = true;
    }
    if (!taken)
        diags_add(reading->diags, reading->file, line,
                  "the lesson has no exercise%s%s that could get a verdict",
                  name[0] ? " " : "", name);
}

static void
read_passage(const struct reading *reading,
             const struct scan_comment *comment)
{
    const char *words = comment->text + strlen(keyword);
    const char *colon = strchr(words, ':');
    unsigned verdicts;
    char *name;

    /* "verdicts differ" is a remark of the author's. */
    if (*words != ':' && *words != ' ')
        return;
    if (!colon) {
        diags_add(reading->diags, reading->file, comment->line,
                  "behind 'verdict' stands a colon, as in "
                  "'<!-- verdict: right by luck -->'");
        return;
    }
    name = word_trim(words, (size_t)(colon - words));
    verdicts = verdicts_read(colon + 1, reading->diags, reading->file,
                             comment->line);
    if (verdicts)
        give_passage(reading, name, verdicts, comment->line);
    free(name);
}

void
passages_read(const struct reading *reading)
{
    for (size_t i = 0; i < reading->scan.ncomments; i++)
        if (strncmp(reading->scan.comments[i].text, keyword,
                    strlen(keyword)) == 0)
            read_passage(reading, &reading->scan.comments[i]);
}
