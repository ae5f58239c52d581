/*
 * The parts that a lesson is read with: each takes the body of one kind of
 * fence, makes data of it, and reports what is malformed in it.
 */
#ifndef COURSE_PARTS_H
#define COURSE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "course/exercise.h"
#include "course/part.h"
#include "course/settings.h"

/* Ends what an exercise owns, not the struct itself. */
void exercise_release(struct exercise *exercise);

/* Its questions, hints and what is said of verdicts: ended, or taken from
 * the same exercise as it was read again. */
void exercise_forget(struct exercise *exercise);
void exercise_recall(struct exercise *exercise, struct exercise *from);
void prediction_release(struct prediction *prediction);

/* The settings of an exercise fence; what is malformed is left out. */
void describe_exercise(struct exercise *exercise, const struct part *part);

/*
 * One setting of [check], whose knobs are known.  Returns false where no
 * such key exists, which the caller reports.
 */
bool check_setting(struct exercise *exercise, const struct setting *setting,
                   const struct part *part);

/* One setting of [picture]; false where no such key exists. */
bool picture_setting(struct picture *picture, const struct setting *setting,
                     const struct part *part);
/* Report what its settings, now that all are read, have wrong between them;
 * `line` is that of the section. */
void picture_check(const struct picture *picture, int line,
                   const struct part *part);

/* One setting of [twin], when the knobs and [results] are known. */
void twin_setting(struct exercise *exercise, const struct setting *setting,
                  const struct part *part);
/* ... and what they have wrong between them. */
void twin_check(struct exercise *exercise, const struct part *part);

/* "2" or "2..6", without blanks around it; 0 or -EINVAL or -ERANGE. */
int range_read(const char *text, size_t len, int64_t *ret_min,
               int64_t *ret_max);

/*
 * The question of a predict fence; `words` is its info string behind the
 * exercise's name.  Returns 0, or -EINVAL where it cannot be decided by a
 * run.  ret_shown, the Markdown that shows it, is the caller's in any case.
 */
int question_read(const struct exercise *exercise, const char *words,
                  const struct part *part, struct prediction *prediction,
                  char **ret_shown);

/* What stands in a lesson for an exercise, as Markdown; the caller's. */
char *card_text(const struct exercise *exercise);

/*
 * The lines of `text` around `mark`, all of them for NULL.  Returns 0, or
 * -ENOENT where there is no such mark.
 */
int excerpt_cut(const char *text, const char *mark, struct str *excerpt);

/*
 * The name of the next mark in *text, which moves behind its line; *line
 * counts the lines.  NULL: there is none; the caller's.
 */
char *excerpt_next_mark(const char **text, int *line);

#endif
