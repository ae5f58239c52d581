/* What was found out. */
#include "check/findings.h"

#include <stdlib.h>

void
findings_release(struct findings *findings)
{
    for (int i = 0; i < RUNGS; i++)
        free(findings->rungs[i].detail);
    build_release(&findings->build);
    run_release(&findings->failing);
    sanitizer_release(&findings->sanitizer);
    race_release(&findings->race);
    free(findings->file);
    free(findings->sentence);
    free(findings->remedy);
    free(findings->mismatch);
    free(findings->switched);
    free(findings->apart);
    *findings = (struct findings)FINDINGS_INIT;
}

const char *
rung_name(enum rung_id rung)
{
    static const char *const names[RUNGS] = {
        [RUNG_BUILD] = "builds",
        [RUNG_RUN] = "runs",
        [RUNG_SANITIZE] = "sanitize",
        [RUNG_SPEED] = "speed",
    };

    return names[rung];
}

const struct race *
findings_race(const struct findings *findings)
{
    const struct sanitizer *sanitizer = &findings->sanitizer;

    for (size_t i = 0; i < sanitizer->nreports; i++)
        if (sanitizer->reports[i].kind == SANITIZER_RACE)
            return &sanitizer->reports[i].race;
    return findings->raced ? &findings->race : NULL;
}
