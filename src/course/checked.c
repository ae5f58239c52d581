/* The newest verdict, and how long the way to it was. */
#include "course/checked.h"

static bool
is_attempt(enum verdict verdict)
{
    return verdict != VERDICT_NOT_CHECKED && verdict != VERDICT_NOT_FINISHED;
}

void
checked_add(struct checked *checked, enum verdict verdict, uint64_t hash,
            int64_t when)
{
    bool other = checked->verdict == VERDICT_NONE || hash != checked->hash;

    if (verdict == VERDICT_NOT_CHECKED && checked->verdict != VERDICT_NONE &&
        checked->verdict != VERDICT_NOT_CHECKED)
        return;
    if (other && checked->verdict == VERDICT_PASSED)
        checked->attempts = 0;
    if (is_attempt(verdict) && (other || checked->attempts == 0))
        checked->attempts++;
    checked->verdict = verdict;
    checked->hash = hash;
    checked->time = when;
    if (verdict == VERDICT_PASSED) {
        checked->passed = when;
        checked->passed_hash = hash;
        checked->stands = true;
    } else if (hash == checked->passed_hash) {
        checked->stands = false;
    }
}
