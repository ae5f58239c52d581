/* GitHub's tables, found in what plain cmark takes for paragraphs. */
#ifndef DOC_TABLES_H
#define DOC_TABLES_H

#include "doc/source.h"
#include "doc/tree.h"

/* Hang a struct table on every paragraph that is one. */
void tables_find(struct doc *doc, const struct source *source);

#endif
