/* English nouns: one, and many of them. */
#ifndef BASE_NOUN_H
#define BASE_NOUN_H

#include "base/str.h"

/* "steps" -> "step", "tries" -> "try"; a word that is none of many stays as
 * it is.  Appends to ret_text. */
void noun_one(const char *many, struct str *ret_text);

/* "step" -> "steps", "try" -> "tries", "step of size" -> "steps of size".
 * Appends to ret_text. */
void noun_many(const char *one, struct str *ret_text);

#endif
