/* What was found, in one sentence. */
#ifndef CHECK_RACE_SENTENCE_H
#define CHECK_RACE_SENTENCE_H

#include "base/str.h"
#include "check/race.h"
#include "check/sanitizer.h"

/* "two threads touch `counter`, with no lock between them": without a
 * capital and a full stop.  Appends. */
void race_add_sentence(struct str *text, const struct race *race);

/* The same for anything that ThreadSanitizer found. */
void finding_add_sentence(struct str *text,
                          const struct sanitizer_report *report);

#endif
