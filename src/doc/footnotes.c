/*
 * Footnotes.  A definition begins a line, "[^label]:", and takes the lines
 * that are set in by four columns, and those that go on with its paragraph;
 * cmark's tree of the source as it is tells these from what begins a block.
 * Labels mean the same in either case of letters; of two definitions the
 * first counts.  What is never referred to is not shown.
 *
 * The marks are parentheses and digits, raised: as ASCII they are still told
 * from the text before them, and Markdown takes them for punctuation, as it
 * does the brackets that they stand for.
 */
#include "doc/footnotes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/mem.h"
#include "doc/lines.h"
#include "doc/markup.h"
#include "doc/walk.h"

#define INDENT 4                /* columns of what belongs to a definition */
#define LINE_NOTE 'n'           /* of a definition; beside enum line_use */
#define BACK "↩"

struct note {
    struct piece label;
    int first;                  /* its lines */
    int last;
    int number;                 /* from 1; 0 while it is not referred to */
};

struct finder {
    const struct source *source;
    char *uses;                 /* of its lines */
    struct note *notes;
    size_t count;
    size_t cap;
    unsigned *slots;            /* notes by label: index + 1, 0 where free */
    size_t nslots;              /* a power of two */
    size_t *order;              /* notes by number */
    int nordered;
};

/* A text whose references become marks. */
struct marker {
    struct finder *finder;
    const struct source *source;
    const char *uses;           /* of its lines, or NULL */
    int line;                   /* lines before it are done */
    size_t copied;              /* bytes that are done */
    struct str *out;
};

void
footnotes_mark(struct str *text, int number)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴",
                                         "⁵", "⁶", "⁷", "⁸", "⁹"};
    struct str plain = STR_INIT;

    str_add_format(&plain, "%d", number);
    str_add(text, "⁽");
    for (size_t i = 0; i < plain.len; i++)
        str_add(text, digits[plain.data[i] - '0']);
    str_add(text, "⁾");
    str_release(&plain);
}

/* The label of "[^label]" at `piece`; empty where there is none. */
static struct piece
label_at(struct piece piece)
{
    size_t len = 2;

    if (piece.len < 4 || memcmp(piece.text, "[^", 2) != 0)
        return (struct piece){"", 0};
    while (len < piece.len && !strchr("] \t\r\n", piece.text[len]))
        len++;
    if (len == piece.len || piece.text[len] != ']')
        return (struct piece){"", 0};
    return (struct piece){piece.text + 2, len - 2};
}

static size_t
leading_spaces(struct piece piece)
{
    size_t spaces = 0;

    while (spaces < piece.len && piece.text[spaces] == ' ')
        spaces++;
    return spaces;
}

/* What stands behind the label that begins a line; false for none. */
static bool
begins_note(struct piece line, struct piece *ret_label,
            struct piece *ret_rest)
{
    size_t spaces = leading_spaces(line);
    struct piece label;
    size_t after;

    if (spaces >= INDENT)
        return false;
    label = label_at((struct piece){line.text + spaces, line.len - spaces});
    after = spaces + 2 + label.len + 1;
    if (!label.len || after >= line.len || line.text[after] != ':')
        return false;
    *ret_label = label;
    *ret_rest = piece_trim(
        (struct piece){line.text + after + 1, line.len - after - 1});
    return true;
}

static bool
is_blank(struct piece line)
{
    return piece_trim(line).len == 0;
}

/* Bytes that make up to INDENT columns at the start of a line. */
static size_t
indent_bytes(struct piece line, size_t *ret_columns)
{
    size_t columns = 0;
    size_t at = 0;

    while (at < line.len && columns < INDENT &&
           (line.text[at] == ' ' || line.text[at] == '\t'))
        columns = line.text[at++] == '\t' ? INDENT : columns + 1;
    *ret_columns = columns;
    return at;
}

/* Whether a line that is not blank belongs to the note before it. */
static bool
continues(const struct finder *finder, int number, bool behind_blank)
{
    struct piece line = source_line(finder->source, number);
    struct piece label, rest;
    size_t columns;

    indent_bytes(line, &columns);
    if (columns == INDENT)
        return true;
    return !behind_blank && finder->uses[number - 1] == LINE_INSIDE &&
           !begins_note(line, &label, &rest);
}

static int
last_line(const struct finder *finder, int first)
{
    int last = first;

    for (int i = first + 1; (size_t)i <= finder->source->count; i++) {
        if (is_blank(source_line(finder->source, i)))
            continue;
        if (!continues(finder, i, i > last + 1))
            break;
        last = i;
    }
    return last;
}

