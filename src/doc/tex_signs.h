/* TeX's names for signs, and the small letters and digits of Unicode. */
#ifndef DOC_TEX_SIGNS_H
#define DOC_TEX_SIGNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * What the command with that name (without its backslash) shows, or NULL; in
 * ASCII where it has to be.
 */
const char *tex_sign(const char *name, size_t len, bool ascii);

/* The one sign for a fraction of these two texts, or NULL. */
const char *tex_fraction(const char *above, const char *below);

/* The letter with two strokes, "R" for the real numbers; or NULL. */
const char *tex_blackboard(const char *letter);

/* The mark that a command puts on a letter, which it follows; or NULL. */
const char *tex_accent(const char *name, size_t len);

/*
 * Append text[0..len) in raised or lowered letters.  False, and nothing
 * appended, where Unicode has not all of them.
 */
bool tex_script(struct str *small, const char *text, size_t len, bool raised);

#endif
