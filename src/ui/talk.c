/* How a slide is drawn. */
#include "ui/talk.h"

#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/hits.h"
#include "ui/lesson.h"
#include "ui/notes.h"
#include "ui/pane.h"
#include "ui/question.h"
#include "ui/slide_frame.h"

#define MINUTE_MS 60000
#define SMALLEST_LINES 5        /* below that nothing is drawn */
#define SMALLEST_COLUMNS 20
#define MARK_COLUMNS 2          /* before a row, and one behind it */

/* The names of its lessons. */
static char *
lessons_of(const struct talk *talk)
{
    struct str names = STR_INIT;
    const struct lesson *last = NULL;

    for (size_t i = 0; i < talk_count(talk); i++) {
        const struct lesson *lesson = talk_at(talk, i)->lesson;

        if (lesson != last)
            str_add_format(&names, "%s%s", last ? " " : "", lesson->name);
        last = lesson;
    }
    return str_detach(&names);
}

static void
cannot_tell(struct app *app, int err)
{
    app_say(app, LOOK_WRONG, "notes in another terminal cannot follow: %s",
            strerror(-err));
}

static void
light_beacon(struct app *app)
{
    struct talk_view *view = app->talk;
    int err = app->spec->beacon
                  ? beacon_new(app->spec->beacon, &view->beacon)
                  : 0;

    if (err < 0)
        cannot_tell(app, err);
    view->told.lessons = lessons_of(view->talk);
    talk_tell(app);
}

void
talk_tell(struct app *app)
{
    struct talk_view *view = app->talk;
    const struct talk_slide *slide = talk_shown(app);
    struct beacon_place place = {
        .lessons = view->told.lessons,
        .lesson = slide->lesson->name,
        .number = slide->number,
        .step = view->step,
        .began = time(NULL) - (clock_now() - view->began) / CLOCK_SECOND,
    };
    int err;

    if (!view->beacon ||
        (view->told.lesson == place.lesson &&
         view->told.number == place.number && view->told.step == place.step &&
         view->told_began == view->began))
        return;
    err = beacon_show(view->beacon, &place);
    if (err < 0)
        cannot_tell(app, err);
    view->told = place;
    view->told_began = view->began;
}

void
talk_open(struct app *app)
{
    struct talk_view *view = mem_new(sizeof *view);

    view->talk = app->spec->talk;
    view->sheet = (struct sheet)SHEET_INIT;
    view->began = clock_now();
    app->talk = view;
    talk_go(app, 0);
    light_beacon(app);
}

void
talk_close(struct app *app)
{
    struct talk_view *view = app->talk;

    app->talk = NULL;
    if (!view)
        return;
    rows_free(view->rows);
    sheet_release(&view->sheet);
    beacon_free(view->beacon);
    free(view->told.lessons);
    free(view);
}

const struct talk_slide *
talk_shown(const struct app *app)
{
    return talk_at(app->talk->talk, app->talk->at);
}

static enum frame_pane
pane_kind(const struct app *app)
{
    const struct lesson_view *pane = &app->lesson;
    const struct live *live = app_live((struct app *)app);

    if (!live || pane->zoom == ZOOM_PROSE)
        return FRAME_NO_PANE;
    if (pane->zoom == ZOOM_PANE)
        return FRAME_ONLY_PANE;
    return (live->state != LIVE_IDLE || pane->asking || live->hints ||
            pane->show != SHOW_RUN) &&
                   !app->talk->settled
               ? FRAME_BUSY_PANE
               : FRAME_IDLE_PANE;
}

static struct slide_frame
frame_now(const struct app *app)
{
    int lines = LINES < SMALLEST_LINES ? SMALLEST_LINES : LINES;
    int columns = COLS < SMALLEST_COLUMNS ? SMALLEST_COLUMNS : COLS;

    return slide_frame_for(lines, columns, pane_kind(app),
                           (int)sheet_height(&app->lesson.sheet));
}

/* The rows for that width; what stood at the top stays there. */
static void
fit_rows(struct app *app, int columns)
{
    struct talk_view *view = app->talk;
    const struct talk_slide *slide = talk_shown(app);
    size_t first;

    if (columns <= 0 ||
        (view->rows && view->doc == slide->doc && view->columns == columns))
        return;
    rows_free(view->rows);
    view->rows = rows_new(slide->doc, columns);
    view->doc = slide->doc;
    view->columns = columns;
    slide_rows(slide->slide, view->rows, view->step, &first);
    view->top = view->offset ? rows_find(view->rows, view->offset) - first : 0;
}

