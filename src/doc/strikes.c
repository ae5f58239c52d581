/*
 * Struck text.  To cmark its marks are text, so each text with a mark is cut
 * into pieces, and the pieces between two marks with the same parent become
 * the children of a node of their own.  A mark is two tildes: one alone is
 * somebody's home, or "about", more often than a mark.
 *
 * cmark does not tell an escaped tilde from another one, so a paragraph with
 * one is left alone.
 */
#include "doc/strikes.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "doc/source.h"
#include "doc/walk.h"

#define MARK "~~"
#define MARK_LEN 2

/* cmark looks at all parents of a node that is put in. */
#define DEPTH_MAX 100

struct mark {
    cmark_node *node;
    bool opens;
    bool closes;
};

struct finder {
    struct source source;
    struct mark *marks;         /* in one parent */
    size_t count;
    size_t cap;
    struct str piece;
};

/* The sign that stands for a neighbour of a text, where a mark touches it. */
static char
sign_of(cmark_node *neighbour, cmark_node *parent)
{
    if (!neighbour)
        return cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH ||
                       cmark_node_get_type(parent) == CMARK_NODE_HEADING
                   ? ' '
                   : '*';
    switch (cmark_node_get_type(neighbour)) {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return ' ';
    default:
        return '*';
    }
}

/* Whether a mark touches a word on the side of `near`. */
static bool
touches(char near, char far)
{
    if (isspace((unsigned char)near))
        return false;
    return !ispunct((unsigned char)near) || isspace((unsigned char)far) ||
           ispunct((unsigned char)far);
}

/* The next run of exactly two tildes; NULL where there is none. */
static const char *
find_mark(const char *text)
{
    while ((text = strstr(text, MARK))) {
        size_t run = strspn(text, "~");

        if (run == MARK_LEN)
            return text;
        text += run;
    }
    return NULL;
}

/* Put a text of its own before a node. */
static cmark_node *
put_text(struct finder *finder, cmark_node *before, const char *text,
         size_t len)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);

    str_clear(&finder->piece);
    str_add_n(&finder->piece, text, len);
    cmark_node_set_literal(node, str_text(&finder->piece));
    cmark_node_insert_before(before, node);
    return node;
}

/* Cut a text at its marks; the node itself goes. */
static void
cut(struct finder *finder, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    const char *start = text;
    const char *at = text;
    cmark_node *parent = cmark_node_parent(node);
    char first = sign_of(cmark_node_previous(node), parent);
    char last = sign_of(cmark_node_next(node), parent);

    while ((at = find_mark(at))) {
        char before = at > text ? at[-1] : first;
        char after = at[MARK_LEN] ? at[MARK_LEN] : last;

        if (at > start)
            put_text(finder, node, start, (size_t)(at - start));
        MEM_GROW(finder->marks, finder->count, finder->cap);
        finder->marks[finder->count++] = (struct mark){
            .node = put_text(finder, node, MARK, MARK_LEN),
            .opens = touches(after, before),
            .closes = touches(before, after),
        };
        at += MARK_LEN;
        start = at;
    }
    if (*start)
        put_text(finder, node, start, strlen(start));
    cmark_node_free(node);
}

static void
strike(cmark_node *open, cmark_node *close)
{
    cmark_node *struck = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node *node;

    while ((node = cmark_node_next(open)) != close)
        cmark_node_append_child(struck, node);
    cmark_node_replace(open, struck);
    cmark_node_free(open);
    cmark_node_free(close);
}

/* Strike between the marks in one parent. */
static void
pair(struct finder *finder)
{
    cmark_node *open = NULL;

    for (size_t i = 0; i < finder->count; i++) {
        const struct mark *mark = &finder->marks[i];

        if (open && mark->closes) {
            strike(open, mark->node);
            open = NULL;
        } else if (!open && mark->opens) {
            open = mark->node;
        }
    }
}

static void
find_inside(struct finder *finder, cmark_node *parent)
{
    cmark_node *node = cmark_node_first_child(parent);

    finder->count = 0;
    while (node) {
        cmark_node *next = cmark_node_next(node);

        if (cmark_node_get_type(node) == CMARK_NODE_TEXT &&
            find_mark(cmark_node_get_literal(node)))
            cut(finder, node);
        node = next;
    }
    pair(finder);
}

static bool
has_escape(const struct finder *finder, cmark_node *block)
{
    const struct source *source = &finder->source;
    size_t first = (size_t)cmark_node_get_start_line(block);
    size_t last = (size_t)cmark_node_get_end_line(block);

    if (first < 1 || last < first || last > source->count)
        return false;
    return memmem(source->text + source->starts[first - 1],
                  source->starts[last] - source->starts[first - 1], "\\~",
                  2);
}

/* Whether to look for marks among the children of a node. */
static bool
may_hold(const struct finder *finder, cmark_node *node, bool *ret_skip)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        *ret_skip = has_escape(finder, node);
        return !*ret_skip;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
        return true;
    default:
        return false;
    }
}

void
strikes_find(cmark_node *root, const char *text, size_t len)
{
    struct finder finder = {0};
    struct walk walk;
    int depth = 0;

    if (!text_find(text, len, MARK, 0))
        return;
    source_init(&finder.source, text, len);
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        bool skip = false;

        depth += walk.entering ? 1 : -1;
        if (!walk.entering)
            continue;
        if (depth <= DEPTH_MAX && may_hold(&finder, walk.node, &skip))
            find_inside(&finder, walk.node);
        if (skip) {
            walk_skip(&walk);
            depth--;
        }
    }
    source_release(&finder.source);
    str_release(&finder.piece);
    free(finder.marks);
}
