/*
 * The contents: a line a lesson with its exercises and how far they are,
 * and under the chosen one what it is about.
 */
#include "ui/contents.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/lesson.h"
#include "ui/mark.h"

#define TITLE_COLUMN 7
#define DIAGS_SHOWN 3
#define EXERCISE_GAP 3          /* columns between two */
#define ABOUT_GAP 6             /* columns before how long a lesson takes */
#define LINES_BELOW 2           /* of the chosen lesson, that stay in sight */

static bool
lesson_is_done(const struct app *app, const struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->nexercises; i++)
        if (standings_of(app->standings,
                         course_exercise(app->course,
                                         lesson->first_exercise + i)).kind !=
            STANDING_PASSED)
            return false;
    return true;
}

static bool
is_shown(const struct app *app, size_t index)
{
    return !app->contents.unfinished ||
           !lesson_is_done(app, course_lesson(app->course, index));
}

void
contents_move(struct app *app, long steps)
{
    long count = (long)course_lesson_count(app->course);
    long step = steps > 0 ? 1 : -1;
    long at = (long)app->contents.selected;

    for (long next = at + step; steps && next >= 0 && next < count;
         next += step) {
        if (!is_shown(app, (size_t)next))
            continue;
        at = next;
        steps -= step;
    }
    app->contents.selected = (size_t)at;
}

void
contents_open(struct app *app)
{
    app_lesson(app, app->contents.selected,
               app->places[app->contents.selected]);
}

/* Leaves the document as it was, there or not. */
static bool
has_text(const struct app *app, size_t index, const char *text)
{
    const struct lesson *lesson = course_lesson(app->course, index);
    bool is_open = lesson->doc;
    struct rows *rows = rows_new(course_doc(app->course, lesson),
                                 PROSE_MAX_WIDTH);
    struct place start = {0, 0}, place;
    bool found = search_from(rows, text, start, &place);

    rows_free(rows);
    if (!is_open)
        course_doc_release(app->course, lesson);
    return found;
}

bool
contents_search_from(struct app *app, const char *text, size_t index,
                     bool *ret_again)
{
    size_t count = course_lesson_count(app->course);

    for (size_t i = 0; i < count; i++) {
        size_t at = (index + i) % count;

        if (!has_text(app, at, text))
            continue;
        *ret_again = index + i >= count;
        app_lesson(app, at, 0);
        lesson_search(app, text);
        app->lesson.everywhere = true;
        return true;
    }
    return false;
}

void
contents_search(struct app *app, const char *text)
{
    bool again;

    if (!contents_search_from(app, text, 0, &again))
        app_say(app, LOOK_DIM, "“%s” is in no lesson", text);
    mem_trim();
}

void
contents_filter(struct app *app)
{
    size_t count = course_lesson_count(app->course);

    app->contents.unfinished = !app->contents.unfinished;
    app_say(app, LOOK_DIM, "%s", app->contents.unfinished
                                     ? "what is not done yet; f shows all"
                                     : "all lessons");
    if (is_shown(app, app->contents.selected))
        return;
    for (size_t i = 0; i < count; i++) {
        if (is_shown(app, i)) {
            app->contents.selected = i;
            return;
        }
    }
    app->contents.unfinished = false;
    app_say(app, LOOK_RIGHT, "every lesson is done");
}

static void
add_exercise(const struct app *app, struct sheet *sheet, int indent,
             const struct exercise *exercise)
{
    struct standing standing = standings_of(app->standings, exercise);
    int columns = mark_columns(&standing, exercise->name);

    if (sheet_column(sheet) + EXERCISE_GAP + columns > sheet->width)
        sheet_line(sheet);
    if (sheet_column(sheet) > indent)
        sheet_repeat(sheet, LOOK_TEXT, " ", EXERCISE_GAP);
    sheet_tab(sheet, indent);
    mark_add(&standing, exercise->name, sheet);
}

/* How long it takes stands behind what it is about, where it fits there. */
static void
add_about(struct sheet *sheet, const struct lesson *lesson)
{
    int columns = utf8_columns(lesson->summary, strlen(lesson->summary));
    char time[32] = "";

    if (lesson->minutes > 0)
        snprintf(time, sizeof time, "about %d minutes", lesson->minutes);
    if (*time && TITLE_COLUMN + columns + ABOUT_GAP + (int)strlen(time) <=
                     sheet->width) {
        sheet_tab(sheet, TITLE_COLUMN);
        sheet_add_format(sheet, LOOK_DIM, "%s%*s%s", lesson->summary,
                         ABOUT_GAP, "", time);
        sheet_line(sheet);
        return;
    }
    sheet_wrap(sheet, LOOK_DIM, TITLE_COLUMN, lesson->summary);
    if (*time)
        sheet_wrap(sheet, LOOK_DIM, TITLE_COLUMN, time);
}