static struct talk_part
part_in(struct app *app, const struct slide_frame *frame)
{
    struct talk_view *view = app->talk;
    struct talk_part part;

    fit_rows(app, frame->columns);
    part.rows = view->rows;
    part.first = 0;
    part.count = view->rows ? slide_rows(talk_shown(app)->slide, view->rows,
                                         view->step, &part.first)
                            : 0;
    part.height = (size_t)frame->text.height;
    part.last_top = part.count > part.height ? part.count - part.height : 0;
    if (part.height && view->top > part.last_top)
        view->top = part.last_top;
    return part;
}

struct talk_part
talk_part(struct app *app)
{
    struct slide_frame frame = frame_now(app);

    return part_in(app, &frame);
}

void
talk_scroll_to(struct app *app, size_t top)
{
    struct talk_view *view = app->talk;
    struct talk_part part = talk_part(app);

    view->top = top < part.last_top ? top : part.last_top;
    view->offset = view->top
                       ? rows_at(part.rows, part.first + view->top)->offset
                       : 0;
}

static void
mark_row(void *context, const struct row *row, struct prose_mark *ret_mark)
{
    *ret_mark = question_mark(context, row);
}

static void
draw_text_rows(struct app *app, struct area area,
               const struct talk_part *part)
{
    const struct talk_view *view = app->talk;
    const struct prose_pen pen = {view->code, mark_row, app};

    for (int y = 0; y < area.height; y++) {
        size_t index = view->top + (size_t)y;
        struct area line = {area.y + y, area.x - MARK_COLUMNS, 1,
                            area.width + MARK_COLUMNS + 1};

        if (index >= part->count)
            break;
        prose_draw_row(part->rows, part->first + index, line, &pen);
    }
}

/* Whether the question that is asked can be read on the slide. */
static bool
question_is_seen(struct app *app, const struct live *live)
{
    size_t question = question_open(app, live);
    struct talk_part part = talk_part(app);

    if (question == NO_QUESTION || app->lesson.zoom == ZOOM_PANE)
        return false;
    for (size_t i = 0; i < part.count; i++)
        if (rows_at(part.rows, part.first + i)->fence ==
            (int)live->exercise->predictions[question].fence)
            return true;
    return false;
}

static void
write_pane(struct app *app)
{
    struct lesson_view *pane = &app->lesson;
    const struct live *live = app_live(app);
    int columns = COLS < SMALLEST_COLUMNS ? SMALLEST_COLUMNS : COLS;

    sheet_clear(&pane->sheet,
                slide_frame_pane_columns(columns, pane->zoom == ZOOM_PANE));
    if (!live)
        return;
    pane->beside = pane->asking && question_is_seen(app, live);
    pane_write(app, live, &pane->sheet);
}

static void
draw_pane(struct app *app, const struct slide_frame *frame)
{
    if (frame->rule >= 0 && frame->beside)
        draw_vertical(frame->rule, (struct area){frame->pane.y, 0,
                                                 frame->pane.height, 0});
    else if (frame->rule >= 0)
        draw_horizontal(frame->rule, 0, COLS);
    lesson_draw_pane(app, frame->pane, frame->beside ? -1 : frame->rule);
    draw_cursor(frame->pane, &app->lesson.sheet, app->lesson.pane_top);
}

static int
minutes_since(int64_t began)
{
    return (int)((clock_now() - began) / CLOCK_SECOND / 60);
}

/* Slide, time of day, minutes so far: as much of it as there is room for. */
static void
add_clock(const struct app *app, struct sheet *sheet)
{
    const struct talk_view *view = app->talk;
    int room = sheet->width - sheet_column(sheet) - 2;
    time_t now = time(NULL);
    char text[64];
    struct tm tm;
    int len[3];                 /* of the text with the first of them */

    localtime_r(&now, &tm);
    len[0] = snprintf(text, sizeof text, "%zu of %zu", view->at + 1,
                      talk_count(view->talk));
    len[1] = len[0] + snprintf(text + len[0], sizeof text - (size_t)len[0],
                               "   %02d:%02d", tm.tm_hour, tm.tm_min);
    len[2] = len[1] + snprintf(text + len[1], sizeof text - (size_t)len[1],
                               "   %d min", minutes_since(view->began));
    for (int last = 2; last >= 0; last--) {
        if (len[last] > room)
            continue;
        sheet_right(sheet, len[last] + 1);
        sheet_add_n(sheet, LOOK_DIM, text, (size_t)len[last]);
        return;
    }
}

