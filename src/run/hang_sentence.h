/* A hang in words: who waits for what, and who would have to give it. */
#ifndef RUN_HANG_SENTENCE_H
#define RUN_HANG_SENTENCE_H

#include "base/str.h"
#include "run/hang.h"

/*
 * All of it in one sentence, without a full stop.  Yours, free() ends it.
 */
char *hang_sentence(const struct hang *hang);

/* What one task waits for: "thread 1 (in f(), a.c:7) waits for ...". */
void hang_sentence_of(const struct hang *hang, size_t task,
                      struct str *ret_text);

#endif
