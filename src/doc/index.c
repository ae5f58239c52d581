/*
 * One walk over the whole tree that gathers what the outside may ask for,
 * and hangs fences and link ids on their nodes.
 */
#include "doc/index.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "doc/html.h"
#include "doc/walk.h"

struct index {
    struct doc *doc;
    const struct source *source;
    size_t place;
    bool summarized;
};

size_t
tree_room(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        return strlen(cmark_node_get_literal(node));
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return 1;
    default:
        return 0;
    }
}

size_t
tree_room_inside(cmark_node *block)
{
    struct walk walk;
    size_t room = 0;

    walk_init(&walk, block);
    while (walk_next(&walk)) {
        if (walk.entering)
            room += tree_room(walk.node);
    }
    return room;
}

struct table *
tree_table(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH
               ? cmark_node_get_user_data(node)
               : NULL;
}

unsigned
tree_link(cmark_node *node)
{
    return (unsigned)((uintptr_t)cmark_node_get_user_data(node) >> 1);
}

bool
tree_link_is_listed(cmark_node *node)
{
    return (uintptr_t)cmark_node_get_user_data(node) & 1;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* How many bytes from the start are neither space nor control sign. */
static size_t
visible_bytes(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && !is_space(text[at])) {
        uint32_t code;
        size_t taken = utf8_decode(text + at, len - at, &code);

        if (utf8_is_control(code))
            break;
        at += taken;
    }
    return at;
}

/* Add text with spaces for breaks and nothing for control signs. */
static void
add_plain(struct str *plain, const char *text)
{
    size_t len = strlen(text);

    while (len) {
        size_t taken = visible_bytes(text, len);
        uint32_t code;

        if (taken)
            str_add_n(plain, text, taken);
        else
            taken = utf8_decode(text, len, &code);
        if (is_space(*text) && plain->len &&
            plain->data[plain->len - 1] != ' ')
            str_add_char(plain, ' ');
        text += taken;
        len -= taken;
    }
}

const char *
tree_plain_text(struct arena *arena, cmark_node *block)
{
    struct str plain = STR_INIT;
    struct walk walk;
    const char *text;

    walk_init(&walk, block);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            add_plain(&plain, cmark_node_get_literal(walk.node));
        else if (type == CMARK_NODE_SOFTBREAK ||
                 type == CMARK_NODE_LINEBREAK)
            add_plain(&plain, " ");
    }
    while (plain.len && plain.data[plain.len - 1] == ' ')
        str_truncate(&plain, plain.len - 1);
    text = arena_copy(arena, str_text(&plain), plain.len);
    str_release(&plain);
    return text;
}

/* Whether the text of a link is its target, as autolinks are. */
static bool
says_its_target(cmark_node *node, const char *target)
{
    static const char *const added[] = {"", "mailto:", "http://"};
    cmark_node *child = cmark_node_first_child(node);
    const char *text;

    if (cmark_node_get_type(node) != CMARK_NODE_LINK || !child ||
        cmark_node_next(child) ||
        cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return false;
    text = cmark_node_get_literal(child);
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        size_t len = strlen(added[i]);

        if (strncmp(target, added[i], len) == 0 &&
            strcmp(text, target + len) == 0)
            return true;
    }
    return false;
}

static void
index_link(struct index *index, cmark_node *node)
{
    const char *target = cmark_node_get_url(node);
    bool listed;
    uintptr_t id;

    if (!target || !*target)
        return;
    listed = !says_its_target(node, target);
    id = links_add(index->doc->links, target, listed);
    cmark_node_set_user_data(node, (void *)(id << 1 | listed));
}

/* Number the links of a block; returns the room of its text. */
static size_t
index_inlines(struct index *index, cmark_node *block)
{
    struct walk walk;
    size_t room = 0;

    walk_init(&walk, block);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering)
            continue;
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
            index_link(index, walk.node);
        else
            room += tree_room(walk.node);
    }
    return room;
}

static size_t
index_cell(struct index *index, const struct table_cell *cell)
{
    if (cell->node)
        return index_inlines(index, cell->node);
    return cell->text ? strlen(cell->text) : 0;
}

static size_t
index_table(struct index *index, const struct table *table)
{
    size_t room = table->intro
                      ? index_inlines(index, table->intro) + ROOM_BLOCK
                      : 0;

    for (size_t i = 0; i < table->nrows; i++) {
        const struct table_row *row = &table->rows[i];

        for (int k = 0; k < row->ncells; k++)
            room += index_cell(index, &row->cells[k]);
        room++;
    }
    return room;
}

static void
index_paragraph(struct index *index, cmark_node *node)
{
    struct table *table = tree_table(node);

    if (table) {
        index->place += index_table(index, table);
        return;
    }
    index->place += index_inlines(index, node);
    if (!index->summarized &&
        cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT) {
        index->doc->summary = tree_plain_text(&index->doc->arena, node);
        index->summarized = true;
    }
}

static void
index_heading(struct index *index, cmark_node *node)
{
    struct doc *doc = index->doc;
    struct doc_heading heading = {
        .text = tree_plain_text(&doc->arena, node),
        .level = cmark_node_get_heading_level(node),
        .line = cmark_node_get_start_line(node),
        .offset = index->place,
        .nested = cmark_node_get_type(cmark_node_parent(node)) !=
                  CMARK_NODE_DOCUMENT,
    };

    index->place += index_inlines(index, node);
    MEM_GROW(doc->headings, doc->nheadings, doc->headings_cap);
    doc->headings[doc->nheadings++] = heading;
}

