/* What the leaves of a tree cover. */
#include "doc/lines.h"

#include <stdbool.h>

#include "base/mem.h"
#include "doc/walk.h"

static void
mark_lines(cmark_node *node, const struct source *source, char *uses)
{
    cmark_node_type type = cmark_node_get_type(node);
    int first = cmark_node_get_start_line(node);
    int last = cmark_node_get_end_line(node);
    bool code = type == CMARK_NODE_CODE_BLOCK ||
                type == CMARK_NODE_HTML_BLOCK;

    if (!code && type != CMARK_NODE_PARAGRAPH)
        return;
    for (int i = code ? first : first + 1;
         i <= last && (size_t)i <= source->count; i++)
        uses[i - 1] = code ? LINE_CODE : LINE_INSIDE;
}

char *
lines_uses(cmark_node *root, const struct source *source)
{
    char *uses = mem_new(source->count + 1);
    struct walk walk;

    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (!walk.entering)
            continue;
        mark_lines(walk.node, source, uses);
        if (cmark_node_get_type(walk.node) == CMARK_NODE_PARAGRAPH ||
            cmark_node_get_type(walk.node) == CMARK_NODE_HEADING)
            walk_skip(&walk);
    }
    return uses;
}
