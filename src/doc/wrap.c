/*
 * Text into lines, greedily: a word is held back until a space, a wide
 * character or the end shows how long it is.
 */
#include "doc/wrap.h"

#include <ctype.h>

#include "base/utf8.h"

void
wrap_begin(struct wrap *wrap, int width, wrap_emit *emit, void *context)
{
    wrap->width = width;
    wrap->emit = emit;
    wrap->context = context;
    wrap->widest_word = 0;
    wrap->after = AFTER_TEXT;
    spans_clear(&wrap->filled);
    spans_clear(&wrap->space);
    spans_clear(&wrap->word);
}

void
wrap_release(struct wrap *wrap)
{
    spans_release(&wrap->filled);
    spans_release(&wrap->space);
    spans_release(&wrap->word);
}

static void
flush_line(struct wrap *wrap)
{
    struct wrap_line line = {
        .spans = &wrap->filled,
        .offset = wrap->filled.count ? wrap->filled_offset : wrap->offset,
        .line = wrap->filled.count ? wrap->filled_line : wrap->line,
    };

    wrap->emit(&line, wrap->context);
    spans_clear(&wrap->filled);
    spans_clear(&wrap->space);
}

/* The line begins with what stands at `offset`. */
static void
begin_line(struct wrap *wrap, size_t offset)
{
    wrap->filled_offset = offset;
    wrap->filled_line = wrap->word_line;
}

/* Cut a word that is wider than a line; lines before it are done. */
static void
split_word(struct wrap *wrap)
{
    size_t offset = wrap->word_offset;

    for (size_t i = 0; i < wrap->word.count; i++) {
        struct span rest = wrap->word.items[i];

        while (rest.bytes) {
            int columns;
            size_t fit = utf8_fit(rest.text, rest.bytes,
                                  wrap->width - wrap->filled.columns,
                                  &columns);

            if (!fit && wrap->filled.count) {
                flush_line(wrap);
                continue;
            }
            if (!fit)
                fit = utf8_cluster(rest.text, rest.bytes, &columns);
            if (!wrap->filled.count)
                begin_line(wrap, offset);
            spans_add(&wrap->filled, rest.text, fit, columns,
                      (struct look){rest.style, rest.link});
            if (!(rest.style & STYLE_DECORATION))
                offset += fit;
            rest.text += fit;
            rest.bytes -= (unsigned)fit;
        }
    }
}

/* The word is whole: put it into this line or into the next one. */
static void
end_word(struct wrap *wrap)
{
    int columns = wrap->word.columns;

    wrap->after = AFTER_TEXT;
    if (!wrap->word.count)
        return;
    if (columns > wrap->widest_word)
        wrap->widest_word = columns;
    if (wrap->filled.count && wrap->filled.columns + wrap->space.columns +
                                      columns > wrap->width)
        flush_line(wrap);
    if (columns > wrap->width) {
        split_word(wrap);
    } else {
        if (!wrap->filled.count)
            begin_line(wrap, wrap->word_offset);
        if (wrap->filled.columns + wrap->space.columns + columns <=
            wrap->width)
            spans_add_all(&wrap->filled, &wrap->space);
        spans_add_all(&wrap->filled, &wrap->word);
    }
    spans_clear(&wrap->space);
    spans_clear(&wrap->word);
}

/* The word, should it begin here, begins at byte `at` of the new text. */
static void
place_word(struct wrap *wrap, size_t at)
{
    if (!wrap->word.count) {
        wrap->word_offset = wrap->offset + at;
        wrap->word_line = wrap->line;
    }
}

/* Spaces count one by one in code, elsewhere a run of them is one. */
static void
add_space(struct wrap *wrap, const char *text, struct look look)
{
    end_word(wrap);
    if (!wrap->filled.count || (wrap->space.count &&
                                !(look.style & STYLE_CODE)))
        return;
    spans_add(&wrap->space, text, 1, 1, look);
}

void
wrap_space(struct wrap *wrap, struct look look)
{
    add_space(wrap, " ", look);
}

