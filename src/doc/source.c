/* The lines of a Markdown text: they end in \n, \r or \r\n. */
#include "doc/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const char *
text_find(const char *text, size_t len, const char *what, size_t rare)
{
    size_t what_len = strlen(what);
    const char *end = text + len;
    const char *at = text + (rare < len ? rare : len);

    while ((at = memchr(at, what[rare], (size_t)(end - at)))) {
        if ((size_t)(end - at) < what_len - rare)
            return NULL;
        if (memcmp(at - rare, what, what_len) == 0)
            return at - rare;
        at++;
    }
    return NULL;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the line that follows the one at `at` begins. */
static size_t
next_line(const struct source *source, size_t at, bool returns)
{
    size_t left = source->len - at;
    const char *start = source->text + at;
    const char *feed = memchr(start, '\n', left);
    size_t end = feed ? (size_t)(feed - start) : left;
    const char *back = returns ? memchr(start, '\r', end) : NULL;

    if (back && back + 1 != feed)
        return at + (size_t)(back - start) + 1;
    return at + end + (feed != NULL);
}

void
source_init(struct source *source, const char *text, size_t len)
{
    size_t cap = 0;
    size_t at = 0;
    bool returns = memchr(text, '\r', len) != NULL;

    *source = (struct source){.text = text, .len = len};
    for (;;) {
        MEM_GROW(source->starts, source->count, cap);
        source->starts[source->count] = at;
        if (at >= len)
            break;
        source->count++;
        at = next_line(source, at, returns);
    }
}

void
source_release(struct source *source)
{
    free(source->starts);
    *source = (struct source){0};
}

struct piece
source_line(const struct source *source, int line)
{
    struct piece piece = {"", 0};
    size_t at = (size_t)line - 1;

    if (line < 1 || at >= source->count)
        return piece;
    piece.text = source->text + source->starts[at];
    piece.len = source->starts[at + 1] - source->starts[at];
    while (piece.len && (piece.text[piece.len - 1] == '\n' ||
                         piece.text[piece.len - 1] == '\r'))
        piece.len--;
    return piece;
}

static struct piece
trim_start(struct piece piece)
{
    while (piece.len && is_blank(*piece.text)) {
        piece.text++;
        piece.len--;
    }
    return piece;
}

struct piece
piece_trim(struct piece piece)
{
    piece = trim_start(piece);
    while (piece.len && is_blank(piece.text[piece.len - 1]))
        piece.len--;
    return piece;
}

struct piece
piece_unquote(struct piece piece, int quotes)
{
    piece = trim_start(piece);
    while (quotes-- > 0 && piece.len && *piece.text == '>') {
        piece.text++;
        piece.len--;
        piece = trim_start(piece);
    }
    return piece;
}
