/*
 * Whether those who should have made the numbers did, as it was seen from
 * outside: enough of them, and not for show.  That it could not be seen is
 * no proof.
 */
#include "check/decide.h"

static bool
has_too_few_workers(const struct findings *findings)
{
    return findings->workers_known && findings->workers_wanted >= 1 &&
           (double)findings->workers < findings->workers_wanted;
}

/* The numbers are right, but not those who should have made them. */
static void
tell_too_few(struct findings *findings)
{
    rung_say(findings, RUNG_RUN, RUNG_BROKE, "%zu of %.0f workers",
             findings->workers, findings->workers_wanted);
    if (findings->workers)
        conclude(findings, VERDICT_SKIPPED,
                 "The output is right, but there should have been %.0f "
                 "workers at a time, and there %s %zu.",
                 findings->workers_wanted,
                 findings->workers == 1 ? "was" : "were", findings->workers);
    else
        conclude(findings, VERDICT_SKIPPED,
                 "The output is right, but it did not come from %.0f worker%s: "
                 "%s changed anything.", findings->workers_wanted,
                 findings->workers_wanted > 1 ? "s" : "",
                 findings->workers_wanted > 1 ? "none of them" : "nobody else");
}

/* Nor are they from those who were there. */
static void
tell_needless(struct findings *findings)
{
    rung_say(findings, RUNG_RUN, RUNG_BROKE,
             "right even when its workers do nothing");
    conclude(findings, VERDICT_SKIPPED,
             "The output is right, but it does not come from the workers: "
             "it is as right when none of them does anything.");
}

/* A race is the more certain evidence. */
bool
decide_workers(struct findings *findings)
{
    if (has_too_few_workers(findings))
        tell_too_few(findings);
    else if (findings->needless && !findings_race(findings))
        tell_needless(findings);
    return findings->verdict == VERDICT_NONE;
}

/* Those who should have made the numbers were not seen in any run. */
bool
decide_unseen(const struct check *check)
{
    struct findings *findings = check->findings;
    const char *why = why_not_built(check);

    if (!check->exercise->workers || findings->workers_known)
        return true;
    if (!why)
        why = findings->blind;
    conclude(findings, VERDICT_NOT_CHECKED,
             "The output is right, but by how many workers it was made could "
             "not be seen: %s.",
             why ? why : "no run in which they are watched came to its end");
    return false;
}
