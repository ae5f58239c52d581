/*
 * Containers: quotes, lists, items.  They put prefixes before rows and decide
 * where an empty row stands between two blocks.
 */
#include "doc/layout.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "doc/footnotes.h"
#include "doc/leaf.h"
#include "doc/walk.h"

static const struct look decoration = {STYLE_DECORATION, 0};

/* An open container. */
struct level {
    bool pushed;                /* a prefix is its own */
    bool tight;                 /* of a list, or of the list of an item */
    int number;                 /* of the next item; -1 for bullets */
    int digits;                 /* of the last item's number */
};

int
layout_columns(const struct layout *layout)
{
    return layout->width - layout->indent;
}

unsigned
layout_style(const struct layout *layout)
{
    return layout->quotes ? STYLE_QUOTE : 0;
}

bool
layout_push(struct layout *layout, const char *first, const char *rest)
{
    int columns = utf8_columns(rest, strlen(rest));

    if (layout->width - layout->indent - columns < LAYOUT_TEXT_MIN)
        return false;
    MEM_GROW(layout->prefixes, layout->nprefixes, layout->prefixes_cap);
    layout->prefixes[layout->nprefixes++] = (struct prefix){
        .first = first,
        .rest = rest,
        .columns = columns,
    };
    layout->indent += columns;
    return true;
}

void
layout_pop(struct layout *layout)
{
    layout->indent -= layout->prefixes[--layout->nprefixes].columns;
}

/* Hand out what layout->row holds. */
static void
give(struct layout *layout, struct row_mark mark, int fence, int item)
{
    size_t offset = mark.offset < layout->limit ? mark.offset
                                                : layout->limit;
    struct row row = {
        .columns = layout->row.columns,
        .flags = mark.flags,
        .line = layout->one_line ? layout->one_line : mark.line,
        .fence = fence,
        .item = item,
    };

    if (offset < layout->last_place)
        offset = layout->last_place;
    layout->last_place = offset;
    row.offset = offset;
    row.spans = layout->row.items;
    row.nspans = (unsigned)layout->row.count;
    if (!layout->result)
        layout->result = layout->visit(&row, layout->context);
    layout->any = true;
}

static void
add_prefix(struct layout *layout, const struct prefix *prefix, bool first)
{
    const char *text = first ? prefix->first : prefix->rest;

    spans_add(&layout->row, text, strlen(text), prefix->columns, decoration);
}

/* The empty row that is owed, unless it would stand above its own item. */
static void
give_gap(struct layout *layout, struct row_mark mark)
{
    size_t count = layout->gap_prefixes;

    if (!layout->gap || !layout->any)
        return;
    layout->gap = false;
    if (count && !layout->prefixes[count - 1].used)
        return;
    spans_clear(&layout->row);
    for (size_t i = 0; i < count; i++)
        add_prefix(layout, &layout->prefixes[i], false);
    spans_trim(&layout->row);
    mark.flags = 0;
    mark.offset -= mark.offset > 0;
    give(layout, mark, layout->fence_begun ? layout->fence : -1, 0);
}

void
layout_row(struct layout *layout, const struct spans *spans,
           struct row_mark mark)
{
    give_gap(layout, mark);
    spans_clear(&layout->row);
    for (size_t i = 0; i < layout->nprefixes; i++) {
        struct prefix *prefix = &layout->prefixes[i];

        add_prefix(layout, prefix, prefix->first && !prefix->used);
        prefix->used = true;
    }
    spans_add_all(&layout->row, spans);
    spans_trim(&layout->row);
    layout->fence_begun = layout->fence >= 0;
    give(layout, mark, layout->fence, layout->item);
}

static struct level *
open_level(struct layout *layout)
{
    MEM_GROW(layout->levels, layout->nlevels, layout->levels_cap);
    layout->levels[layout->nlevels] = (struct level){.number = -1};
    return &layout->levels[layout->nlevels++];
}

/* An empty row that was owed inside is not owed outside. */
static void
close_level(struct layout *layout)
{
    if (layout->levels[--layout->nlevels].pushed)
        layout_pop(layout);
    if (layout->gap_prefixes > layout->nprefixes)
        layout->gap = false;
}

