/*
 * GitHub's callouts.  To cmark they are quotes whose first line is a marker;
 * a title in its place, on a line of its own, is all that they need.
 */
#include "doc/callouts.h"

#include <stdbool.h>
#include <strings.h>

#include "doc/walk.h"

static const struct {
    const char *marker;
    const char *title;
} kinds[] = {
    {"[!NOTE]", "Note"},           {"[!TIP]", "Tip"},
    {"[!IMPORTANT]", "Important"}, {"[!WARNING]", "Warning"},
    {"[!CAUTION]", "Caution"},
};

static const char *
title_of(const char *text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(text, kinds[i].marker) == 0)
            return kinds[i].title;
    }
    return NULL;
}

static bool
is(cmark_node *node, cmark_node_type type)
{
    return node && cmark_node_get_type(node) == type;
}

/* Make the marker a title in bold; what follows it begins a line. */
static void
put_title(cmark_node *marker, const char *title)
{
    cmark_node *end = cmark_node_next(marker);
    cmark_node *strong = cmark_node_new(CMARK_NODE_STRONG);
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);

    cmark_node_set_literal(text, title);
    cmark_node_append_child(strong, text);
    cmark_node_replace(marker, strong);
    cmark_node_free(marker);
    if (is(end, CMARK_NODE_SOFTBREAK)) {
        cmark_node *hard = cmark_node_new(CMARK_NODE_LINEBREAK);

        cmark_node_replace(end, hard);
        cmark_node_free(end);
    }
}

/* A marker without any text to it is no callout. */
static void
try_quote(cmark_node *quote)
{
    cmark_node *paragraph = cmark_node_first_child(quote);
    cmark_node *marker;
    cmark_node *end;
    const char *title;

    if (!is(paragraph, CMARK_NODE_PARAGRAPH))
        return;
    marker = cmark_node_first_child(paragraph);
    if (!is(marker, CMARK_NODE_TEXT))
        return;
    title = title_of(cmark_node_get_literal(marker));
    end = cmark_node_next(marker);
    if (!title || (end ? !is(end, CMARK_NODE_SOFTBREAK) &&
                             !is(end, CMARK_NODE_LINEBREAK)
                       : !cmark_node_next(paragraph)))
        return;
    put_title(marker, title);
}

void
callouts_title(cmark_node *root)
{
    struct walk walk;

    walk_init(&walk, root);
    while (walk_next(&walk)) {
        cmark_node_type type = cmark_node_get_type(walk.node);

        if (!walk.entering)
            continue;
        if (type == CMARK_NODE_BLOCK_QUOTE)
            try_quote(walk.node);
        else if (type == CMARK_NODE_PARAGRAPH ||
                 type == CMARK_NODE_HEADING)
            walk_skip(&walk);
    }
}