/* Signs that stay with the one before them, or with the one after. */
static bool
closes(uint32_t code)
{
    static const uint32_t all[] = {
        0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
        0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F,
    };

    if (code < 0x3000 || (code > 0x30FF && code < 0xFF00))
        return false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i] == code)
            return true;
    }
    return false;
}

static bool
opens(uint32_t code)
{
    if (code < 0x80)
        return code == '(' || code == '[' || code == '{' || code == '<';
    return code == 0x3008 || code == 0x300A || code == 0x300C ||
           code == 0x300E || code == 0x3010 || code == 0x3014 ||
           code == 0xFF08;
}

/* Add the cluster at text[at], which is not plain ASCII; its bytes. */
static size_t
add_cluster(struct wrap *wrap, const char *text, size_t at, size_t len,
            struct look look)
{
    uint32_t code;
    int columns;
    size_t bytes = utf8_cluster(text + at, len - at, &columns);

    utf8_decode(text + at, len - at, &code);
    if (utf8_is_control(code))
        return bytes;
    if (columns == 2 && !closes(code) && wrap->after != AFTER_OPENING)
        end_word(wrap);
    place_word(wrap, at);
    spans_add(&wrap->word, text + at, bytes, columns, look);
    if (columns == 2)
        wrap->after = opens(code) ? AFTER_OPENING : AFTER_WIDE;
    else if (columns == 1)
        wrap->after = AFTER_TEXT;
    return bytes;
}

static bool
is_plain(char c)
{
    return c > ' ' && c < 0x7F;
}

/*
 * Put a whole word into the line at once, with the space before it, where
 * both are of one text and fit: most words of prose.
 */
static bool
add_whole_word(struct wrap *wrap, const char *text, size_t len,
               struct look look)
{
    const struct span *space = wrap->space.items;
    int columns = (int)len + 1;

    if (wrap->word.count || wrap->space.count != 1 || space->bytes != 1 ||
        space->text + 1 != text || space->style != look.style ||
        space->link != look.link ||
        wrap->filled.columns + columns > wrap->width)
        return false;
    spans_add(&wrap->filled, space->text, len + 1, columns, look);
    spans_clear(&wrap->space);
    if (columns - 1 > wrap->widest_word)
        wrap->widest_word = columns - 1;
    return true;
}

/*
 * Add the run of plain ASCII at text[at]; its bytes, 0 where there is none.
 * Its last letter is left out where marks may follow it.
 */
static size_t
add_plain(struct wrap *wrap, const char *text, size_t at, size_t len,
          struct look look)
{
    size_t end = at;

    while (end < len && is_plain(text[end]))
        end++;
    if (end < len && (unsigned char)text[end] >= 0x80 && end > at)
        end--;
    if (end == at)
        return 0;
    if (end < len && text[end] == ' ' &&
        add_whole_word(wrap, text + at, end - at, look))
        return end - at;
    if (wrap->after == AFTER_WIDE && isalnum((unsigned char)text[at]))
        end_word(wrap);
    place_word(wrap, at);
    spans_add(&wrap->word, text + at, end - at, (int)(end - at), look);
    wrap->after = opens((unsigned char)text[end - 1]) ? AFTER_OPENING
                                                      : AFTER_TEXT;
    return end - at;
}

void
wrap_text(struct wrap *wrap, const char *text, size_t len, struct look look)
{
    size_t at = 0;

    while (at < len) {
        char c = text[at];
        size_t taken = add_plain(wrap, text, at, len, look);

        if (taken) {
            at += taken;
        } else if (c == ' ') {
            add_space(wrap, text + at++, look);
        } else if (c == '\t' || c == '\n') {
            add_space(wrap, " ", look);
            at++;
        } else {
            at += add_cluster(wrap, text, at, len, look);
        }
    }
}

void
wrap_indent(struct wrap *wrap, int columns, struct look look)
{
    spans_clear(&wrap->space);
    spans_pad(&wrap->space, columns, look);
}

void
wrap_break(struct wrap *wrap)
{
    end_word(wrap);
    flush_line(wrap);
}

void
wrap_end(struct wrap *wrap)
{
    end_word(wrap);
    if (wrap->filled.count)
        flush_line(wrap);
    spans_clear(&wrap->space);
}
