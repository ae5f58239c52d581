/* A document on stdout, as wide as that is, styled where it may be. */
#ifndef CLI_MARKDOWN_H
#define CLI_MARKDOWN_H

#include "cli/out.h"
#include "doc/doc.h"

void markdown_add(struct out *out, const struct doc *doc);

/* A small piece of a lesson. */
void markdown_add_text(struct out *out, const char *text);

#endif
