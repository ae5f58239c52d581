/*
 * What each kind of cell looks like.  Where the terminal has no colours the
 * second column says it with attributes alone.
 */
#include "ui/look.h"

#include <ncurses.h>

#include "doc/rows.h"

#define LEVELS 8

static const struct {
    short colour;               /* -1: the terminal's own */
    attr_t attributes;
    attr_t plain;               /* without colours */
} table[LOOK_COUNT] = {
    [LOOK_TEXT] = {-1, A_NORMAL, A_NORMAL},
    [LOOK_STRONG] = {-1, A_BOLD, A_BOLD},
    [LOOK_EMPHASIS] = {-1, A_UNDERLINE, A_UNDERLINE},
    [LOOK_HEADING] = {COLOR_CYAN, A_BOLD, A_BOLD},
    [LOOK_KEY] = {COLOR_CYAN, A_NORMAL, A_UNDERLINE},
    /* No colour: bright black is the background of Solarized. */
    [LOOK_DIM] = {-1, A_DIM, A_DIM},
    [LOOK_CODE] = {COLOR_YELLOW, A_NORMAL, A_BOLD},
    [LOOK_KEYWORD] = {COLOR_MAGENTA, A_NORMAL, A_BOLD},
    [LOOK_LINK] = {COLOR_CYAN, A_UNDERLINE, A_UNDERLINE},
    [LOOK_RIGHT] = {COLOR_GREEN, A_NORMAL, A_NORMAL},
    [LOOK_RIGHT_STRONG] = {COLOR_GREEN, A_BOLD, A_BOLD},
    [LOOK_WRONG] = {COLOR_RED, A_NORMAL, A_NORMAL},
    [LOOK_WRONG_STRONG] = {COLOR_RED, A_BOLD, A_BOLD},
    [LOOK_VALUE] = {COLOR_YELLOW, A_NORMAL, A_BOLD},
    [LOOK_FOCUS] = {COLOR_YELLOW, A_BOLD, A_BOLD | A_UNDERLINE},
    [LOOK_MATCH] = {-1, A_REVERSE, A_REVERSE},
    [LOOK_WORKER + 0] = {COLOR_BLUE, A_NORMAL, A_NORMAL},
    [LOOK_WORKER + 1] = {COLOR_MAGENTA, A_NORMAL, A_NORMAL},
    [LOOK_WORKER + 2] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
    [LOOK_WORKER + 3] = {COLOR_YELLOW, A_NORMAL, A_NORMAL},
    [LOOK_WORKER + 4] = {-1, A_NORMAL, A_NORMAL},
};

static const char *const patterns[LOOK_WORKERS] = {"█", "▓", "▚", "▞", "▌"};

static const char *const levels[LEVELS + 1] = {" ", "▁", "▂", "▃", "▄",
                                               "▅", "▆", "▇", "█"};

static attr_t resolved[LOOK_COUNT];
static bool coloured;

static attr_t
resolve(int look)
{
    short colour = table[look].colour;

    if (!coloured)
        return table[look].plain;
    if (colour < 0)
        return table[look].attributes;
    init_pair((short)(look + 1), colour, -1);
    return table[look].attributes | (attr_t)COLOR_PAIR(look + 1);
}

void
look_init(bool colours)
{
    coloured = colours;
    for (int look = 0; look < LOOK_COUNT; look++)
        resolved[look] = resolve(look);
}

unsigned
look_attributes(enum look look)
{
    return resolved[look];
}

enum look
look_of_span(const struct span *span, unsigned row_flags)
{
    unsigned style = span->style;

    if (style & STYLE_KEY)
        return LOOK_KEY;
    if (style & STYLE_HEADING)
        return LOOK_HEADING;
    if (style & (STYLE_DECORATION | STYLE_COMMENT))
        return style & STYLE_STRONG ? LOOK_STRONG : LOOK_DIM;
    if (style & STYLE_KEYWORD)
        return LOOK_KEYWORD;
    if (style & STYLE_LINK)
        return LOOK_LINK;
    if (style & STYLE_STRONG)
        return LOOK_STRONG;
    if (style & STYLE_CODE)
        return row_flags & ROW_CODE ? LOOK_TEXT : LOOK_CODE;
    if (style & STYLE_EMPHASIS)
        return LOOK_EMPHASIS;
    if (style & (STYLE_HTML | STYLE_STRIKE))
        return LOOK_DIM;
    return LOOK_TEXT;
}

enum look
look_of_worker(unsigned long number)
{
    return (enum look)(LOOK_WORKER + (int)(number % LOOK_WORKERS));
}

const char *
look_pattern(unsigned long number)
{
    return patterns[coloured ? 0 : number % LOOK_WORKERS];
}

const char *
look_level(double percent)
{
    int level = (int)(percent * LEVELS / 100 + 0.5);

    if (level > LEVELS)
        level = LEVELS;
    return levels[percent > 0 && level < 1 ? 1 : level];
}
