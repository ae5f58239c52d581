/* A race that the hooks saw, in the form that names are found for. */
#ifndef CHECK_WATCHED_RACE_H
#define CHECK_WATCHED_RACE_H

#include "check/race_raw.h"
#include "run/hooked.h"

void watched_race(const struct hooked_report *report,
                  const struct hooked_race *race, struct race_raw *ret_raw);

#endif