/*
 * Level 3 and deeper headings stand right above the text that they head; not
 * above a rule, which would seem to be theirs.
 */
static bool
is_close(cmark_node *before, cmark_node *node)
{
    return cmark_node_get_type(before) == CMARK_NODE_HEADING &&
           cmark_node_get_heading_level(before) >= 3 &&
           cmark_node_get_type(node) != CMARK_NODE_HEADING &&
           cmark_node_get_type(node) != CMARK_NODE_THEMATIC_BREAK;
}

void
layout_owe_gap(struct layout *layout)
{
    if (layout->nlevels && layout->levels[layout->nlevels - 1].tight)
        return;
    if (!layout->gap || layout->nprefixes < layout->gap_prefixes)
        layout->gap_prefixes = layout->nprefixes;
    layout->gap = true;
}

/* Between node and the one before it, if any. */
static void
owe_gap_before(struct layout *layout, cmark_node *node)
{
    cmark_node *before = cmark_node_previous(node);

    if (before && !is_close(before, node))
        layout_owe_gap(layout);
}

static int
digits_of(int number)
{
    int digits = 1;

    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

static void
open_list(struct layout *layout, cmark_node *list)
{
    struct level *level = open_level(layout);
    int count = 0;

    layout->lists++;
    level->tight = cmark_node_get_list_tight(list);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
        return;
    for (cmark_node *item = cmark_node_first_child(list); item;
         item = cmark_node_next(item))
        count++;
    level->number = cmark_node_get_list_start(list);
    level->digits = digits_of(level->number + count - 1);
}

/* The text of a task "[ ] ..." or "[x] ...", or NULL. */
static const char *
task_of(const struct layout *layout, cmark_node *item)
{
    cmark_node *first = cmark_node_first_child(item);
    const char *text;

    if (!(layout->doc->flags & DOC_GITHUB) || !first ||
        cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH ||
        tree_table(first))
        return NULL;
    first = cmark_node_first_child(first);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT)
        return NULL;
    text = cmark_node_get_literal(first);
    return strncmp(text, "[ ] ", 4) == 0 || strncmp(text, "[x] ", 4) == 0 ||
                   strncmp(text, "[X] ", 4) == 0
               ? text
               : NULL;
}

static void
add_note_mark(struct level *list, struct str *marker)
{
    str_add_format(marker, "%*s", list->digits - digits_of(list->number), "");
    footnotes_mark(marker, list->number++);
    str_add_char(marker, ' ');
}

/* What stands before an item, right-aligned numbers included. */
static void
add_marker(struct layout *layout, cmark_node *item, struct level *list,
           struct str *marker)
{
    static const char *const bullets[] = {"•", "◦", "▪"};
    const char *task = task_of(layout, item);
    int depth = layout->lists - 1 - layout->notes;

    if (list->number >= 0 && layout->notes && layout->lists == 1)
        add_note_mark(list, marker);
    else if (list->number >= 0)
        str_add_format(marker, "%*d ", list->digits, list->number++);
    if (task)
        str_add(marker, task[1] == ' ' ? "☐ " : "☑ ");
    else if (list->number < 0)
        str_add_format(marker, "%s ", bullets[depth % 3]);
}

static const char *
blanks(struct layout *layout, int columns)
{
    char *text = arena_take(layout->arena, (size_t)columns + 1);

    memset(text, ' ', (size_t)columns);
    text[columns] = '\0';
    return text;
}

/* Set in by two columns, or less where these are dear. */
static bool
push_marker(struct layout *layout, const char *marker, size_t len)
{
    int columns = utf8_columns(marker, len);

    return layout_push(layout,
                       arena_copy(layout->arena, marker, len),
                       blanks(layout, columns)) ||
           layout_push(layout, arena_copy(layout->arena, marker + 2, len - 2),
                       blanks(layout, columns - 2));
}

static void
open_item(struct layout *layout, cmark_node *item)
{
    struct level *list = &layout->levels[layout->nlevels - 1];
    bool tight = list->tight;
    struct str marker = STR_INIT;
    struct level *level;

    str_add(&marker, "  ");
    add_marker(layout, item, list, &marker);
    level = open_level(layout);
    level->tight = tight;
    level->pushed = push_marker(layout, marker.data, marker.len);
    str_release(&marker);
    if (layout->fence >= 0 && layout->lists == 1)
        layout->item = ++layout->items;
}

