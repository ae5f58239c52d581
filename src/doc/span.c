/* A growing row of spans. */
#include "doc/span.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define BLANKS "                                "

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

/* Whether the new text is the rest of the last span. */
static bool
continues(const struct spans *spans, const char *text, int columns,
          struct look look)
{
    const struct span *last;

    if (!spans->count)
        return false;
    last = &spans->items[spans->count - 1];
    return last->text + last->bytes == text && last->style == look.style &&
           last->link == look.link && last->columns + columns <= USHRT_MAX;
}

static void
add_part(struct spans *spans, const char *text, size_t bytes, int columns,
         struct look look)
{
    struct span *last;

    spans->columns += columns;
    if (continues(spans, text, columns, look)) {
        last = &spans->items[spans->count - 1];
        last->bytes += (unsigned)bytes;
        last->columns = (unsigned short)(last->columns + columns);
        return;
    }
    MEM_GROW(spans->items, spans->count, spans->cap);
    spans->items[spans->count++] = (struct span){
        .text = text,
        .bytes = (unsigned)bytes,
        .columns = (unsigned short)columns,
        .style = (unsigned short)look.style,
        .link = look.link,
    };
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
spans_add_text(struct spans *spans, const char *text, struct look look)
{
    size_t len = strlen(text);

    spans_add(spans, text, len, utf8_columns(text, len), look);
}

void
spans_pad(struct spans *spans, int columns, struct look look)
{
    static const char blanks[] = BLANKS;
    int most = (int)sizeof blanks - 1;

    for (; columns > 0; columns -= most) {
        int part = columns < most ? columns : most;

        add_part(spans, blanks, (size_t)part, part, look);
    }
}

void
spans_add_all(struct spans *spans, const struct spans *more)
{
    for (size_t i = 0; i < more->count; i++) {
        const struct span *span = &more->items[i];

        add_part(spans, span->text, span->bytes, span->columns,
                 (struct look){span->style, span->link});
    }
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
