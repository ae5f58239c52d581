/*
 * The last rung: whether the workers of a right program got on side by side.
 * First what they say themselves, which no busy machine changes, then the
 * clock.
 */
#include "check/decide.h"

/* Whether the clock found it fast enough, or could not tell. */
static bool
decide_timed(struct check *check)
{
    struct findings *findings = check->findings;
    const struct speed *speed = &check->speed;
    enum speed_outcome outcome = speed_outcome(speed);
    double gain = findings->gain = speed_gain(speed);

    if (outcome == SPEED_REACHED) {
        rung_say(findings, RUNG_SPEED, RUNG_HELD,
                 "%.2f times as fast as the start file", gain);
        return true;
    }
    if (outcome == SPEED_UNKNOWN || outcome == SPEED_GOES_ON) {
        rung_say(findings, RUNG_SPEED, RUNG_UNKNOWN,
                 speed->cpus < speed->wanted
                     ? "could not tell: only %.0f core may be used"
                     : "could not tell: the %.0f cores are busy with others",
                 speed->cpus);
        return true;
    }
    rung_say(findings, RUNG_SPEED, RUNG_BROKE,
             "%.2f times as fast as the start file, and should be %.3g", gain,
             speed->wanted);
    if (outcome == SPEED_SERIALISED)
        conclude(findings, VERDICT_SERIALISED,
                 "It is right, but its workers wait for each other: together "
                 "they keep %.1f cores busy, as one alone would.",
                 speed->own[0].cores_busy);
    else
        conclude(findings, VERDICT_TOO_SLOW,
                 "It is right, but takes %.2f s where the start file takes "
                 "%.2f s.",
                 speed->own[0].seconds, speed->start[0].seconds);
    return false;
}

/* In all trials one at a time, whatever the clock says. */
static void
decide_apart(struct findings *findings)
{
    rung_say(findings, RUNG_SPEED, RUNG_BROKE, "%s", findings->apart);
    conclude(findings, VERDICT_SERIALISED,
             "It is right, but its workers wait for each other: %s.",
             findings->apart);
}

bool
decide_speed(struct check *check)
{
    struct findings *findings = check->findings;

    if (findings->apart && !findings->overlapped) {
        decide_apart(findings);
        return false;
    }
    if (check->exercise->plan.overlap && findings->overlapped)
        rung_say(findings, RUNG_SPEED, RUNG_HELD, "workers side by side");
    return !check->timed || decide_timed(check);
}
