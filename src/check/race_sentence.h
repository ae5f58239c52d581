/* A data race in one sentence. */
#ifndef CHECK_RACE_SENTENCE_H
#define CHECK_RACE_SENTENCE_H

#include "base/str.h"
#include "check/race.h"

/* "two threads touch `counter`, with no lock between them": without a
 * capital and a full stop.  Appends. */
void race_add_sentence(struct str *text, const struct race *race);

#endif
