/* Another run beside the learner's own: the solution's, or the twin's. */
#ifndef UI_BESIDE_H
#define UI_BESIDE_H

#include "ui/app.h"

/* Run the learner's own program, then the other: SHOW_BESIDE or SHOW_TWIN. */
void beside_start(struct app *app, struct live *live, enum show show);

/* `live` goes on: end it where it hangs, so that the other one's turn comes.
 */
void beside_look(struct app *app, struct live *live);

/* `live` is over: run the other where that was the plan. */
void beside_go_on(struct app *app, const struct live *live);

/* Write, under one of the words, the one that goes on of the exercise's own
 * run and the other, or why it cannot.  False where neither does. */
bool beside_add_going(const struct app *app, const struct live *other,
                      const char *const words[2], struct sheet *sheet);

/* What a run of the two draws, under that word; nothing where that is
 * nothing. */
void beside_add_picture(const struct app *app, const struct live *live,
                        const char *word, struct sheet *sheet);

#endif
