/*
 * GitHub's tables on plain cmark.  To cmark a table is a paragraph.  So each
 * paragraph that has a delimiter row in its source is cut into cells there;
 * the cells of all tables together become the paragraphs of a second, small
 * document, which cmark parses with the first one's link definitions.
 */
#include "doc/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "doc/autolinks.h"
#include "doc/references.h"
#include "doc/strikes.h"
#include "doc/walk.h"

/* Where the node of a paragraph of the second document has to go. */
struct wanted {
    int line;
    cmark_node **node;
};

struct finder {
    struct doc *doc;
    const struct source *source;
    int *delimiters;            /* lines that may be delimiter rows */
    size_t ndelimiters;
    struct str cells;           /* the second document */
    int nlines;                 /* its lines so far */
    struct wanted *wanted;
    size_t nwanted;
    size_t wanted_cap;
};

/* Whether a line could be a delimiter row, behind some quote or list. */
static bool
may_delimit(struct piece line)
{
    bool dash = false;
    bool mark = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.text[i];

        dash |= c == '-';
        mark |= c == '|' || c == ':';
        if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t' &&
            c != '>')
            return false;
    }
    return dash && mark;
}

static void
find_delimiters(struct finder *finder)
{
    size_t cap = 0;

    for (int i = 2; (size_t)i <= finder->source->count; i++) {
        if (!may_delimit(source_line(finder->source, i)))
            continue;
        MEM_GROW(finder->delimiters, finder->ndelimiters, cap);
        finder->delimiters[finder->ndelimiters++] = i;
    }
}

/* The first line after `line` that may be a delimiter row; 0 for none. */
static int
delimiter_after(const struct finder *finder, int line)
{
    size_t low = 0;
    size_t high = finder->ndelimiters;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (finder->delimiters[mid] <= line)
            low = mid + 1;
        else
            high = mid;
    }
    return low < finder->ndelimiters ? finder->delimiters[low] : 0;
}

/*
 * Take the next cell off a row that is trimmed and without its first pipe;
 * false at its end.  A pipe behind a backslash belongs to the cell.
 */
static bool
next_cell(struct piece *row, struct piece *ret_cell)
{
    size_t at = 0;

    if (!row->len)
        return false;
    while (at < row->len && (row->text[at] != '|' ||
                             (at && row->text[at - 1] == '\\')))
        at++;
    *ret_cell = piece_trim((struct piece){row->text, at});
    if (at < row->len)
        at++;
    row->text += at;
    row->len -= at;
    return true;
}

static struct piece
open_row(struct piece line)
{
    line = piece_trim(line);
    if (line.len && *line.text == '|') {
        line.text++;
        line.len--;
    }
    return line;
}

static int
count_cells(struct piece line)
{
    struct piece row = open_row(line);
    struct piece cell;
    int count = 0;

    while (next_cell(&row, &cell))
        count++;
    return count;
}

/* The alignment that a delimiter cell asks for, or -1 where it is none. */
static int
parse_align(struct piece cell)
{
    bool left = cell.len && *cell.text == ':';
    bool right = cell.len > 1 && cell.text[cell.len - 1] == ':';
    size_t dashes = cell.len - left - right;

    if (!dashes)
        return -1;
    for (size_t i = left; i < left + dashes; i++) {
        if (cell.text[i] != '-')
            return -1;
    }
    return right ? left ? ALIGN_CENTER : ALIGN_RIGHT : ALIGN_LEFT;
}

/* A paragraph's lines, without what its containers put before them. */
struct lines {
    const struct source *source;
    int first;
    int last;
    size_t start;               /* bytes before the text of the first */
    int quotes;
};

static struct lines
lines_of(const struct finder *finder, cmark_node *node)
{
    struct lines lines = {
        .source = finder->source,
        .first = cmark_node_get_start_line(node),
        .last = cmark_node_get_end_line(node),
        .start = (size_t)cmark_node_get_start_column(node) - 1,
    };

    while ((node = cmark_node_parent(node)))
        lines.quotes += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    return lines;
}

static struct piece
line_of(const struct lines *lines, int number)
{
    struct piece line = source_line(lines->source, number);
    size_t skip = lines->start < line.len ? lines->start : line.len;

    if (number > lines->first)
        return piece_unquote(line, lines->quotes);
    line.text += skip;
    line.len -= skip;
    return line;
}

/* Whether `line` is set in so far that it continues a text at `start`. */
static bool
is_indented(const struct lines *lines, int number)
{
    struct piece line = source_line(lines->source, number);
    size_t columns = 0;

    for (size_t i = 0; i < line.len && strchr(" \t>", line.text[i]); i++)
        columns = line.text[i] == '\t' ? (columns | 3) + 1 : columns + 1;
    return columns >= lines->start + 4;
}

/*
 * Read the delimiter row on line `number`.  Returns 0 and fills table's
 * columns, or -1 where the line is none or does not match its header.
 */
static int
read_delimiter(struct finder *finder, const struct lines *lines, int number,
               struct table *table)
{
    struct piece line = line_of(lines, number);
    int ncolumns = count_cells(line);
    struct piece row = open_row(line);
    struct piece cell;
    unsigned char *aligns;

    if (!ncolumns || is_indented(lines, number) ||
        count_cells(line_of(lines, number - 1)) != ncolumns)
        return -1;
    aligns = arena_take(&finder->doc->arena, (size_t)ncolumns);
    for (int i = 0; next_cell(&row, &cell); i++) {
        int align = parse_align(cell);

        if (align < 0)
            return -1;
        aligns[i] = (unsigned char)align;
    }
    table->ncolumns = ncolumns;
    table->aligns = aligns;
    return 0;
}

