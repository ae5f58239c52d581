/* A growing row of spans. */
#include "doc/span.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* So many columns are added at once. */
#define CHUNK 16

void
spans_release(struct spans *spans)
{
    free(spans->items);
    *spans = (struct spans)SPANS_INIT;
}

void
spans_clear(struct spans *spans)
{
    spans->count = 0;
    spans->columns = 0;
}

/* Make the last span longer, where the new one is the rest of it. */
static inline bool
extend(struct spans *spans, const struct span *more)
{
    struct span *last;

    if (!spans->count)
        return false;
    last = &spans->items[spans->count - 1];
    if (last->text + last->bytes != more->text ||
        last->style != more->style || last->link != more->link ||
        last->columns + more->columns > USHRT_MAX)
        return false;
    last->bytes += more->bytes;
    last->columns = (unsigned short)(last->columns + more->columns);
    return true;
}

static void
add_span(struct spans *spans, const struct span *span)
{
    spans->columns += span->columns;
    if (extend(spans, span))
        return;
    MEM_GROW(spans->items, spans->count, spans->cap);
    spans->items[spans->count++] = *span;
}

static void
add_part(struct spans *spans, const char *text, size_t bytes, int columns,
         struct look look)
{
    struct span span = {
        .text = text,
        .bytes = (unsigned)bytes,
        .columns = (unsigned short)columns,
        .style = (unsigned short)look.style,
        .link = look.link,
    };

    add_span(spans, &span);
}

void
spans_add(struct spans *spans, const char *text, size_t bytes, int columns,
          struct look look)
{
    while (columns > USHRT_MAX) {
        int part;
        size_t fit = utf8_fit(text, bytes, USHRT_MAX, &part);

        add_part(spans, text, fit, part, look);
        text += fit;
        bytes -= fit;
        columns -= part;
    }
    if (bytes)
        add_part(spans, text, bytes, columns, look);
}

void
spans_pad(struct spans *spans, int columns, struct look look)
{
    static const char blanks[CHUNK + 1] = "                ";

    for (; columns > 0; columns -= CHUNK) {
        int part = columns < CHUNK ? columns : CHUNK;

        add_part(spans, blanks, (size_t)part, part, look);
    }
}

void
spans_rule(struct spans *spans, int columns, bool heavy)
{
    const char *rule = heavy ? "━━━━━━━━━━━━━━━━" : "────────────────";
    struct look look = {STYLE_DECORATION, 0};

    for (; columns > 0; columns -= CHUNK) {
        int part = columns < CHUNK ? columns : CHUNK;

        add_part(spans, rule, strlen("─") * (size_t)part, part, look);
    }
}

void
spans_add_all(struct spans *spans, const struct spans *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_span(spans, &more->items[i]);
}

void
spans_trim(struct spans *spans)
{
    while (spans->count) {
        struct span *last = &spans->items[spans->count - 1];

        if (!(last->style & STYLE_DECORATION))
            return;
        while (last->bytes && last->text[last->bytes - 1] == ' ') {
            last->bytes--;
            last->columns--;
            spans->columns--;
        }
        if (last->bytes)
            return;
        spans->count--;
    }
}
