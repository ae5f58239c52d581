/* What the outside may ask of a document, gathered in one walk. */
#ifndef DOC_INDEX_H
#define DOC_INDEX_H

#include "doc/source.h"
#include "doc/tree.h"

/*
 * Find headings, fences, comments, the summary and links of a document
 * that was just parsed from `source`.
 */
void index_build(struct doc *doc, const struct source *source);

#endif
