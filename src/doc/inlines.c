/*
 * Inline nodes into styled text.  Styles nest, so how often each is open is
 * counted on the way.
 */
#include "doc/inlines.h"

#include <stdio.h>
#include <string.h>

#include "doc/html.h"
#include "doc/walk.h"

struct adder {
    const struct inlines *spec;
    struct wrap *wrap;
    size_t skip;
    int emphasis;
    int strong;
    int strikes;
    int images;
    int links;
    int keys;
    cmark_node *keyless;        /* no </kbd> follows among its children */
    unsigned link;
};

static struct look
look_of(const struct adder *adder, unsigned style)
{
    style |= adder->spec->style;
    if (adder->images)
        return (struct look){STYLE_DECORATION, adder->link};
    if (adder->emphasis)
        style |= STYLE_EMPHASIS;
    if (adder->strong)
        style |= STYLE_STRONG;
    if (adder->strikes)
        style |= STYLE_STRIKE;
    if (adder->keys)
        style |= STYLE_KEY;
    if (adder->links)
        style |= STYLE_LINK;
    return (struct look){style, adder->link};
}

/* Text that the layout adds; it takes no place. */
static void
decorate(struct adder *adder, const char *text)
{
    wrap_text(adder->wrap, text, strlen(text),
              (struct look){STYLE_DECORATION, adder->link});
}

/* The number that the target of a link or image is listed with. */
static void
add_number(struct adder *adder, cmark_node *node)
{
    const struct inlines *spec = adder->spec;
    const struct link *link;
    unsigned number;
    char text[16];
    int len;

    if (!tree_link_is_listed(node))
        return;
    link = links_at(spec->doc->links, tree_link(node));
    number = spec->clickable ? link->local_number : link->number;
    if (!number)
        return;
    len = snprintf(text, sizeof text, "[%u]", number);
    decorate(adder, arena_copy(spec->arena, text, (size_t)len));
}

static void
add_text(struct adder *adder, cmark_node *node, unsigned style)
{
    struct wrap *wrap = adder->wrap;
    const char *text = cmark_node_get_literal(node);
    size_t len = strlen(text);
    size_t skip = adder->skip < len ? adder->skip : len;
    size_t offset = wrap->offset;

    adder->skip = 0;
    wrap->offset += skip;
    wrap_text(wrap, text + skip, len - skip, look_of(adder, style));
    wrap->offset = offset + len;
}

/* Whether a <kbd> is ended among its siblings. */
static bool
is_key_closed(struct adder *adder, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);

    if (adder->keyless == parent)
        return false;
    while ((node = cmark_node_next(node))) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
            html_is_tag(cmark_node_get_literal(node), "</kbd>"))
            return true;
    }
    adder->keyless = parent;
    return false;
}

/* Whether this HTML is not shown in a lesson; keys are counted. */
static bool
is_hidden(struct adder *adder, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);

    if (!(adder->spec->doc->flags & DOC_LESSON))
        return false;
    if (html_is_comment(text))
        return true;
    if (!adder->keys && html_is_tag(text, "<kbd>") &&
        is_key_closed(adder, node)) {
        adder->keys++;
        return true;
    }
    if (adder->keys && html_is_tag(text, "</kbd>")) {
        adder->keys--;
        return true;
    }
    return false;
}

static void
add_html(struct adder *adder, cmark_node *node)
{
    if (is_hidden(adder, node))
        adder->wrap->offset += tree_room(node);
    else
        add_text(adder, node, STYLE_HTML);
}

static void
enter_image(struct adder *adder, cmark_node *node)
{
    if (adder->images++)
        return;
    if (!adder->links)
        adder->link = tree_link(node);
    decorate(adder, cmark_node_first_child(node) ? "(image: " : "(image");
}

static void
leave_image(struct adder *adder, cmark_node *node)
{
    if (--adder->images)
        return;
    decorate(adder, ")");
    add_number(adder, node);
    if (!adder->links)
        adder->link = 0;
}

/* One inside an image is a part of its description. */
static void
enter_link(struct adder *adder, cmark_node *node)
{
    if (adder->images)
        return;
    adder->links++;
    adder->link = tree_link(node);
}

static void
leave_link(struct adder *adder, cmark_node *node)
{
    if (adder->images)
        return;
    add_number(adder, node);
    adder->links--;
    adder->link = 0;
}

static void
leave(struct adder *adder, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_EMPH:
        adder->emphasis--;
        break;
    case CMARK_NODE_STRONG:
        adder->strong--;
        break;
    case CMARK_NODE_CUSTOM_INLINE:
        decorate(adder, "~");
        adder->strikes--;
        break;
    case CMARK_NODE_LINK:
        leave_link(adder, node);
        break;
    case CMARK_NODE_IMAGE:
        leave_image(adder, node);
        break;
    default:
        break;
    }
}

/* A line of the source ends, with a hard break or as if by a space. */
static void
add_line_end(struct adder *adder, bool hard)
{
    struct wrap *wrap = adder->wrap;

    if (hard && !adder->images)
        wrap_break(wrap);
    else
        wrap_space(wrap, look_of(adder, 0));
    wrap->line++;
    wrap->offset++;
}

static void
enter(struct adder *adder, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_text(adder, node, 0);
        break;
    case CMARK_NODE_CODE:
        add_text(adder, node, STYLE_CODE);
        break;
    case CMARK_NODE_HTML_INLINE:
        add_html(adder, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        add_line_end(adder, false);
        break;
    case CMARK_NODE_LINEBREAK:
        add_line_end(adder, true);
        break;
    case CMARK_NODE_EMPH:
        adder->emphasis++;
        break;
    case CMARK_NODE_STRONG:
        adder->strong++;
        break;
    case CMARK_NODE_CUSTOM_INLINE:
        adder->strikes++;
        decorate(adder, "~");
        break;
    case CMARK_NODE_LINK:
        enter_link(adder, node);
        break;
    case CMARK_NODE_IMAGE:
        enter_image(adder, node);
        break;
    default:
        break;
    }
}

void
inlines_add(const struct inlines *inlines, cmark_node *block,
            struct wrap *wrap)
{
    struct adder adder = {
        .spec = inlines,
        .wrap = wrap,
        .skip = inlines->skip,
    };
    struct walk walk;

    walk_init(&walk, block);
    while (walk_next(&walk)) {
        if (walk.node == block)
            continue;
        if (walk.entering)
            enter(&adder, walk.node);
        else
            leave(&adder, walk.node);
    }
}
