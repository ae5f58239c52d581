/* The part of a row that a window shows. */
#include "doc/rows.h"

#include "base/utf8.h"

struct cut {
    int from;                   /* columns of the row that are shown: */
    int to;                     /* from..to */
    int at;                     /* column that was come to */
    struct span *spans;
    size_t count;
    size_t max;
};

/*
 * A wide character that is half outside leaves a blank, so that what
 * follows keeps its column.
 */
static void
add_blank(struct cut *cut, const struct span *span)
{
    if (cut->count == cut->max || cut->from >= cut->to)
        return;
    cut->spans[cut->count] = *span;
    cut->spans[cut->count].text = " ";
    cut->spans[cut->count].bytes = 1;
    cut->spans[cut->count++].columns = 1;
}

static void
cut_span(struct cut *cut, const struct span *span)
{
    struct span part = *span;
    int columns;
    size_t bytes = 0;

    if (cut->at < cut->from) {
        bytes = utf8_fit(span->text, span->bytes, cut->from - cut->at,
                         &columns);
        cut->at += columns;
        if (cut->at < cut->from && bytes < span->bytes) {
            int wide;

            bytes += utf8_cluster(span->text + bytes, span->bytes - bytes,
                                  &wide);
            cut->at += wide;
            add_blank(cut, span);
        }
    }
    if (cut->at >= cut->to)
        return;
    part.text += bytes;
    part.bytes = (unsigned)utf8_fit(part.text, span->bytes - bytes,
                                    cut->to - cut->at, &columns);
    part.columns = (unsigned short)columns;
    if (part.bytes && cut->count < cut->max)
        cut->spans[cut->count++] = part;
    cut->at += columns;
}

size_t
row_window(const struct row *row, const struct window *window,
           struct span *spans, bool *ret_left, bool *ret_right)
{
    bool left = window->first > 0 && row->columns > 0;
    bool right = row->columns - window->first > window->width;
    struct cut cut = {
        .from = window->first + left,
        .to = window->first + window->width - right,
        .spans = spans,
        .max = window->max,
    };

    for (unsigned i = 0; i < row->nspans && cut.at < cut.to; i++) {
        if (cut.at + row->spans[i].columns <= cut.from)
            cut.at += row->spans[i].columns;
        else
            cut_span(&cut, &row->spans[i]);
    }
    if (ret_left)
        *ret_left = left;
    if (ret_right)
        *ret_right = right;
    return cut.count;
}
