/* What the keys do in a talk; see act.h. */
#ifndef UI_ACT_TALK_H
#define UI_ACT_TALK_H

#include "ui/app.h"

void act_talk_next(struct app *app, int key);
void act_talk_back(struct app *app, int key);
void act_talk_first(struct app *app, int key);
void act_talk_last(struct app *app, int key);
void act_talk_slide(struct app *app, int key);
void act_talk_scroll(struct app *app, int key);
void act_talk_code(struct app *app, int key);
void act_talk_blank(struct app *app, int key);
void act_talk_notes(struct app *app, int key);
void act_talk_clock(struct app *app, int key);
void act_talk_run(struct app *app, int key);
void act_talk_number(struct app *app, int key);
void act_talk_focus(struct app *app, int key);
void act_talk_turn(struct app *app, int key);
void act_talk_enter(struct app *app, int key);

/* In the notes to one. */
void act_notes_next(struct app *app, int key);
void act_notes_back(struct app *app, int key);
void act_notes_scroll(struct app *app, int key);

#endif
