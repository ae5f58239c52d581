/* The blocks that hold text, one function a kind. */
#include "doc/leaf.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "doc/code.h"
#include "doc/html.h"
#include "doc/inlines.h"
#include "doc/table_layout.h"

#define NOTE_RULE 8             /* columns */

/* Where the lines of a text go. */
struct sink {
    struct layout *layout;
    unsigned flags;             /* row_flags of all of them */
    bool begun;                 /* the first is out */
    int columns;                /* of the widest so far */
};

/* The first row of a block stands at the block's own place. */
static void
sink_line(const struct wrap_line *line, void *context)
{
    struct sink *sink = context;
    struct row_mark mark = {
        .flags = sink->flags,
        .offset = sink->begun ? line->offset : sink->layout->place,
        .line = line->line,
    };

    sink->begun = true;
    if (line->spans->columns > sink->columns)
        sink->columns = line->spans->columns;
    layout_row(sink->layout, line->spans, mark);
}

static struct wrap *
begin_text(struct sink *sink, int line)
{
    struct layout *layout = sink->layout;
    struct wrap *wrap = &layout->wrap;

    sink->begun = false;
    wrap_begin(wrap, layout_columns(layout), sink_line, sink);
    wrap->offset = layout->place;
    wrap->line = line;
    return wrap;
}

static void
end_text(struct sink *sink)
{
    wrap_end(&sink->layout->wrap);
    sink->layout->place = sink->layout->wrap.offset;
}

/* The look of a text and where it comes from. */
struct text {
    cmark_node *node;
    int line;
    unsigned style;
    size_t skip;
};

static void
add_inlines(struct sink *sink, struct text text)
{
    struct layout *layout = sink->layout;
    struct inlines inlines = {
        .doc = layout->doc,
        .arena = layout->arena,
        .style = layout_style(layout) | text.style,
        .skip = text.skip,
        .clickable = layout->clickable,
    };

    inlines_add(&inlines, text.node, begin_text(sink, text.line));
    end_text(sink);
    layout->place += ROOM_BLOCK;
}

void
leaf_paragraph(struct layout *layout, cmark_node *node, int line, size_t skip)
{
    struct sink sink = {.layout = layout};

    add_inlines(&sink, (struct text){node, line, 0, skip});
}

static void
add_rule(struct layout *layout, bool heavy, int columns, struct row_mark mark)
{
    struct spans spans = SPANS_INIT;

    spans_rule(&spans, columns, heavy);
    layout_row(layout, &spans, mark);
    spans_release(&spans);
}

static void
layout_heading(struct layout *layout, cmark_node *node)
{
    struct sink sink = {.layout = layout, .flags = ROW_HEADING};
    int level = cmark_node_get_heading_level(node);
    unsigned style = level == 1   ? STYLE_HEADING | STYLE_TITLE
                     : level == 2 ? STYLE_HEADING
                                  : STYLE_HEADING | STYLE_STRONG;
    struct row_mark mark = {.line = cmark_node_get_end_line(node)};

    add_inlines(&sink, (struct text){
        .node = node,
        .line = cmark_node_get_start_line(node),
        .style = style,
    });
    mark.offset = layout->place - ROOM_BLOCK + ROOM_RULE;
    if (level == 1 && sink.columns)
        add_rule(layout, true, sink.columns, mark);
}

static void
layout_thematic_break(struct layout *layout, cmark_node *node)
{
    add_rule(layout, false, layout_columns(layout),
             (struct row_mark){.offset = layout->place,
                               .line = cmark_node_get_start_line(node)});
    layout->place += ROOM_BLOCK;
}

void
leaf_note_rule(struct layout *layout)
{
    add_rule(layout, false, NOTE_RULE,
             (struct row_mark){.offset = layout->place});
}

/* Add the lines of text[0..len), each a row of its own at least. */
static void
add_html_lines(struct wrap *wrap, const char *text, size_t len,
               struct look look)
{
    while (len) {
        const char *end = memchr(text, '\n', len);
        size_t line = end ? (size_t)(end - text) : len;

        wrap_indent(wrap, (int)strspn(text, " "), look);
        wrap_text(wrap, text, line, look);
        wrap->offset += line;
        if (end) {
            wrap_break(wrap);
            wrap->offset++;
            wrap->line++;
            line++;
        }
        text += line;
        len -= line;
    }
}