/* An item without any text still shows its marker. */
static void
close_item(struct layout *layout, cmark_node *item)
{
    const struct level *level = &layout->levels[layout->nlevels - 1];
    struct spans none = SPANS_INIT;

    if (level->pushed && !layout->prefixes[layout->nprefixes - 1].used)
        layout_row(layout, &none,
                   (struct row_mark){.offset = layout->place,
                                     .line = cmark_node_get_start_line(item)});
    if (layout->fence >= 0 && layout->lists == 1)
        layout->item = 0;
    close_level(layout);
}

static void
open_container(struct layout *layout, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        open_level(layout)->pushed = layout_push(layout, NULL, "┃ ");
        layout->quotes++;
        break;
    case CMARK_NODE_LIST:
        open_list(layout, node);
        break;
    case CMARK_NODE_ITEM:
        open_item(layout, node);
        break;
    default:
        break;
    }
}

static void
close_container(struct layout *layout, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        layout->quotes--;
        close_level(layout);
        break;
    case CMARK_NODE_LIST:
        layout->lists--;
        close_level(layout);
        break;
    case CMARK_NODE_ITEM:
        close_item(layout, node);
        break;
    default:
        break;
    }
}

static void
layout_leaf(struct layout *layout, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    bool task = cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
                !cmark_node_previous(node) && task_of(layout, parent);

    if (task)
        leaf_paragraph(layout, node, cmark_node_get_start_line(node), 4);
    else
        leaf_layout(layout, node);
}

/* All blocks below root. */
static void
layout_blocks(struct layout *layout, cmark_node *root)
{
    struct walk walk;

    walk_init(&walk, root);
    while (!layout->result && walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);
        bool leaf = type != CMARK_NODE_BLOCK_QUOTE &&
                    type != CMARK_NODE_LIST && type != CMARK_NODE_ITEM;

        if (type == CMARK_NODE_DOCUMENT)
            continue;
        if (walk.entering) {
            owe_gap_before(layout, walk.node);
            if (!leaf) {
                open_container(layout, walk.node);
            } else {
                layout_leaf(layout, walk.node);
                walk_skip(&walk);
            }
        } else if (!leaf) {
            close_container(layout, walk.node);
        }
        if (!walk.entering && layout->streaming && !layout->nlevels)
            arena_clear(layout->arena);
    }
}

/* Lay out a part of another document. */
static void
layout_inner(struct layout *layout, const struct doc *inner,
             cmark_node *root)
{
    const struct doc *doc = layout->doc;
    int lists = layout->lists;

    open_level(layout);
    layout->doc = inner;
    layout->lists = 0;
    layout->items = 0;
    layout_blocks(layout, root);
    layout->doc = doc;
    layout->lists = lists;
    layout->item = 0;
    close_level(layout);
}

void
layout_replacement(struct layout *layout, const struct fence *fence)
{
    layout_inner(layout, fence->markdown, fence->markdown->root);
}

/* The list of footnotes; what follows it is there for them alone. */
static void
layout_notes(struct layout *layout)
{
    const struct doc *notes = layout->doc->notes;

    layout->gap = true;
    layout->gap_prefixes = 0;
    layout->one_line = cmark_node_get_end_line(layout->doc->root);
    leaf_note_rule(layout);
    layout->notes = true;
    layout_inner(layout, notes, cmark_node_first_child(notes->root));
    layout->notes = false;
    layout->one_line = 0;
}

void
layout_document(struct layout *layout)
{
    layout->fence = -1;
    layout->limit = SIZE_MAX;
    layout_blocks(layout, layout->doc->root);
    if (!layout->result && layout->doc->notes)
        layout_notes(layout);
    if (!layout->result)
        leaf_links(layout);
}

void
layout_release(struct layout *layout)
{
    wrap_release(&layout->wrap);
    spans_release(&layout->row);
    free(layout->prefixes);
    free(layout->levels);
}