static void
draw_footer(struct app *app, const struct slide_frame *frame,
            const struct talk_part *part)
{
    const struct lesson *lesson = talk_shown(app)->lesson;
    struct area area = {frame->footer, 0, 1, COLS};
    struct sheet sheet = SHEET_INIT;
    size_t seen = app->talk->top + part->height;

    sheet_clear(&sheet, COLS);
    if (COLS >= SMALLEST_COLUMNS * 3)
        sheet_add_format(&sheet, LOOK_DIM, " %d %s", lesson->number,
                         lesson->title);
    if (part->height && seen < part->count && !app->talk->notes)
        sheet_add_format(&sheet, LOOK_KEY, "   ↓ %zu", part->count - seen);
    if (app->lesson.cut && frame->pane.height)
        sheet_add(&sheet, LOOK_KEY, "   J ↓");
    add_clock(app, &sheet);
    draw_sheet(area, &sheet, 0);
    sheet_release(&sheet);
}

/* In place of the slide, where there is no second terminal. */
static void
draw_notes(struct app *app, struct area area)
{
    struct talk_view *view = app->talk;

    sheet_clear(&view->sheet, area.width);
    notes_write(&view->sheet, view->talk, view->at, view->step);
    view->notes_top = sheet_top(&view->sheet, view->notes_top, area.height);
    draw_sheet(area, &view->sheet, view->notes_top);
    move(area.y, area.x);
}

/* A title stands alone, somewhat above the middle. */
static void
sink_title(const struct app *app, struct area *area,
           const struct talk_part *part)
{
    int free_lines = area->height - (int)part->count;

    if (talk_shown(app)->number != 1 || free_lines <= 0)
        return;
    area->y += free_lines / 3;
    area->height -= free_lines / 3;
}

static void
draw_slide(struct app *app, struct slide_frame *frame,
           const struct talk_part *part)
{
    if (!frame->pane.height)
        sink_title(app, &frame->text, part);
    if (part->height)
        draw_text_rows(app, frame->text, part);
    hits_add_wheel(frame->text, KEY_UP, KEY_DOWN);
    if (frame->pane.height)
        draw_pane(app, frame);
    else
        move(frame->text.y, frame->text.x);
}

void
talk_draw(struct app *app)
{
    struct slide_frame frame;
    struct talk_part part;
    int y, x;

    draw_blank((struct area){0, 0, LINES, COLS});
    move(LINES - 1, 0);
    if (app->talk->blank)
        return;
    write_pane(app);
    frame = frame_now(app);
    part = part_in(app, &frame);
    if (app->talk->notes)
        draw_notes(app, (struct area){1, 1, LINES - 2, COLS - 2});
    else
        draw_slide(app, &frame, &part);
    getyx(stdscr, y, x);
    draw_footer(app, &frame, &part);
    move(y, x);
}

uint64_t
talk_shape(const struct app *app, uint64_t seed)
{
    const struct talk_view *view = app->talk;
    const size_t parts[] = {
        view->at,     view->step,  view->top,
        view->opened, view->blank, view->notes,
        (size_t)view->columns, (size_t)frame_now(app).text.height,
    };

    return hash_add(seed, parts, sizeof parts);
}

/* The minute of the day changes, or that of the talk. */
int
talk_tick(const struct app *app)
{
    int64_t since = (clock_now() - app->talk->began) / CLOCK_MS;
    int talk = MINUTE_MS - (int)(since % MINUTE_MS);
    struct timespec now;
    int day;

    clock_gettime(CLOCK_REALTIME, &now);
    day = MINUTE_MS - (int)(now.tv_sec % 60 * 1000 +
                            now.tv_nsec / CLOCK_MS);
    return (talk < day ? talk : day) + 1;
}