static void
find_notes(struct finder *finder)
{
    for (int i = 1; (size_t)i <= finder->source->count; i++) {
        struct note note = {.first = i};
        struct piece rest;

        if (finder->uses[i - 1] == LINE_CODE ||
            !begins_note(source_line(finder->source, i), &note.label, &rest))
            continue;
        note.last = last_line(finder, i);
        MEM_GROW(finder->notes, finder->count, finder->cap);
        finder->notes[finder->count++] = note;
        i = note.last;
    }
}

static bool
is_same(struct piece one, struct piece other)
{
    return one.len == other.len &&
           strncasecmp(one.text, other.text, one.len) == 0;
}

static uint64_t
hash_of(struct piece label)
{
    uint64_t hash = HASH_INIT;

    for (size_t i = 0; i < label.len; i++) {
        char c = label.text[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        hash = hash_add(hash, &c, 1);
    }
    return hash;
}

/* The slot of that label, or the free one where it belongs. */
static unsigned *
find_slot(const struct finder *finder, struct piece label)
{
    size_t mask = finder->nslots - 1;
    size_t at = (size_t)hash_of(label) & mask;

    while (finder->slots[at] &&
           !is_same(finder->notes[finder->slots[at] - 1].label, label))
        at = (at + 1) & mask;
    return &finder->slots[at];
}

/* Make the notes known by their labels, and their lines as theirs. */
static void
index_notes(struct finder *finder)
{
    finder->nslots = 16;
    while (finder->nslots < finder->count * 2)
        finder->nslots *= 2;
    finder->slots = mem_new(finder->nslots * sizeof *finder->slots);
    finder->order = mem_new(finder->count * sizeof *finder->order);
    for (size_t i = 0; i < finder->count; i++) {
        const struct note *note = &finder->notes[i];
        unsigned *slot = find_slot(finder, note->label);

        if (!*slot)
            *slot = (unsigned)i + 1;
        memset(finder->uses + note->first - 1, LINE_NOTE,
               (size_t)(note->last - note->first) + 1);
    }
}

/* The number of the note with that label; 0 where there is none. */
static int
number_of(struct finder *finder, struct piece label)
{
    unsigned index = label.len ? *find_slot(finder, label) : 0;
    struct note *note;

    if (!index)
        return 0;
    note = &finder->notes[index - 1];
    if (!note->number) {
        finder->order[finder->nordered++] = index - 1;
        note->number = finder->nordered;
    }
    return note->number;
}

static void
copy_until(struct marker *marker, size_t offset)
{
    if (offset > marker->copied)
        str_add_n(marker->out, marker->source->text + marker->copied,
                  offset - marker->copied);
    marker->copied = offset;
}

/* Be done with all lines before `line`: of those of notes, keep the ends. */
static void
advance(struct marker *marker, int line)
{
    const struct source *source = marker->source;

    for (; marker->uses && marker->line < line; marker->line++) {
        size_t start = source->starts[marker->line - 1];

        if (marker->uses[marker->line - 1] != LINE_NOTE)
            continue;
        copy_until(marker, start);
        marker->copied = start + source_line(source, marker->line).len;
    }
}

/* Mark the references in lines first..last, none of them of a note. */
static void
mark_lines(struct marker *marker, int first, int last)
{
    const struct source *source = marker->source;
    size_t start = source->starts[first - 1];
    size_t end = source->starts[last];
    struct markup markup;

    advance(marker, first);
    if (!text_find(source->text + start, end - start, "[^", 1))
        return;
    markup_begin(&markup, source->text + start, end - start);
    while (markup.at < markup.end) {
        struct piece here = {markup.at, (size_t)(markup.end - markup.at)};
        struct piece label = label_at(here);
        int number = number_of(marker->finder, label);

        if (number) {
            copy_until(marker, (size_t)(markup.at - source->text));
            footnotes_mark(marker->out, number);
            marker->copied += label.len + 3;
            markup.at += label.len + 3;
        } else {
            markup_pass(&markup);
        }
    }
}

/* The same in a paragraph, which notes may interrupt. */
static void
mark_paragraph(struct marker *marker, cmark_node *node)
{
    int first = cmark_node_get_start_line(node);
    int last = cmark_node_get_end_line(node);

    if (first < 1 || (size_t)last > marker->source->count)
        return;
    while (first <= last) {
        int end = first;

        while (end <= last &&
               (!marker->uses || marker->uses[end - 1] != LINE_NOTE))
            end++;
        if (end > first)
            mark_lines(marker, first, end - 1);
        first = end + 1;
    }
}

static void
mark_all(struct marker *marker, cmark_node *root)
{
    struct walk walk;

    walk_init(&walk, root);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering || (type != CMARK_NODE_PARAGRAPH &&
                               type != CMARK_NODE_HEADING))
            continue;
        mark_paragraph(marker, walk.node);
        walk_skip(&walk);
    }
    advance(marker, (int)marker->source->count + 1);
    copy_until(marker, marker->source->len);
}

