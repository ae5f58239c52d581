/*
 * A document laid out: rows of styled spans, for a width in columns.  Styles
 * are meanings, not colours, so that the terminal, the plain-text reader and
 * the tests share one layout.
 *
 * Every character of text that an HTML rendering would show is in the rows,
 * in order, but for white space; what the layout adds (bullets, bars, rules,
 * link numbers) stands in spans of STYLE_DECORATION.
 */
#ifndef DOC_ROWS_H
#define DOC_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct doc;

/* Meanings; a span has any number of them. */
enum style {
    STYLE_STRONG = 1 << 0,
    STYLE_EMPHASIS = 1 << 1,
    STYLE_CODE = 1 << 2,        /* inline and block */
    STYLE_LINK = 1 << 3,
    STYLE_HEADING = 1 << 4,     /* any level */
    STYLE_TITLE = 1 << 5,       /* beside STYLE_HEADING: level 1 */
    STYLE_HTML = 1 << 6,
    STYLE_KEY = 1 << 7,         /* a key to press */
    STYLE_QUOTE = 1 << 8,
    STYLE_STRIKE = 1 << 9,      /* stands between ~ as decoration */
    STYLE_COMMENT = 1 << 10,    /* these three inside code */
    STYLE_KEYWORD = 1 << 11,
    STYLE_STRING = 1 << 12,
    STYLE_DECORATION = 1 << 15, /* added by the layout */
};

struct span {
    const char *text;           /* UTF-8, no control characters, not ended */
    unsigned bytes;
    unsigned short columns;
    unsigned short style;
    unsigned link;              /* doc_link() index + 1, or 0 */
};

enum row_flags {
    ROW_CODE = 1 << 0,          /* may be wider than the width */
    ROW_HEADING = 1 << 1,       /* belongs to a heading, not its rule */
};

struct row {
    const struct span *spans;   /* an empty row has none */
    unsigned nspans;
    int columns;                /* sum over the spans */
    unsigned flags;             /* row_flags */
    size_t offset;              /* place in the document; never decreases */
    int line;                   /* source line, from 1; of the list of links
                                 * at the end: the text's last */
    int fence;                  /* fence whose replacement it is, or -1 */
    int item;                   /* list item inside that, from 1, or 0 */
};

struct rows;

#define ROWS_MIN_WIDTH 20

/*
 * Lay out all of a document, `width` columns wide (less than ROWS_MIN_WIDTH
 * counts as that).  Only ROW_CODE rows, and words or cells that cannot be
 * broken into clusters, are wider.  rows_free() ends it, before the document.
 */
struct rows *rows_new(const struct doc *doc, int width);
void rows_free(struct rows *rows);

size_t rows_count(const struct rows *rows);
const struct row *rows_at(const struct rows *rows, size_t index);

/* The last row whose offset is not beyond `offset`; 0 for no rows. */
size_t rows_find(const struct rows *rows, size_t offset);

enum rows_flags {
    ROWS_CLICKABLE = 1 << 0,    /* whoever shows the rows makes links of the
                                 * web work, which need no number then */
};

/*
 * The same layout, handed out block by block, so that a long document needs
 * little memory: the row is valid during the call.  A result other than 0
 * of `each` ends it and is returned.  `flags` are rows_flags.
 */
int rows_each(const struct doc *doc, int width, unsigned flags,
              int (*each)(const struct row *row, void *context),
              void *context);

/* Through which a row is seen. */
struct window {
    int first;                  /* column of the row that it begins at */
    int width;                  /* columns that are seen */
    size_t max;                 /* spans that there is room for */
};

/*
 * The part of a row that is seen through a window: up to window->max spans,
 * never half a cluster, the number of which is returned.  ret_left and
 * ret_right (may be NULL) say whether something is cut there; where it is,
 * the first or last column of the window is left free for a mark.
 */
size_t row_window(const struct row *row, const struct window *window,
                  struct span *spans, bool *ret_left, bool *ret_right);

#endif