/* The run of ` or ~ that begins a line of a fence; 0 where none does. */
static size_t
fence_run(struct piece piece)
{
    size_t run = 0;

    if (!piece.len || (*piece.text != '`' && *piece.text != '~'))
        return 0;
    while (run < piece.len && piece.text[run] == *piece.text)
        run++;
    return run >= 3 ? run : 0;
}

/* The line of a code block's first character, from there on. */
static struct piece
opening_line(const struct source *source, cmark_node *node)
{
    struct piece piece =
        source_line(source, cmark_node_get_start_line(node));
    size_t skip = (size_t)cmark_node_get_start_column(node) - 1;

    if (skip > piece.len)
        skip = piece.len;
    piece.text += skip;
    piece.len -= skip;
    return piece;
}

/* Whether there is room for an indented block before its first character. */
static bool
is_indented(const struct source *source, struct piece opening)
{
    size_t before = (size_t)(opening.text - source->text);

    if (before && opening.text[-1] == '\t')
        return true;
    return before >= 4 && strncmp(opening.text - 4, "    ", 4) == 0;
}

/*
 * cmark does not tell a fence from an indented block, whose first line may
 * look like one.  Then that line is also the first of the code.
 */
static bool
is_fence(const struct source *source, struct piece opening, const char *body)
{
    size_t len = strcspn(body, "\n");

    if (!fence_run(opening))
        return false;
    if (len != opening.len || strncmp(body, opening.text, len) != 0)
        return true;
    return !is_indented(source, opening);
}

/* Whether the line behind the body ends the fence that `opening` begins. */
static bool
is_closed(const struct source *source, cmark_node *node, struct piece opening)
{
    const char *body = cmark_node_get_literal(node);
    int line = cmark_node_get_start_line(node) + 1;
    struct piece piece;
    size_t run;

    for (; *body; body++)
        line += *body == '\n';
    piece = source_line(source, line);
    while (piece.len && strchr(" \t>", *piece.text)) {
        piece.text++;
        piece.len--;
    }
    run = fence_run(piece);
    return run >= fence_run(opening) && *piece.text == *opening.text &&
           piece_trim(piece).len == run;
}

static void
index_code(struct index *index, cmark_node *node)
{
    struct doc *doc = index->doc;
    const char *body = cmark_node_get_literal(node);
    struct piece opening = opening_line(index->source, node);
    struct fence *fence;

    index->place += strlen(body);
    if (doc->inner || !is_fence(index->source, opening, body))
        return;
    index->place += ROOM_FENCE;
    fence = arena_take_zero(&doc->arena, sizeof *fence);
    fence->open.info = cmark_node_get_fence_info(node);
    fence->open.body = body;
    fence->open.body_len = strlen(body);
    fence->open.line = cmark_node_get_start_line(node);
    fence->open.closed = is_closed(index->source, node, opening);
    fence->index = (int)doc->nfences;
    cmark_node_set_user_data(node, fence);
    MEM_GROW(doc->fences, doc->nfences, doc->fences_cap);
    doc->fences[doc->nfences++] = fence;
}

static void
index_html(struct index *index, cmark_node *node)
{
    struct doc *doc = index->doc;
    const char *text = cmark_node_get_literal(node);
    int line = cmark_node_get_start_line(node);
    size_t start, len;

    index->place += strlen(text);
    while (html_find_comment(text, &start, &len)) {
        struct piece inside = {text + start + 4, len - 7};
        struct doc_comment comment;

        while (inside.len && strchr(" \t\n", *inside.text)) {
            inside.text++;
            inside.len--;
        }
        while (inside.len && strchr(" \t\n", inside.text[inside.len - 1]))
            inside.len--;
        for (size_t i = 0; i < start; i++)
            line += text[i] == '\n';
        comment = (struct doc_comment){
            .text = arena_copy(&doc->arena, inside.text, inside.len),
            .line = line,
            .offset = index->place + ROOM_BLOCK,
        };
        MEM_GROW(doc->comments, doc->ncomments, doc->comments_cap);
        doc->comments[doc->ncomments++] = comment;
        for (size_t i = start; i < start + len; i++)
            line += text[i] == '\n';
        text += start + len;
    }
}

static void
index_leaf(struct index *index, cmark_node *node, cmark_node_type type)
{
    if (type == CMARK_NODE_PARAGRAPH)
        index_paragraph(index, node);
    else if (type == CMARK_NODE_HEADING)
        index_heading(index, node);
    else if (type == CMARK_NODE_CODE_BLOCK)
        index_code(index, node);
    else if (type == CMARK_NODE_HTML_BLOCK)
        index_html(index, node);
    index->place += ROOM_BLOCK;
}

void
index_build(struct doc *doc, const struct source *source)
{
    struct index index = {.doc = doc, .source = source};
    struct walk walk;

    walk_init(&walk, doc->root);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering || type == CMARK_NODE_DOCUMENT ||
            type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
            type == CMARK_NODE_ITEM)
            continue;
        index_leaf(&index, walk.node, type);
        walk_skip(&walk);
    }
    doc->end = index.place;
}
