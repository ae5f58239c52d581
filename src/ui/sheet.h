/*
 * Lines of styled text that a view writes and a part of the screen shows:
 * the view need not know how much of it is seen.
 */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include <stddef.h>

#include "base/arena.h"
#include "doc/rows.h"
#include "ui/hits.h"
#include "ui/look.h"

struct piece {
    const char *text;           /* the sheet's */
    size_t bytes;
    int column;                 /* where it begins */
    enum look look;
    struct hit hit;
};

struct line {
    size_t first;               /* of its pieces */
    size_t npieces;
    int columns;
};

struct sheet {
    struct arena texts;
    struct piece *pieces;
    size_t npieces, pieces_cap;
    struct line *lines;         /* the last one is being written */
    size_t nlines, lines_cap;
    int width;                  /* columns that it will be shown in */
    int cursor_line;            /* where the real cursor belongs, or -1 */
    int cursor_column;
    int anchor_line;            /* what a small window shows first, or -1 */
    int foot_line;              /* ... and last where it has some room, or -1 */
    struct hit hit;             /* of the pieces to come */
};

#define SHEET_INIT {.cursor_line = -1, .anchor_line = -1, .foot_line = -1}

void sheet_release(struct sheet *sheet);
/* Begin anew with one empty line. */
void sheet_clear(struct sheet *sheet, int width);

/* Append to the last line. */
void sheet_add(struct sheet *sheet, enum look look, const char *text);
void sheet_add_n(struct sheet *sheet, enum look look, const char *text,
                 size_t bytes);
void sheet_add_format(struct sheet *sheet, enum look look,
                      const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* `text` count times. */
void sheet_repeat(struct sheet *sheet, enum look look, const char *text,
                  int count);
/* Blanks up to that column; nothing where the line is longer. */
void sheet_tab(struct sheet *sheet, int column);
/* Blanks so that `columns` more end at the right edge. */
void sheet_right(struct sheet *sheet, int columns);
/* The real cursor belongs where the next piece begins. */
void sheet_cursor(struct sheet *sheet);
/* A click on the pieces that follow means this; HIT_NONE for nothing. */
void sheet_hit(struct sheet *sheet, struct hit hit);
/* A key's name, which a click on it presses. */
void sheet_key(struct sheet *sheet, const char *label, int key);
/* A window too small for all shows this line first. */
void sheet_anchor(struct sheet *sheet);
/* ... and the line before this one last, where it has more than a few. */
void sheet_foot(struct sheet *sheet);

/* End the line. */
void sheet_line(struct sheet *sheet);
/* End the line unless it is empty, then leave one blank line unless there
 * is one, or nothing before it. */
void sheet_gap(struct sheet *sheet);
/* A thin rule over the whole width with a word in it, and its line's end. */
void sheet_rule(struct sheet *sheet, const char *word);

/* Words, broken to the width, each line indented by `indent`. */
void sheet_wrap(struct sheet *sheet, enum look look, int indent,
                const char *text);
/* The same; what stands between backquotes is code. */
void sheet_wrap_marked(struct sheet *sheet, enum look look, int indent,
                       const char *text);
/* Each line of a text by itself. */
void sheet_wrap_lines(struct sheet *sheet, enum look look, int indent,
                      const char *text);
/* Text broken wherever a line is full, to be copied. */
void sheet_break(struct sheet *sheet, enum look look, const char *text);
/* A row of a document, as a line. */
void sheet_row(struct sheet *sheet, int indent, const struct row *row);
/* A document of its own, as wide as the sheet. */
void sheet_markdown(struct sheet *sheet, const char *markdown);

/* Lines written, not counting an empty last one. */
size_t sheet_height(const struct sheet *sheet);
/* Columns of the line that is being written. */
int sheet_column(const struct sheet *sheet);

/* The first line of a window of that height that should begin with `top`:
 * none below the last line is empty where that can be helped. */
size_t sheet_top(const struct sheet *sheet, size_t top, int height);
/* The same; where the cursor's line is in it, one above and so many below. */
size_t sheet_top_around_cursor(const struct sheet *sheet, size_t top,
                               int height, size_t below);

#endif