/* Where the exercises begin, or the margin where they need a line of their
 * own. */
static int
exercise_column(const struct app *app, int width)
{
    int widest = 0;

    for (size_t i = 0; i < course_lesson_count(app->course); i++) {
        const char *title = course_lesson(app->course, i)->title;
        int columns = utf8_columns(title, strlen(title));

        if (columns > widest)
            widest = columns;
    }
    return TITLE_COLUMN + widest + 4 <= width / 2 ? TITLE_COLUMN + widest + 4
                                                  : TITLE_COLUMN;
}

/* At the right of the lesson that was left last, where there is room. */
static void
add_here(const struct app *app, const struct lesson *lesson,
         struct sheet *sheet)
{
    static const char here[] = "you are here";
    const int columns = sizeof here - 1;
    size_t offset;
    const char *place = journal_place(app->journal, &offset);

    if (!place || strcmp(place, lesson->name) != 0 ||
        sheet_column(sheet) + EXERCISE_GAP + columns + 1 > sheet->width)
        return;
    sheet_right(sheet, columns + 1);
    sheet_add(sheet, LOOK_DIM, here);
}

static void
add_lesson(struct app *app, size_t index, int column)
{
    struct sheet *sheet = &app->contents.sheet;
    const struct lesson *lesson = course_lesson(app->course, index);
    bool selected = index == app->contents.selected;

    sheet_hit(sheet, (struct hit){.kind = HIT_LESSON, .what = index});
    sheet_add(sheet, LOOK_KEY, selected ? " ▸ " : "   ");
    sheet_add_format(sheet, LOOK_DIM, "%2d", lesson->number);
    sheet_tab(sheet, TITLE_COLUMN);
    if (selected)
        sheet_cursor(sheet);
    sheet_add(sheet, selected ? LOOK_STRONG : LOOK_TEXT, lesson->title);
    if (column == TITLE_COLUMN && lesson->nexercises) {
        add_here(app, lesson, sheet);
        sheet_line(sheet);
    }
    for (size_t i = 0; i < lesson->nexercises; i++)
        add_exercise(app, sheet, column,
                     course_exercise(app->course, lesson->first_exercise + i));
    if (column != TITLE_COLUMN || !lesson->nexercises)
        add_here(app, lesson, sheet);
    sheet_line(sheet);
    if (selected)
        add_about(sheet, lesson);
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
}

static void
add_diags(struct app *app)
{
    const struct diags *diags = app->spec->diags;
    struct sheet *sheet = &app->contents.sheet;
    char text[600];

    if (!diags || !diags->count)
        return;
    sheet_gap(sheet);
    for (size_t i = 0; i < diags->count && i < DIAGS_SHOWN; i++)
        sheet_wrap(sheet, LOOK_WRONG, 3,
                   diag_format(&diags->items[i], text, sizeof text));
    if (diags->count > DIAGS_SHOWN) {
        sheet_tab(sheet, 3);
        sheet_add_format(sheet, LOOK_DIM, "and %zu more",
                         diags->count - DIAGS_SHOWN);
        sheet_line(sheet);
    }
}

void
contents_draw(struct app *app, struct area area)
{
    struct contents_view *view = &app->contents;
    int column = exercise_column(app, area.width);

    sheet_clear(&view->sheet, area.width);
    if (area.height > 12)
        sheet_line(&view->sheet);
    for (size_t i = 0; i < course_lesson_count(app->course); i++)
        if (is_shown(app, i))
            add_lesson(app, i, column);
    sheet_gap(&view->sheet);
    mark_add_legend(app, TITLE_COLUMN, &view->sheet);
    add_diags(app);
    view->top = sheet_top_around_cursor(&view->sheet, view->top, area.height,
                                        LINES_BELOW);
    draw_sheet(area, &view->sheet, view->top);
    hits_add_wheel(area, KEY_UP, KEY_DOWN);
    draw_cursor(area, &view->sheet, view->top);
}
