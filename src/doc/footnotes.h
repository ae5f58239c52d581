/*
 * GitHub's footnotes, taken out of the source before anything else looks: to
 * cmark a definition is a paragraph, code or the definition of a link.
 */
#ifndef DOC_FOOTNOTES_H
#define DOC_FOOTNOTES_H

#include <cmark.h>
#include <stdbool.h>

#include "base/str.h"
#include "doc/source.h"

/*
 * Append to `text` the source without its definitions, line for line and with
 * marks for references to them, and to `notes` a list of what these
 * definitions say, numbered in the order of first reference, as Markdown.
 * `root` is the tree of the source as it is.  False, and nothing appended,
 * where there are no definitions.
 */
bool footnotes_take(cmark_node *root, const struct source *source,
                    struct str *text, struct str *notes);

/* The tree of the notes: each gets a sign that leads back, at its end. */
void footnotes_lead_back(cmark_node *root);

/* Append the mark of footnote `number`. */
void footnotes_mark(struct str *text, int number);

#endif