static bool
is_blank(const char *text, size_t len)
{
    return strspn(text, " \t\n") >= len;
}

/* HTML is shown as it is written; in a lesson, without its comments. */
static void
layout_html(struct layout *layout, cmark_node *node)
{
    struct sink sink = {.layout = layout};
    struct look look = {layout_style(layout) | STYLE_HTML, 0};
    const char *text = cmark_node_get_literal(node);
    bool lesson = layout->doc->flags & DOC_LESSON;
    struct wrap *wrap = begin_text(&sink, cmark_node_get_start_line(node));
    size_t start, len, blank;

    while (lesson && html_find_comment(text, &start, &len)) {
        if (!is_blank(text, start))
            add_html_lines(wrap, text, start, look);
        else
            wrap->offset += start;
        text += start + len;
        blank = strspn(text, " ");
        text += blank;
        wrap->offset += len + blank;
    }
    if (!lesson || !is_blank(text, strlen(text)))
        add_html_lines(wrap, text, strlen(text), look);
    else
        wrap->offset += strlen(text);
    end_text(&sink);
    layout->place += ROOM_BLOCK;
}

static void
layout_replaced(struct layout *layout, const struct fence *fence)
{
    layout->fence = fence->index;
    layout->fence_begun = false;
    layout->one_line = fence->open.line;
    if (fence->view == FENCE_CODE)
        code_layout(layout, fence->code, fence->language, fence->open.line);
    else
        layout_replacement(layout, fence);
    layout->fence = -1;
    layout->one_line = 0;
    layout->fence_begun = false;
}

static void
layout_code(struct layout *layout, cmark_node *node)
{
    const struct fence *fence = cmark_node_get_user_data(node);
    const char *code = cmark_node_get_literal(node);
    size_t end = layout->place + strlen(code) + (fence ? ROOM_FENCE : 0);

    if (fence && fence->view != FENCE_AS_IT_IS) {
        layout->limit = end;
        if (fence->view != FENCE_HIDDEN)
            layout_replaced(layout, fence);
        layout->limit = SIZE_MAX;
    } else {
        code_layout(layout, code, cmark_node_get_fence_info(node),
                    cmark_node_get_start_line(node) + (fence != NULL));
    }
    layout->place = end + ROOM_BLOCK;
}

void
leaf_layout(struct layout *layout, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        if (tree_table(node))
            table_layout(layout, tree_table(node));
        else
            leaf_paragraph(layout, node, cmark_node_get_start_line(node), 0);
        break;
    case CMARK_NODE_HEADING:
        layout_heading(layout, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        layout_code(layout, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        layout_html(layout, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        layout_thematic_break(layout, node);
        break;
    default:
        break;
    }
}

/* Put "[1] " before the first row to come and nothing before the rest. */
static bool
push_number(struct layout *layout, unsigned number)
{
    char text[24];
    int len = snprintf(text, sizeof text, "[%u] ", number);
    char *blank = arena_copy(layout->arena, text, (size_t)len);

    memset(blank, ' ', (size_t)len);
    return layout_push(layout,
                       arena_copy(layout->arena, text, (size_t)len), blank);
}

/* One line of the list of links. */
static void
layout_link(struct layout *layout, unsigned id, unsigned number)
{
    const char *target = links_at(layout->doc->links, id)->target;
    struct sink sink = {.layout = layout};
    bool pushed = push_number(layout, number);

    wrap_text(begin_text(&sink, cmark_node_get_end_line(layout->doc->root)),
              target, strlen(target), (struct look){STYLE_DECORATION, id});
    end_text(&sink);
    if (pushed)
        layout_pop(layout);
    if (layout->streaming)
        arena_clear(layout->arena);
}

void
leaf_links(struct layout *layout)
{
    const struct links *links = layout->doc->links;

    layout->gap = true;
    layout->gap_prefixes = 0;
    for (size_t i = 0; i < links->nlisted && !layout->result; i++) {
        const struct link *link = links_at(links, links->listed[i]);
        unsigned number = layout->clickable ? link->local_number
                                            : link->number;

        if (number)
            layout_link(layout, links->listed[i], number);
    }
}
