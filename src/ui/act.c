/* What the keys do, screen by screen; most is done by the screen itself. */
#include "ui/act.h"

#include <ncurses.h>

#include "ui/contents.h"
#include "ui/lesson.h"
#include "ui/outline.h"
#include "ui/terminal.h"

void
act_help(struct app *app, int key)
{
    (void)key;
    app->help.open = true;
    app->help.top = 0;
}

void
act_quit(struct app *app, int key)
{
    (void)key;
    app->quit = true;
}

void
act_back(struct app *app, int key)
{
    (void)key;
    app_contents(app);
}

void
act_suspend(struct app *app, int key)
{
    (void)key;
    if (!terminal_suspend())
        app_say(app, LOOK_DIM, "no shell is there that could resume it");
}

void
act_redraw(struct app *app, int key)
{
    (void)app;
    (void)key;
    terminal_resize();
}

void
act_mouse(struct app *app, int key)
{
    (void)key;
    if (!terminal_has_mouse()) {
        app_say(app, LOOK_DIM, "this terminal tells nothing of a mouse");
        return;
    }
    terminal_use_mouse(!terminal_is_mouse_ours());
    app_say(app, LOOK_DIM, "%s",
            terminal_is_mouse_ours()
                ? "the mouse clicks and scrolls here again"
                : "the mouse selects text in the terminal; m takes it back");
}

void
act_interrupt(struct app *app, int key)
{
    (void)key;
    if (app_is_going(app) && !app->interrupted)
        app_stop(app);
    else
        app_say(app, LOOK_KEY, "q quits; Ctrl-C only stops a run");
    app->interrupted = true;
}

void
act_open(struct app *app, int key)
{
    (void)key;
    contents_open(app);
}

static void
typed_search(struct app *app, const char *text)
{
    if (app->screen == SCREEN_LESSON)
        lesson_search(app, text);
    else
        contents_search(app, text);
}

void
act_search(struct app *app, int key)
{
    (void)key;
    prompt_open(&app->prompt, "search:", typed_search);
}

void
act_end_search(struct app *app, int key)
{
    (void)key;
    if (prose_is_searching(&app->lesson.prose))
        prose_search_end(&app->lesson.prose);
    else
        app_say(app, LOOK_DIM, "no search is on; / begins one");
}

void
act_outline(struct app *app, int key)
{
    (void)key;
    outline_open(app);
}

void
act_close_outline(struct app *app, int key)
{
    (void)key;
    outline_close(app);
}

void
act_go_there(struct app *app, int key)
{
    (void)key;
    outline_go(app);
}

void
act_filter(struct app *app, int key)
{
    (void)key;
    contents_filter(app);
}

static long
page(const struct app *app)
{
    int height = app_shown(app) == SCREEN_LESSON ? app->lesson.prose.height
                                                 : LINES - 4;

    return height > 2 ? height - 2 : 1;
}

static void
move_by(struct app *app, long rows)
{
    if (app->outline.open)
        outline_move(app, rows);
    else if (app->screen == SCREEN_LESSON)
        lesson_scroll(app, rows);
    else
        contents_move(app, rows);
}

void
act_down(struct app *app, int key)
{
    (void)key;
    move_by(app, 1);
}

void
act_up(struct app *app, int key)
{
    (void)key;
    move_by(app, -1);
}

void
act_page_down(struct app *app, int key)
{
    (void)key;
    move_by(app, page(app));
}

void
act_page_up(struct app *app, int key)
{
    (void)key;
    move_by(app, -page(app));
}

void
act_first(struct app *app, int key)
{
    (void)key;
    move_by(app, -1000000);
}

void
act_last(struct app *app, int key)
{
    (void)key;
    move_by(app, 1000000);
}

void
act_heading(struct app *app, int key)
{
    lesson_heading(app, key == '}' ? 1 : -1);
}

void
act_code(struct app *app, int key)
{
    bool right = key == 'L' || key == KEY_SRIGHT;

    prose_scroll_code(&app->lesson.prose, right ? 8 : -8);
}

void
act_pane(struct app *app, int key)
{
    bool down = key == 'J' || key == KEY_SF;

    lesson_scroll_pane(app, down ? 1 : -1);
}

void
act_run(struct app *app, int key)
{
    (void)key;
    lesson_run(app);
}

void
act_repeat(struct app *app, int key)
{
    (void)key;
    lesson_repeat(app);
}

void
act_twin(struct app *app, int key)
{
    (void)key;
    lesson_twin(app);
}

void
act_beside(struct app *app, int key)
{
    (void)key;
    lesson_beside(app);
}

void
act_check(struct app *app, int key)
{
    (void)key;
    lesson_check(app);
}

void
act_stop(struct app *app, int key)
{
    (void)key;
    lesson_stop(app);
}

void
act_answer(struct app *app, int key)
{
    lesson_answer(app, key - '0');
}

void
act_turn(struct app *app, int key)
{
    lesson_turn(app, key == KEY_RIGHT || key == '+' ? 1 : -1);
}

void
act_type(struct app *app, int key)
{
    (void)key;
    if (prose_is_searching(&app->lesson.prose))
        lesson_next_match(app);
    else
        lesson_type_knob(app);
}

void
act_focus(struct app *app, int key)
{
    lesson_focus(app, key == KEY_BTAB ? -1 : 1);
}

void
act_edit(struct app *app, int key)
{
    (void)key;
    lesson_edit(app);
}

void
act_hint(struct app *app, int key)
{
    (void)key;
    lesson_hint(app);
}

void
act_copy(struct app *app, int key)
{
    (void)key;
    lesson_copy(app);
}

void
act_zoom(struct app *app, int key)
{
    (void)key;
    lesson_zoom(app);
}

void
act_go(struct app *app, int key)
{
    lesson_go(app, key == 'n' ? 1 : -1);
}
