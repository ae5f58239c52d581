/* How a lesson is laid out: prose and pane side by side, or one above the
 * other. */
#include "ui/lesson.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/pane.h"
#include "ui/question.h"

#define SIDE_BY_SIDE 100        /* columns from which on both fit */
#define TITLE_ROOM 8            /* rows from which on the title may stay */
#define MORE_MARGIN 2           /* columns behind "more" */
#define RULE_HEIGHT 8           /* rows from which on a rule is worth one */

struct split {
    struct area prose, pane;    /* without height: not shown */
    int rule;                   /* y or x of what separates them, or -1 */
    bool beside;
};

void
lesson_open(struct app *app, size_t index, size_t offset)
{
    struct lesson_view *view = &app->lesson;
    const struct lesson *lesson = course_lesson(app->course, index);
    enum zoom zoom = view->zoom;

    prose_open(&view->prose, course_doc(app->course, lesson), offset);
    app_open_exercises(app, lesson);
    view->index = index;
    view->exercise = lesson->nexercises ? lesson->first_exercise
                                        : NO_EXERCISE;
    view->pane_top = 0;
    view->asking = false;
    view->show = lesson_show_of(app, view->exercise);
    view->copying = false;
    view->arrived = true;
    lesson_watch(app);
    view->zoom = zoom == ZOOM_PANE ? ZOOM_NONE : zoom;
    mem_trim();
}

void
lesson_close(struct app *app)
{
    struct lesson_view *view = &app->lesson;
    app_stop(app);
    if (view->prose.doc)
        journal_record_place(app->journal,
                             course_lesson(app->course, view->index)->name,
                             view->prose.offset);
    app->places[view->index] = view->prose.offset;
    prose_close(&view->prose);
    course_doc_release(app->course, course_lesson(app->course, view->index));
    mem_trim();
}

/* How high the pane is where it stands under the prose.  A question is
 * shown with all of its answers, if need be in place of the prose. */
static int
pane_height(const struct lesson_view *view, const struct live *live,
            int height)
{
    int content = (int)sheet_height(&view->sheet);
    bool busy = live->state != LIVE_IDLE || view->asking ||
                live->hints || view->show != SHOW_RUN;
    int most = busy ? height / 2 : height / 3;

    if (most < 2)
        most = 2;
    if (view->asking && content - view->sheet.anchor_line > most)
        most = content - view->sheet.anchor_line;
    if (most > height)
        most = height;
    /* The prose does not move when the verdict comes. */
    if (view->show == SHOW_CHECK)
        return most;
    return content < most ? content : most;
}

static struct split
split_beside(struct area area)
{
    int left = area.width * 49 / 100;
    struct split split = {.beside = true};

    if (left > PROSE_MAX_WIDTH + 4)
        left = PROSE_MAX_WIDTH + 4;
    split.rule = area.x + left;
    split.prose = (struct area){area.y, area.x, area.height, left};
    split.pane = (struct area){area.y, split.rule + 2, area.height,
                               area.width - left - 3};
    return split;
}

static struct split
split_below(struct area area, int pane)
{
    int rule = area.height >= RULE_HEIGHT && area.height > pane ? 1 : 0;
    struct split split = {.rule = rule ? area.y + area.height - pane - 1 : -1};

    split.prose = (struct area){area.y, area.x, area.height - pane - rule,
                                area.width};
    split.pane = (struct area){area.y + area.height - pane, area.x + 1, pane,
                               area.width - 2};
    return split;
}

/* What is to be copied stands alone, so that its lines break late. */
static enum zoom
zoom_now(const struct lesson_view *view)
{
    return view->copying ? ZOOM_PANE : view->zoom;
}

static struct split
split_area(const struct lesson_view *view, const struct live *live,
           struct area area)
{
    struct area inner = {area.y, area.x + 1, area.height, area.width - 2};
    enum zoom zoom = zoom_now(view);

    if (!live || zoom == ZOOM_PROSE)
        return (struct split){.prose = area, .rule = -1};
    if (zoom == ZOOM_PANE)
        return (struct split){.pane = inner, .rule = -1};
    if (view->beside)
        return split_beside(area);
    return split_below(area, pane_height(view, live, area.height));
}

static int
pane_width(const struct lesson_view *view, struct area area)
{
    return view->beside ? split_beside(area).pane.width : area.width - 2;
}

static void
draw_pane(struct lesson_view *view, struct area area)
{
    view->pane_top = sheet_top(&view->sheet, view->pane_top, area.height);
    view->pane_height = area.height;
    draw_sheet(area, &view->sheet, view->pane_top);
    if (sheet_height(&view->sheet) > (size_t)area.height)
        hits_add_wheel(area, 'K', 'J');
}

/* Text that a click presses a key on; returns the columns drawn. */
static int
draw_key(struct area area, const char *text, int key)
{
    int columns = draw_text(area, LOOK_KEY, text);

    hits_add_key((struct area){area.y, area.x, 1, columns}, key);
    return columns;
}

/* On the rule under the pane, or else on the one above it: how many lines
 * are out of sight, and the keys that show them. */
