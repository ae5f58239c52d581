/* A lesson: the prose, and beside it the pane with the live exercise. */
#ifndef UI_LESSON_H
#define UI_LESSON_H

#include "ui/app.h"
#include "ui/draw.h"

/* Show that lesson from that place in its document on. */
void lesson_open(struct app *app, size_t index, size_t offset);
void lesson_close(struct app *app);
void lesson_draw(struct app *app, struct area area);
/* Draw the pane, which was written, and on the rule above it (-1 for none)
 * what is out of sight. */
void lesson_draw_pane(struct app *app, struct area area, int rule);
/* Show the exercise in the pane that the prose in the window is about. */
void lesson_follow_prose(struct app *app);

/* The exercise in the pane; NULL where there is none, which is said. */
struct live *lesson_live(struct app *app);
/* Clear the way for what is run next: stop what is no part of it, and show
 * the pane. */
void lesson_begin(struct app *app, const struct live *live, enum show show);

/* What was run many times, or beside another, was run with other knobs.  A
 * check turns them itself: whoever does so is about to run it. */
void lesson_forget_sides(struct app *app);

/* What the pane is about when it comes back to that exercise. */
enum show lesson_show_of(const struct app *app, size_t exercise);

/* Watch the learner's files of the lesson; check what was saved, if it was. */
void lesson_watch(struct app *app);
bool lesson_look_for_saves(struct app *app);
/* Show what the lesson says of the verdict that has come, if it does. */
void lesson_show_passage(struct app *app, const struct checking *checking);

/* What the keys do. */
void lesson_scroll(struct app *app, long rows);
/* Go to a place in the document, or to the card of an exercise. */
void lesson_go_to(struct app *app, size_t offset);
void lesson_go_to_exercise(struct app *app, size_t exercise);
void lesson_heading(struct app *app, int direction);
void lesson_run(struct app *app);
void lesson_repeat(struct app *app);
void lesson_beside(struct app *app);
void lesson_twin(struct app *app);
void lesson_check(struct app *app);
void lesson_stop(struct app *app);
void lesson_answer(struct app *app, int answer);
/* Answer that question of the exercise in the pane. */
void lesson_answer_to(struct app *app, size_t question, int answer);
void lesson_turn(struct app *app, int direction);
void lesson_type_knob(struct app *app);
void lesson_focus(struct app *app, int direction);
/* The next (1) or previous (-1) knob of the exercise in the pane, then of the
 * next one of these `count` exercises of the course: then it returns true. */
bool lesson_focus_among(struct app *app, size_t first, size_t count,
                        int direction);
void lesson_focus_knob(struct app *app, size_t knob);
void lesson_show_exercise(struct app *app, size_t exercise);
void lesson_edit(struct app *app);
void lesson_hint(struct app *app);
void lesson_copy(struct app *app);
void lesson_zoom(struct app *app);
/* Search in the lesson; go to the next match. */
void lesson_search(struct app *app, const char *text);
void lesson_next_match(struct app *app);
void lesson_go(struct app *app, int direction);
void lesson_scroll_pane(struct app *app, long lines);

#endif
