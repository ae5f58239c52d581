/*
 * Formulas.  cmark would take their * and _ for emphasis and their
 * backslashes for escapes, so they have to go before it looks; but only its
 * tree knows where text is and where code.  So a document with formulas is
 * parsed twice, and this is what happens between.
 *
 * A dollar begins a formula where no letter or digit stands before it and no
 * blank behind it, and the next one on the line ends it where it is the
 * other way round: "$5 and $6" is money.  Two dollars enclose lines.
 */
#include "doc/math.h"

#include <ctype.h>
#include <string.h>

#include "doc/markup.h"
#include "doc/tex.h"
#include "doc/walk.h"

#define FORMULA_MAX 2000        /* bytes */
#define COLUMN_MAX 64

struct reader {
    const struct source *source;
    struct str *out;
    size_t copied;              /* bytes of the source that are done */
    struct markup markup;       /* the block that is read */
};

/* Punctuation means nothing to Markdown behind a backslash. */
static void
add_escaped(struct str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (ispunct((unsigned char)text[i]))
            str_add_char(out, '\\');
        str_add_char(out, text[i]);
    }
}

static bool
add_formula(struct str *out, const char *tex, size_t len)
{
    struct str text = STR_INIT;
    bool understood = tex_text(&text, tex, len);

    if (understood)
        add_escaped(out, str_text(&text), text.len);
    str_release(&text);
    return understood;
}

/* Bytes that containers put before a line's text. */
static size_t
margin(const char *text, const char *end)
{
    const char *at = text;

    while (at < end && (*at == ' ' || *at == '>'))
        at++;
    return (size_t)(at - text);
}

/*
 * Add a formula line by line.  Its first line may become empty, so that the
 * others stand at the start of a paragraph: one set in too far, which would
 * become code there, is not understood.
 */
static bool
add_lines(struct str *out, const char *tex, const char *end, size_t most)
{
    bool understood = true;

    while (understood) {
        const char *feed = memchr(tex, '\n', (size_t)(end - tex));
        const char *stop = feed ? feed : end;

        understood = add_formula(out, tex, (size_t)(stop - tex));
        if (!feed)
            break;
        str_add_char(out, '\n');
        tex = feed + 1;
        understood &= margin(tex, end) <= most;
        str_add_n(out, tex, margin(tex, end));
        tex += margin(tex, end);
    }
    return understood;
}

static const char *
limit_of(const struct reader *reader, const char *from)
{
    return reader->markup.end - from > FORMULA_MAX ? from + FORMULA_MAX
                                            : reader->markup.end;
}

/* The dollar that ends the formula at text, or NULL. */
static const char *
find_end(const struct reader *reader, const char *text)
{
    const char *limit = limit_of(reader, text);
    const char *at = text;

    if (at == limit || isspace((unsigned char)*at))
        return NULL;
    while (at < limit && *at != '$') {
        if (*at == '\n' || *at == '`')
            return NULL;
        at += *at == '\\' ? 2 : 1;
    }
    if (at >= limit || at == text || isspace((unsigned char)at[-1]))
        return NULL;
    return at + 1 < reader->markup.end &&
                   (isalnum((unsigned char)at[1]) || at[1] == '$')
               ? NULL
               : at;
}

/* Bytes before the place on its line, as far as containers may reach. */
static size_t
column_of(const struct reader *reader)
{
    const char *at = reader->markup.at;

    while (at > reader->source->text && at[-1] != '\n' &&
           reader->markup.at - at < COLUMN_MAX)
        at--;
    return (size_t)(reader->markup.at - at);
}

/* Replace what stands between `marks` dollars here and those at `end`. */
static bool
replace(struct reader *reader, size_t marks, const char *end)
{
    const char *text = reader->markup.at + marks;
    struct str formula = STR_INIT;
    bool understood = add_lines(&formula, text, end,
                                marks > 1 ? column_of(reader) + 3 : 0);

    if (understood) {
        const char *start = reader->source->text + reader->copied;

        str_add_n(reader->out, start, (size_t)(reader->markup.at - start));
        str_add_n(reader->out, str_text(&formula), formula.len);
        reader->markup.at = end + marks;
        reader->copied = (size_t)(reader->markup.at - reader->source->text);
    }
    str_release(&formula);
    return understood;
}

/* Pass the dollars here, with the formula that they begin. */
static void
pass_dollars(struct reader *reader)
{
    const char *at = reader->markup.at;
    size_t marks = 1;
    char before = at > reader->source->text ? at[-1] : ' ';
    const char *end = NULL;

    while (at + marks < reader->markup.end && at[marks] == '$')
        marks++;
    if (marks == 2)
        end = memmem(at + 2, (size_t)(limit_of(reader, at + 2) - at - 2),
                     "$$", 2);
    else if (marks == 1 && !isalnum((unsigned char)before))
        end = find_end(reader, at + 1);
    if (!end || !replace(reader, marks, end))
        reader->markup.at += marks;
}

static void
read_block(struct reader *reader)
{
    while (reader->markup.at < reader->markup.end) {
        if (*reader->markup.at == '$')
            pass_dollars(reader);
        else
            markup_pass(&reader->markup);
    }
}

static void
read_lines(struct reader *reader, size_t first, size_t last)
{
    const struct source *source = reader->source;
    size_t start, end;

    if (first < 1 || last < first || last > source->count)
        return;
    start = source->starts[first - 1];
    end = source->starts[last];
    if (start < reader->copied ||
        !memchr(source->text + start, '$', end - start))
        return;
    markup_begin(&reader->markup, source->text + start, end - start);
    read_block(reader);
}

bool
math_replace(struct str *text, const struct source *source, cmark_node *root)
{
    struct reader reader = {.source = source, .out = text};
    struct walk walk;

    walk_init(&walk, root);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering || (type != CMARK_NODE_PARAGRAPH &&
                               type != CMARK_NODE_HEADING))
            continue;
        read_lines(&reader, (size_t)cmark_node_get_start_line(walk.node),
                   (size_t)cmark_node_get_end_line(walk.node));
        walk_skip(&walk);
    }
    if (reader.copied)
        str_add_n(text, source->text + reader.copied,
                  source->len - reader.copied);
    return reader.copied > 0;
}