/* What a note says, without what sets its lines in. */
static void
add_content(const struct finder *finder, const struct note *note,
            struct str *content)
{
    struct piece label, rest;

    begins_note(source_line(finder->source, note->first), &label, &rest);
    str_add_n(content, rest.text, rest.len);
    for (int i = note->first + 1; i <= note->last; i++) {
        struct piece line = source_line(finder->source, i);
        size_t columns;
        size_t bytes = indent_bytes(line, &columns);

        bytes = columns == INDENT ? bytes : 0;
        if (content->len)
            str_add_char(content, '\n');
        str_add_n(content, line.text + bytes, line.len - bytes);
    }
}

/* The same with marks for references. */
static void
add_marked(struct finder *finder, const struct note *note, struct str *marked)
{
    struct str content = STR_INIT;
    struct source source;
    cmark_node *root;

    add_content(finder, note, &content);
    root = cmark_parse_document(str_text(&content), content.len,
                                CMARK_OPT_DEFAULT);
    source_init(&source, str_text(&content), content.len);
    mark_all(&(struct marker){.finder = finder,
                              .source = &source,
                              .out = marked},
             root);
    source_release(&source);
    cmark_node_free(root);
    str_release(&content);
}

/* An item of a list: its lines behind the first stand below its text. */
static void
add_item(struct str *notes, int number, const struct str *marked)
{
    struct source source;
    size_t before = notes->len;
    int width;
    bool begun = false;

    str_add_format(notes, "%d. ", number);
    width = (int)(notes->len - before);
    source_init(&source, str_text(marked), marked->len);
    for (int i = 1; (size_t)i <= source.count; i++) {
        struct piece line = source_line(&source, i);
        size_t spaces = leading_spaces(line);

        if (!begun && is_blank(line))
            continue;
        if (begun)
            str_add_format(notes, "\n%*s", width, "");
        else if (spaces < INDENT)
            line = (struct piece){line.text + spaces, line.len - spaces};
        str_add_n(notes, line.text, line.len);
        begun = true;
    }
    str_add_char(notes, '\n');
    source_release(&source);
}

/* References in notes come behind those in the text, in their order. */
static void
add_notes(struct finder *finder, struct str *notes)
{
    for (int i = 0; i < finder->nordered; i++) {
        struct str marked = STR_INIT;

        add_marked(finder, &finder->notes[finder->order[i]], &marked);
        add_item(notes, i + 1, &marked);
        str_release(&marked);
    }
}

bool
footnotes_take(cmark_node *root, const struct source *source,
               struct str *text, struct str *notes)
{
    struct finder finder = {.source = source};

    if (!text_find(source->text, source->len, "[^", 1) ||
        !text_find(source->text, source->len, "]:", 1))
        return false;
    finder.uses = lines_uses(root, source);
    find_notes(&finder);
    if (finder.count) {
        index_notes(&finder);
        mark_all(&(struct marker){.finder = &finder,
                                  .source = source,
                                  .uses = finder.uses,
                                  .line = 1,
                                  .out = text},
                 root);
        add_notes(&finder, notes);
    }
    free(finder.order);
    free(finder.slots);
    free(finder.notes);
    free(finder.uses);
    return finder.count > 0;
}

void
footnotes_lead_back(cmark_node *root)
{
    cmark_node *list = cmark_node_first_child(root);
    cmark_node *item = list ? cmark_node_first_child(list) : NULL;

    for (; item; item = cmark_node_next(item)) {
        cmark_node *last = cmark_node_last_child(item);
        cmark_node *back = cmark_node_new(CMARK_NODE_TEXT);
        bool joins = last &&
                     cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH &&
                     !cmark_node_get_user_data(last);

        cmark_node_set_literal(back, joins ? " " BACK : BACK);
        if (!joins) {
            last = cmark_node_new(CMARK_NODE_PARAGRAPH);
            cmark_node_append_child(item, last);
        }
        cmark_node_append_child(last, back);
    }
}