/* Ask for the node of the paragraph that comes next in the second text. */
static void
want(struct finder *finder, cmark_node **node)
{
    MEM_GROW(finder->wanted, finder->nwanted, finder->wanted_cap);
    finder->wanted[finder->nwanted++] = (struct wanted){
        .line = finder->nlines + 1,
        .node = node,
    };
}

/* Most cells hold nothing that cmark would have to look at. */
static bool
has_markup(struct piece cell)
{
    for (size_t i = 0; i < cell.len; i++) {
        if (strchr("\\`*_[]<>&~", cell.text[i]))
            return true;
    }
    return autolinks_may_hold(cell.text, cell.len);
}

static void
add_cell(struct finder *finder, struct piece piece, struct table_cell *cell)
{
    if (!has_markup(piece)) {
        if (piece.len)
            cell->text = arena_copy(&finder->doc->arena, piece.text,
                                    piece.len);
        return;
    }
    want(finder, &cell->node);
    str_add(&finder->cells, TABLE_CELL_PREFIX);
    for (size_t i = 0; i < piece.len; i++) {
        if (piece.text[i] == '\\' && i + 1 < piece.len &&
            piece.text[i + 1] == '|')
            continue;
        str_add_char(&finder->cells, piece.text[i]);
    }
    str_add(&finder->cells, "\n\n");
    finder->nlines += 2;
}

static void
add_row(struct finder *finder, struct table *table, struct piece line,
        int number)
{
    struct table_row *row = &table->rows[table->nrows++];
    int ncells = count_cells(line);
    struct piece rest = open_row(line);
    struct piece cell;

    row->line = number;
    row->ncells = ncells < table->ncolumns ? ncells : table->ncolumns;
    row->cells = arena_take_zero(&finder->doc->arena,
                                 (size_t)row->ncells * sizeof *row->cells);
    for (int i = 0; i < row->ncells && next_cell(&rest, &cell); i++)
        add_cell(finder, cell, &row->cells[i]);
}

/* The lines above the header stay a paragraph, with definitions and all. */
static void
add_intro(struct finder *finder, const struct lines *lines, int header,
          struct table *table)
{
    table->intro = NULL;
    if (header == lines->first)
        return;
    want(finder, &table->intro);
    for (int i = lines->first; i < header; i++) {
        struct piece line = line_of(lines, i);

        str_add_n(&finder->cells, line.text, line.len);
        str_add_char(&finder->cells, '\n');
    }
    str_add_char(&finder->cells, '\n');
    finder->nlines += header - lines->first + 1;
}

/* What cmark made of its rows is in the way, and half of all memory. */
static void
add_table(struct finder *finder, cmark_node *node, const struct lines *lines,
          int delimiter, struct table *found)
{
    struct arena *arena = &finder->doc->arena;
    struct table *table = arena_take_zero(arena, sizeof *table);
    size_t max = (size_t)(lines->last - delimiter) + 1;

    *table = *found;
    table->line = lines->first;
    table->rows = arena_take_zero(arena, max * sizeof *table->rows);
    add_intro(finder, lines, delimiter - 1, table);
    add_row(finder, table, line_of(lines, delimiter - 1), delimiter - 1);
    for (int i = delimiter + 1; i <= lines->last; i++)
        add_row(finder, table, line_of(lines, i), i);
    while (cmark_node_first_child(node))
        cmark_node_free(cmark_node_first_child(node));
    cmark_node_set_user_data(node, table);
}

static void
try_paragraph(struct finder *finder, cmark_node *node)
{
    int last = cmark_node_get_end_line(node);
    int line = delimiter_after(finder, cmark_node_get_start_line(node));
    struct lines lines;
    struct table table = {0};

    if (!line || line > last)
        return;
    lines = lines_of(finder, node);
    for (; line && line <= last; line = delimiter_after(finder, line)) {
        if (read_delimiter(finder, &lines, line, &table) == 0) {
            add_table(finder, node, &lines, line, &table);
            return;
        }
    }
}

/* Parse the second text and hand its paragraphs to who wants them. */
static void
parse_cells(struct finder *finder)
{
    struct doc *doc = finder->doc;
    size_t next = 0;

    if (memchr(finder->cells.data, '[', finder->cells.len))
        references_collect(doc->root, finder->source, &finder->cells);
    doc->cells = cmark_parse_document(finder->cells.data, finder->cells.len,
                                      CMARK_OPT_DEFAULT);
    for (cmark_node *node = cmark_node_first_child(doc->cells); node;
         node = cmark_node_next(node)) {
        int line = cmark_node_get_start_line(node);

        while (next < finder->nwanted && finder->wanted[next].line < line)
            next++;
        if (next < finder->nwanted && finder->wanted[next].line == line)
            *finder->wanted[next].node = node;
    }
    strikes_find(doc->cells, finder->cells.data, finder->cells.len);
    if (autolinks_may_hold(finder->cells.data, finder->cells.len))
        autolinks_find(doc->cells);
}

void
tables_find(struct doc *doc, const struct source *source)
{
    struct finder finder = {.doc = doc, .source = source};
    struct walk walk;

    find_delimiters(&finder);
    walk_init(&walk, doc->root);
    while (finder.ndelimiters && walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering)
            continue;
        if (type == CMARK_NODE_PARAGRAPH)
            try_paragraph(&finder, walk.node);
        if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
            walk_skip(&walk);
    }
    if (finder.nwanted)
        parse_cells(&finder);
    free(finder.delimiters);
    free(finder.wanted);
    str_release(&finder.cells);
}
