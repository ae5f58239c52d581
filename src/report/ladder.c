/* What a rung looks like, in words and signs. */
#include "report/ladder.h"

bool
ladder_has(const struct findings *findings, enum rung_id rung)
{
    const struct check_plan *plan = &findings->exercise->plan;

    if (rung == RUNG_SANITIZE)
        return !plan->may_race;
    return rung != RUNG_SPEED || plan->speedup > 0 || plan->overlap;
}

enum rung_state
ladder_state(const struct findings *findings, enum rung_id rung)
{
    enum rung_state state = findings->rungs[rung].state;

    if (state == RUNG_CLIMBING && rung != RUNG_BUILD &&
        findings->rungs[RUNG_BUILD].state != RUNG_HELD)
        return RUNG_AHEAD;
    return state;
}

const char *
ladder_sign(enum rung_state state)
{
    return state == RUNG_HELD       ? "✓"
           : state == RUNG_BROKE    ? "✗"
           : state == RUNG_UNKNOWN  ? "?"
           : state == RUNG_CLIMBING ? "▸"
                                    : "·";
}

void
ladder_words(const struct findings *findings, enum rung_id rung,
             struct str *ret_text)
{
    const struct rung *report = &findings->rungs[rung];
    enum rung_state state = ladder_state(findings, rung);

    if (state == RUNG_AHEAD || state == RUNG_SPARED)
        return;
    if (report->detail)
        str_add(ret_text, report->detail);
    else if (state == RUNG_HELD && report->seconds > 0)
        str_add_format(ret_text, "%.2f s", report->seconds);
    else if (state == RUNG_CLIMBING && rung == RUNG_RUN)
        str_add_format(ret_text, "%zu of %zu trials", findings->plain.done,
                       findings->plain.wanted);
}
