/* Races as JSON, to stand in the report of a check.  What is returned is
 * the caller's. */
#ifndef REPORT_RACES_JSON_H
#define REPORT_RACES_JSON_H

#include <jansson.h>

#include "check/race.h"
#include "check/sanitizer.h"

/* variable, place, bytes, block_bytes, accesses[] */
json_t *json_race(const struct race *race);

/* kind, sentence, and by its kind: race{}, lock, frames[], order[] */
json_t *json_finding(const struct sanitizer_report *report);

#endif
