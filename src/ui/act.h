/*
 * What the keys do.  Each takes the key that was pressed, since one may turn
 * left and another right; the table of keys names them.
 */
#ifndef UI_ACT_H
#define UI_ACT_H

#include "ui/app.h"

void act_help(struct app *app, int key);
void act_quit(struct app *app, int key);
void act_back(struct app *app, int key);
void act_suspend(struct app *app, int key);
void act_redraw(struct app *app, int key);
void act_mouse(struct app *app, int key);
void act_interrupt(struct app *app, int key);
void act_open(struct app *app, int key);
void act_search(struct app *app, int key);
void act_outline(struct app *app, int key);
void act_close_outline(struct app *app, int key);
void act_go_there(struct app *app, int key);
void act_end_search(struct app *app, int key);
void act_filter(struct app *app, int key);
void act_down(struct app *app, int key);
void act_up(struct app *app, int key);
void act_page_down(struct app *app, int key);
void act_page_up(struct app *app, int key);
void act_first(struct app *app, int key);
void act_last(struct app *app, int key);
void act_heading(struct app *app, int key);
void act_code(struct app *app, int key);
void act_pane(struct app *app, int key);
void act_run(struct app *app, int key);
void act_repeat(struct app *app, int key);
void act_beside(struct app *app, int key);
void act_twin(struct app *app, int key);
void act_check(struct app *app, int key);
void act_stop(struct app *app, int key);
void act_answer(struct app *app, int key);
void act_turn(struct app *app, int key);
void act_type(struct app *app, int key);
void act_focus(struct app *app, int key);
void act_edit(struct app *app, int key);
void act_hint(struct app *app, int key);
void act_copy(struct app *app, int key);
void act_zoom(struct app *app, int key);
void act_go(struct app *app, int key);

#endif