static void
draw_more(struct lesson_view *view, struct area pane, int rule)
{
    size_t height = sheet_height(&view->sheet);
    size_t seen = view->pane_top + (size_t)pane.height;
    char above[32] = "", below[32] = "";
    int below_pane = pane.y + pane.height;
    struct area area = {below_pane < LINES - 1 ? below_pane : rule, 0, 1, 0};

    view->cut = area.y < 0 && height > (size_t)pane.height;
    if (area.y < 0)
        return;
    if (view->pane_top)
        snprintf(above, sizeof above, " K ↑ %zu ", view->pane_top);
    if (seen < height)
        snprintf(below, sizeof below, " J ↓ %zu ", height - seen);
    area.x = pane.x + pane.width - MORE_MARGIN - (above[0] ? 1 : 0) -
             utf8_columns(above, strlen(above)) -
             utf8_columns(below, strlen(below));
    area.width = pane.x + pane.width - area.x;
    area.x += draw_key(area, above, 'K') + (above[0] ? 1 : 0);
    draw_key(area, below, 'J');
}

static void
mark_row(void *context, const struct row *row, struct prose_mark *ret_mark)
{
    const struct app *app = context;
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);

    *ret_mark = question_mark(app, row);
    for (size_t i = 0; row->fence >= 0 && i < lesson->nexercises; i++) {
        size_t number = lesson->first_exercise + i;

        if (course_exercise(app->course, number)->fence ==
            (size_t)row->fence)
            ret_mark->hit = (struct hit){.kind = HIT_EXERCISE,
                                         .what = number};
    }
}

static void
follow_knob(struct lesson_view *view, int height)
{
    size_t line = (size_t)view->sheet.cursor_line;

    if (view->sheet.cursor_line < 0)
        return;
    if (line < (size_t)height)
        view->pane_top = 0;
    else if (line < view->pane_top || line >= view->pane_top + (size_t)height)
        view->pane_top = line;
}

/* The exercise of the pane, one way or another, or its check; a series once
 * there is something to see. */
static bool
is_running(const struct app *app, const struct live *live)
{
    bool running = live->state == LIVE_RUNNING || app_checking(app);

    for (int i = 0; i < SIDE_COUNT; i++)
        running |= app->sides[i].exercise == live->exercise &&
                   app->sides[i].state == LIVE_RUNNING &&
                   (!app->sides[i].wanted || app->sides[i].series.nruns);
    return running;
}

/* What has just come up is what a small window shows. */
static void
follow_anchor(struct app *app, const struct live *live, int height)
{
    struct lesson_view *view = &app->lesson;
    int anchor = view->sheet.anchor_line, foot = view->sheet.foot_line;
    bool running = live && is_running(app, live);
    bool begun = view->started && running;
    bool hung = view->held && running && live->hung;

    if (anchor > 0 &&
        (view->finished || hung || (begun && height < TITLE_ROOM)))
        view->pane_top = (size_t)anchor;
    if (view->finished && height >= TITLE_ROOM && foot >= anchor + height)
        view->pane_top = (size_t)(foot - height + 1);
    view->finished = false;
    if (begun)
        view->started = false;
    if (view->turned)
        follow_knob(view, height);
    view->turned = false;
}

void
lesson_draw_pane(struct app *app, struct area area, int rule)
{
    struct lesson_view *view = &app->lesson;

    follow_anchor(app, app_live(app), area.height);
    draw_pane(view, area);
    draw_more(view, area, rule);
}

/* A search that was begun before there were rows may fail now. */
static void
fit_prose(struct app *app, struct area area)
{
    struct prose *prose = &app->lesson.prose;
    bool seeking = prose->seeking;

    prose_fit(prose, area.width, area.height);
    if (seeking && !prose_is_searching(prose))
        app_say(app, LOOK_DIM, "that is not in this lesson");
}

static void
draw_lesson(struct app *app, struct area area)
{
    struct lesson_view *view = &app->lesson;
    struct live *live = app_live(app);
    struct split split;

    view->beside = zoom_now(view) == ZOOM_NONE && area.width >= SIDE_BY_SIDE;
    sheet_clear(&view->sheet, pane_width(view, area));
    if (live)
        pane_write(app, live, &view->sheet);
    split = split_area(view, live, area);
    follow_anchor(app, live, split.pane.height);
    if (split.prose.height > 0) {
        fit_prose(app, split.prose);
        prose_draw(&view->prose, split.prose, mark_row, app);
    }
    if (split.rule >= 0 && split.beside)
        draw_vertical(split.rule, area);
    else if (split.rule >= 0)
        draw_horizontal(split.rule, area.x, area.width);
    if (split.pane.height > 0) {
        draw_pane(view, split.pane);
        draw_more(view, split.pane, split.beside ? -1 : split.rule);
    }
    if (split.pane.height > 0)
        draw_cursor(split.pane, &view->sheet, view->pane_top);
    if (split.pane.height <= 0 || prose_is_searching(&view->prose))
        prose_cursor(&view->prose, split.prose);
}

/* A lesson that is opened in its middle is about what is read there, which
 * is known once it is laid out. */
void
lesson_draw(struct app *app, struct area area)
{
    struct lesson_view *view = &app->lesson;
    size_t shown = view->exercise;

    draw_lesson(app, area);
    if (view->arrived && view->prose.rows && view->prose.offset)
        lesson_follow_prose(app);
    view->arrived = false;
    if (view->exercise != shown)
        draw_lesson(app, area);
}
