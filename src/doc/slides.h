/*
 * A document as slides: its title with what stands under it, then one for
 * each heading of the second level, and at the end one for its links.
 * `<!-- pause -->` between two blocks hides the rest of a slide until the
 * next step, `<!-- note: ... -->` is for whoever gives the talk.
 *
 * Where slides begin and pause are places in the document, so that they are
 * the same at any width.
 */
#ifndef DOC_SLIDES_H
#define DOC_SLIDES_H

#include <stddef.h>

#include "doc/doc.h"
#include "doc/rows.h"

struct slide {
    const char *title;          /* plain; "" where no heading begins it */
    int line;                   /* of the source, where it begins */
    size_t offset;              /* place where it begins */
    size_t end;                 /* ... and where the next one does */
    size_t *pauses;             /* places that wait for a step, in order */
    size_t npauses;
    char *notes;                /* Markdown, "" for none */
};

struct slides;

/* The document, which has to outlive them, is shown as it is: a fence that
 * is hidden later leaves a pause without an effect.  slides_free() ends it. */
struct slides *slides_new(const struct doc *doc);
void slides_free(struct slides *slides);

/* 0 for a document that shows nothing. */
size_t slides_count(const struct slides *slides);
const struct slide *slides_at(const struct slides *slides, size_t index);

/*
 * The rows of a slide whose first `steps` pauses are over, without the empty
 * ones around them: their number; ret_first is the index of the first.
 */
size_t slide_rows(const struct slide *slide, const struct rows *rows,
                  size_t steps, size_t *ret_first);

#endif
