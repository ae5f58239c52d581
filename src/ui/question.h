/*
 * The questions asked before a run: which one is open, what the learner
 * answered, and what the run made of it.
 */
#ifndef UI_QUESTION_H
#define UI_QUESTION_H

#include "ui/app.h"

#define NO_QUESTION ((size_t)-1)

/* The first question that a run with these knobs would decide and that has
 * no answer yet, or NO_QUESTION. */
size_t question_open(const struct app *app, const struct live *live);

/* The question that the number keys answer: the open one, else the first
 * without an answer, else the first that the run has not decided; or
 * NO_QUESTION. */
size_t question_current(const struct app *app, const struct live *live);

/* Turn the knobs to what the question is about: a run with others does not
 * decide it.  Returns whether one stood elsewhere. */
bool question_turn_knobs(struct live *live, size_t index);

/* The question and its answers, for the pane. */
void question_add(const struct app *app, const struct live *live,
                  size_t index, struct sheet *sheet);

/* What the last run made of the predictions, a line each. */
void question_add_outcome(const struct app *app, const struct live *live,
                          struct sheet *sheet);

/*
 * The answer that a series of runs is held against: that of the first question
 * which the learner answered and some run has decided.  False: there is none.
 */
bool question_of_series(const struct app *app, const struct live *live,
                        const struct series *series, size_t *ret_index,
                        int *ret_answer);

/* How many of the runs came out as predicted, a line for each such
 * question. */
void question_add_series(const struct app *app, const struct live *live,
                         const struct series *series, struct sheet *sheet);

/* The mark of a row of the prose, where it is an answer. */
struct prose_mark question_mark(const struct app *app, const struct row *row);

#endif
