/* From keys to what they do in a talk. */
#include "ui/act_talk.h"

#include <ncurses.h>
#include <stdint.h>

#include "ui/follow.h"
#include "ui/lesson.h"
#include "ui/talk.h"

void
act_talk_next(struct app *app, int key)
{
    (void)key;
    talk_next(app);
}

void
act_talk_back(struct app *app, int key)
{
    (void)key;
    talk_back(app);
}

void
act_talk_first(struct app *app, int key)
{
    (void)key;
    talk_go(app, 0);
}

void
act_talk_last(struct app *app, int key)
{
    (void)key;
    talk_go(app, SIZE_MAX);
}

void
act_talk_slide(struct app *app, int key)
{
    (void)key;
    talk_ask_slide(app, "");
}

void
act_talk_scroll(struct app *app, int key)
{
    talk_scroll(app, key == KEY_DOWN || key == 'j' ? 1 : -1);
}

void
act_talk_code(struct app *app, int key)
{
    talk_scroll_code(app, key == 'L' || key == KEY_SRIGHT ? 8 : -8);
}

void
act_talk_blank(struct app *app, int key)
{
    (void)key;
    talk_blank(app);
}

void
act_talk_notes(struct app *app, int key)
{
    (void)key;
    talk_notes(app);
}

void
act_talk_clock(struct app *app, int key)
{
    (void)key;
    talk_restart_clock(app);
}

void
act_talk_run(struct app *app, int key)
{
    talk_run(app, key == 'R'   ? lesson_repeat
                  : key == 'o' ? lesson_beside
                  : key == 'w' ? lesson_twin
                  : key == 'c' ? lesson_check
                               : lesson_run);
}

void
act_talk_number(struct app *app, int key)
{
    talk_number(app, key - '0');
}

void
act_talk_focus(struct app *app, int key)
{
    talk_focus(app, key == KEY_BTAB ? -1 : 1);
}

void
act_talk_turn(struct app *app, int key)
{
    talk_turn(app, key == KEY_RIGHT || key == '+' ? 1 : -1);
}

void
act_talk_enter(struct app *app, int key)
{
    (void)key;
    talk_enter(app);
}

void
act_notes_next(struct app *app, int key)
{
    (void)key;
    follow_page(app, 1);
}

void
act_notes_back(struct app *app, int key)
{
    (void)key;
    follow_page(app, -1);
}

void
act_notes_scroll(struct app *app, int key)
{
    follow_scroll(app, key == KEY_DOWN || key == 'j' ? 1 : -1);
}
