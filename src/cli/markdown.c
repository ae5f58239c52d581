/*
 * Rows are written as they are made, so that a long text neither waits nor
 * takes much memory.
 */
#include "cli/markdown.h"

#include <string.h>

#include "doc/rows.h"

#define SPANS_MAX 256

struct meaning {
    unsigned style;
    const char *sgr;
    const char *sgr_plain; /* without colours */
};

/* The first that a span has wins; blocks of code have no colour of theirs. */
static const struct meaning meanings[] = {
    {STYLE_KEY, "7", "7"},       {STYLE_TITLE, "1;4", "1;4"},
    {STYLE_HEADING, "1", "1"},   {STYLE_STRONG, "1", "1"},
    {STYLE_COMMENT, "2", ""},    {STYLE_KEYWORD, "35", "1"},
    {STYLE_STRING, "", ""},      {STYLE_CODE, "36", ""},
    {STYLE_LINK, "4;34", "4"},   {STYLE_EMPHASIS, "4", "4"},
    {STYLE_STRIKE, "9", "9"},    {STYLE_HTML, "2", ""},
    {STYLE_DECORATION, "2", ""},
};

static const char *
sgr_of(unsigned style, bool colours)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (style & meanings[i].style)
            return colours ? meanings[i].sgr : meanings[i].sgr_plain;
    return "";
}

/* What is written, and where to. */
struct reading {
    const struct doc *doc;
    struct out *out;
};

/* The link that a span is to be clicked on as, or 0. */
static unsigned
link_of(const struct reading *reading, const struct span *span)
{
    return span->link && doc_link_is_web(reading->doc, span->link - 1)
               ? span->link
               : 0;
}

static void
add_spans(struct reading *reading, const struct span *spans, size_t count,
          unsigned flags)
{
    unsigned styles = flags & ROW_CODE ? ~(unsigned)STYLE_CODE : ~0U;
    struct out *out = reading->out;
    const char *sgr = "";
    unsigned link = 0;

    for (size_t i = 0; i < count; i++) {
        const char *next = sgr_of(spans[i].style & styles, out->colours);
        unsigned next_link = link_of(reading, &spans[i]);

        if (next_link != link)
            out_link(out,
                     next_link ? doc_link(reading->doc, next_link - 1) : NULL,
                     next_link);
        if (strcmp(next, sgr) != 0)
            out_style(out, next);
        link = next_link;
        sgr = next;
        out_add_n(out, spans[i].text, spans[i].bytes);
    }
    if (link)
        out_link(out, NULL, 0);
    if (*sgr)
        out_style(out, "");
}

/* Code is cut at the terminal's edge, which would otherwise break it. */
static void
add_cut_row(struct reading *reading, const struct row *row)
{
    struct span spans[SPANS_MAX];
    bool cut = false;
    struct window window = {.width = reading->out->columns, .max = SPANS_MAX};
    size_t count = row_window(row, &window, spans, NULL, &cut);

    add_spans(reading, spans, count, row->flags);
    if (cut)
        out_add(reading->out, "›");
}

static int
add_row(const struct row *row, void *context)
{
    struct reading *reading = context;
    struct out *out = reading->out;

    if (!out->terminal)
        for (unsigned i = 0; i < row->nspans; i++)
            out_add_n(out, row->spans[i].text, row->spans[i].bytes);
    else if (row->columns > out->columns)
        add_cut_row(reading, row);
    else
        add_spans(reading, row->spans, row->nspans, row->flags);
    out_add_n(out, "\n", 1);
    return out->error;
}

void
markdown_add(struct out *out, const struct doc *doc)
{
    struct reading reading = {.doc = doc, .out = out};

    rows_each(doc, out->columns, out->links ? ROWS_CLICKABLE : 0, add_row,
              &reading);
}

void
markdown_add_text(struct out *out, const char *text)
{
    struct doc *doc = doc_new(text, strlen(text), DOC_GITHUB | DOC_LESSON);

    markdown_add(out, doc);
    doc_free(doc);
}
