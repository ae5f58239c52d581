/* All nodes below a node, by the links between them. */
#include "doc/walk.h"

void
walk_init(struct walk *walk, cmark_node *root)
{
    *walk = (struct walk){.root = root};
}

bool
walk_next(struct walk *walk)
{
    cmark_node *next;

    if (!walk->begun) {
        walk->begun = true;
        walk->node = walk->root;
        walk->entering = true;
        return true;
    }
    if (walk->entering) {
        next = cmark_node_first_child(walk->node);
        if (next)
            walk->node = next;
        else
            walk->entering = false;
        return true;
    }
    if (walk->node == walk->root)
        return false;
    next = cmark_node_next(walk->node);
    walk->entering = next != NULL;
    walk->node = next ? next : cmark_node_parent(walk->node);
    return true;
}

void
walk_skip(struct walk *walk)
{
    walk->entering = false;
}
