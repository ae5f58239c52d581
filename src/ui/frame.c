/* The frame around the screens, and what lies over them. */
#include "ui/frame.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "ui/bare.h"
#include "ui/contents.h"
#include "ui/draw.h"
#include "ui/hits.h"
#include "ui/keys.h"
#include "ui/lesson.h"
#include "ui/outline.h"

#define RULES_FROM 16           /* rows from which on rules are worth two */
#define WIDE_HEADER 60         /* columns from which on our name fits, too */
#define NARROW_HEADER 36       /* ... and from which on, how much is done */
#define RIGHT_KEYS 9            /* columns of "? keys" and what sets it off */
#define TINY_WIDTH 20
#define TINY_HEIGHT 5

static const char tiny[] = "too small: 40x10 at least";

static void
draw_header(struct app *app)
{
    size_t passed, all;
    char right[64] = "";
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);
    struct sheet sheet = SHEET_INIT;
    struct area area = {0, 0, 1, COLS};

    standings_count(app->standings, &passed, &all);
    if (COLS >= NARROW_HEADER)
        snprintf(right, sizeof right, "%zu of %zu passed   ", passed,
                 all);
    sheet_clear(&sheet, COLS - 1);
    sheet_add(&sheet, LOOK_TEXT, " ");
    if (COLS >= WIDE_HEADER)
        sheet_add(&sheet, LOOK_HEADING, "Racecourse   ");
    if (app->screen == SCREEN_LESSON)
        sheet_add_format(&sheet, LOOK_STRONG, "%d %s", lesson->number,
                         lesson->title);
    else
        sheet_add(&sheet, LOOK_STRONG,
                  COLS >= WIDE_HEADER ? "A course on races, run live"
                                      : "Racecourse");
    area.width = COLS - (int)strlen(right) - RIGHT_KEYS;
    draw_blank((struct area){0, 0, 1, COLS});
    draw_sheet(area, &sheet, 0);
    sheet_clear(&sheet, COLS);
    sheet_add(&sheet, LOOK_TEXT, right);
    sheet_key(&sheet, "?", '?');
    sheet_add(&sheet, LOOK_TEXT, " keys ");
    area.x = COLS - sheet_column(&sheet);
    area.width = sheet_column(&sheet);
    if (area.x > 0)
        draw_sheet(area, &sheet, 0);
    sheet_release(&sheet);
}

static void
add_help_keys(struct sheet *sheet)
{
    sheet_hit(sheet, (struct hit){.kind = HIT_KEY, .value = 'q'});
    sheet_add(sheet, LOOK_DIM, " any key goes back");
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
    sheet_add(sheet, LOOK_DIM, ", ");
    sheet_key(sheet, "↑", KEY_UP);
    sheet_add(sheet, LOOK_TEXT, " ");
    sheet_key(sheet, "↓", KEY_DOWN);
    sheet_add(sheet, LOOK_DIM, " scroll");
}

static void
draw_footer(struct app *app)
{
    struct sheet sheet = SHEET_INIT;
    int y = LINES - 1;

    draw_blank((struct area){y, 0, 1, COLS});
    sheet_clear(&sheet, COLS);
    if (app->help.open)
        add_help_keys(&sheet);
    else
        keys_footer(app, &sheet);
    draw_sheet((struct area){y, 0, 1, COLS}, &sheet, 0);
    sheet_release(&sheet);
}

/* In place of the keys, and of what stands above them where it is long. */
static void
draw_message(const struct app *app, int rule)
{
    struct area area = {.x = 1, .width = COLS - 2};
    struct sheet sheet = SHEET_INIT;
    int y, x;

    getyx(stdscr, y, x);
    sheet_clear(&sheet, area.width);
    sheet_wrap(&sheet, app->message_look, 0, app->message);
    area.height = (int)sheet_height(&sheet);
    if (area.height > LINES / 2)
        area.height = LINES / 2;
    area.y = LINES - area.height;
    draw_blank((struct area){area.y, 0, area.height, COLS});
    hits_add((struct area){area.y, 0, area.height, COLS},
             (struct hit){.kind = HIT_NONE});
    if (rule && area.height > 1)
        draw_horizontal(area.y - 1, 0, COLS);
    draw_sheet(area, &sheet, 0);
    sheet_release(&sheet);
    move(y, x);
}

static void
draw_help(struct app *app, struct area area)
{
    struct help_view *help = &app->help;

    sheet_clear(&help->sheet, area.width - 2);
    keys_help(app, &help->sheet);
    help->top = sheet_top(&help->sheet, help->top, area.height);
    area.x += 1;
    area.width -= 2;
    draw_sheet(area, &help->sheet, help->top);
    draw_cursor(area, &help->sheet, help->top);
    hits_add_wheel(area, KEY_UP, KEY_DOWN);
}

static void
draw_body(struct app *app, struct area area)
{
    draw_blank(area);
    if (app->help.open)
        draw_help(app, area);
    else if (app->outline.open)
        outline_draw(app, area);
    else if (app->screen == SCREEN_LESSON)
        lesson_draw(app, area);
    else
        contents_draw(app, area);
}

static void
draw_framed(struct app *app, int rule)
{
    struct area body = {1 + rule, 0, LINES - 2 - 2 * rule, COLS};
    int y, x;

    draw_header(app);
    if (rule) {
        draw_horizontal(1, 0, COLS);
        draw_horizontal(LINES - 2, 0, COLS);
    }
    draw_body(app, body);
    getyx(stdscr, y, x);
    draw_footer(app);
    move(y, x);
}

static void
draw_bare(struct app *app)
{
    if (!app->help.open) {
        bare_draw(app);
        return;
    }
    draw_footer(app);
    draw_blank((struct area){0, 0, LINES - 1, COLS});
    draw_help(app, (struct area){0, 0, LINES - 1, COLS});
}

void
frame_draw(struct app *app)
{
    int rule = LINES >= RULES_FROM && !bare_is(app);

    hits_clear();
    if (COLS < TINY_WIDTH || LINES < TINY_HEIGHT) {
        erase();
        draw_text((struct area){0, 0, 1, COLS}, LOOK_TEXT, tiny);
        return;
    }
    if (bare_is(app))
        draw_bare(app);
    else
        draw_framed(app, rule);
    if (app->message[0])
        draw_message(app, rule);
    if (app->prompt.open) {
        draw_blank((struct area){LINES - 1, 0, 1, COLS});
        hits_add((struct area){LINES - 1, 0, 1, COLS},
                 (struct hit){.kind = HIT_NONE});
        prompt_draw(&app->prompt, LINES - 1);
    }
}
