/* A hang in words: who waits for what, and who would have to give it. */
#ifndef RUN_HANG_SENTENCE_H
#define RUN_HANG_SENTENCE_H

#include "run/hang.h"

/*
 * All of it in one sentence, without a full stop.  Yours, free() ends it.
 */
char *hang_sentence(const struct hang *hang);

#endif
