/* From what is known to a verdict, and to a phrase for each rung. */
#ifndef CHECK_DECIDE_H
#define CHECK_DECIDE_H

#include "check/ladder.h"

/* Come to a verdict by what is known. */
void decide(struct check *check);

/* Come to that verdict; rungs that nothing is known of were not climbed. */
void conclude(struct findings *findings, enum verdict verdict,
              const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Set the phrase of a rung. */
void rung_say(struct findings *findings, enum rung_id rung,
              enum rung_state state, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Why there is no program with the sanitizer, nor one with hooks; or NULL. */
const char *why_not_built(const struct check *check);

/* Of a program that is right: whether there were enough workers, or at least
 * not too few that were seen, and whether any were seen; else the verdict is
 * there. */
bool decide_workers(struct findings *findings);
bool decide_unseen(const struct check *check);

/* Whether the last rung held, or could not be told, of a program that is
 * right; else the verdict is there. */
bool decide_speed(struct check *check);

#endif
