/* Margins, and who gets how many lines. */
#include "ui/slide_frame.h"

#include "ui/prose.h"

#define SIDE_BY_SIDE 100        /* columns from which on both fit */
#define AIRY_LINES 16           /* lines from which on one stays free above */
#define AIRY_COLUMNS 60         /* columns from which on margins are wide */
#define NARROW_MARGIN 2
#define IDLE_LINES 4            /* name, knobs, file, what to press */
#define IDLE_LINES_LOW 2
#define TEXT_LINES 3            /* that even a busy pane leaves */

static int
margin_of(int columns)
{
    return columns < AIRY_COLUMNS ? NARROW_MARGIN : columns / 10;
}

static struct slide_frame
frame_of_text(struct area body)
{
    int margin = margin_of(body.width);
    struct slide_frame frame = {.rule = -1, .text = body};

    frame.columns = body.width - 2 * margin;
    if (frame.columns > PROSE_MAX_WIDTH) {
        frame.columns = PROSE_MAX_WIDTH;
        margin = (body.width - frame.columns) / 2;
    }
    frame.text.x = margin;
    frame.text.width = body.width - margin - 1;
    return frame;
}

static struct slide_frame
frame_beside(struct area body)
{
    int margin = margin_of(body.width) / 2;
    int left = body.width / 2;
    struct slide_frame frame = {.beside = true};

    if (left > PROSE_MAX_WIDTH + 2 * margin)
        left = PROSE_MAX_WIDTH + 2 * margin;
    frame.rule = left;
    frame.text = (struct area){body.y, margin, body.height,
                               left - margin - 1};
    frame.columns = left - 2 * margin;
    frame.pane = (struct area){body.y, left + 3, body.height,
                               body.width - left - 5};
    return frame;
}

static int
pane_lines(struct area body, enum frame_pane pane, int content)
{
    int idle = body.height < AIRY_LINES ? IDLE_LINES_LOW : IDLE_LINES;
    int most = body.height - TEXT_LINES - 1;

    if (pane == FRAME_IDLE_PANE || content < idle)
        return idle;
    return content < most ? content : most > idle ? most : idle;
}

static struct slide_frame
frame_below(struct area body, int lines)
{
    struct slide_frame frame = frame_of_text(body);
    int margin = margin_of(body.width) / 2;

    frame.text.height = body.height - lines - 1;
    frame.rule = body.y + frame.text.height;
    frame.pane = (struct area){frame.rule + 1, margin, lines,
                               body.width - 2 * margin};
    return frame;
}

static struct slide_frame
frame_only_pane(struct area body)
{
    int margin = margin_of(body.width) / 2;

    return (struct slide_frame){
        .rule = -1,
        .pane = {body.y, margin, body.height, body.width - 2 * margin},
    };
}

struct slide_frame
slide_frame_for(int lines, int columns, enum frame_pane pane, int content)
{
    int air = lines >= AIRY_LINES;
    struct area body = {air, 0, lines - 1 - air, columns};
    struct slide_frame frame;

    if (pane == FRAME_NO_PANE)
        frame = frame_of_text(body);
    else if (pane == FRAME_ONLY_PANE)
        frame = frame_only_pane(body);
    else if (columns >= SIDE_BY_SIDE)
        frame = frame_beside(body);
    else
        frame = frame_below(body, pane_lines(body, pane, content));
    frame.footer = lines - 1;
    return frame;
}

int
slide_frame_pane_columns(int columns, bool alone)
{
    struct slide_frame frame =
        slide_frame_for(AIRY_LINES, columns,
                        alone ? FRAME_ONLY_PANE : FRAME_IDLE_PANE, 0);

    return frame.pane.width;
}
