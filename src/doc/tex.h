/* Formulas as TeX writes them, in Unicode. */
#ifndef DOC_TEX_H
#define DOC_TEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* From now on formulas are in ASCII: x^2, <=, sqrt(n). */
void tex_use_ascii(bool ascii);

/*
 * Append the formula tex[0..len), which may have several lines, to text.
 * False, and nothing appended, where something in it is not understood.
 */
bool tex_text(struct str *text, const char *tex, size_t len);

#endif
