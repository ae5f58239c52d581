/*
 * All nodes below a node, parents before and after their children, without
 * recursion: a lesson may nest deeper than a stack.
 */
#ifndef DOC_WALK_H
#define DOC_WALK_H

#include <cmark.h>
#include <stdbool.h>

struct walk {
    cmark_node *root;
    cmark_node *node;           /* where the walk is */
    bool entering;              /* else its children are done */
    bool begun;
};

void walk_init(struct walk *walk, cmark_node *root);

/*
 * Go on to the next event; false after the root's second one.  Every node,
 * also one without children, is entered and left.
 */
bool walk_next(struct walk *walk);

/* Leave the node that was just entered without a look at its children. */
void walk_skip(struct walk *walk);

#endif
