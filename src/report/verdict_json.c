/* A verdict as JSON; racecourse(1) describes the fields. */
#include "report/json_parts.h"
#include "report/races_json.h"
#include "report/verdict.h"

static json_t *
rungs_of(const struct findings *findings)
{
    json_t *rungs = json_array();

    for (int i = 0; i < RUNGS; i++) {
        const struct rung *rung = &findings->rungs[i];
        json_t *report = json_object();

        if (rung->state == RUNG_AHEAD || rung->state == RUNG_SPARED) {
            json_decref(report);
            continue;
        }
        json_object_set_new(report, "name",
                            json_text(rung_name((enum rung_id)i)));
        json_object_set_new(report, "passed",
                            rung->state == RUNG_UNKNOWN
                                ? json_null()
                                : json_boolean(rung->state == RUNG_HELD));
        json_object_set_new(report, "seconds", json_seconds(rung->seconds));
        json_object_set_new(report, "detail", json_text(rung->detail));
        json_array_append_new(rungs, report);
    }
    return rungs;
}

static json_t *
found_by(const struct sanitizer *sanitizer)
{
    json_t *found = json_array();

    for (size_t i = 0; i < sanitizer->nreports; i++)
        json_array_append_new(found, json_finding(&sanitizer->reports[i]));
    return found;
}

static json_t *
evidence_of(const struct findings *findings)
{
    json_t *evidence = json_object();

    json_object_set_new(evidence, "seed",
                        json_integer((json_int_t)findings->seed));
    json_object_set_new(evidence, "workers",
                        findings->workers_known
                            ? json_integer((json_int_t)findings->workers)
                            : json_null());
    json_object_set_new(evidence, "trials",
                        json_integer((json_int_t)findings->plain.done));
    json_object_set_new(evidence, "wrong",
                        json_integer((json_int_t)findings->plain.wrong));
    json_object_set_new(evidence, "mismatch",
                        json_text_or_null(findings->mismatch));
    json_object_set_new(evidence, "knobs", json_knobs(&findings->failing));
    json_object_set_new(evidence, "race",
                        findings_race(findings)
                            ? json_race(findings_race(findings))
                            : json_null());
    json_object_set_new(evidence, "hang",
                        json_hang(&findings->failing.hang));
    json_object_set_new(evidence, "sanitizer",
                        found_by(&findings->sanitizer));
    return evidence;
}

/* The first one that is bound to the verdict. */
static json_t *
hint_of(const struct findings *findings)
{
    const struct exercise *exercise = findings->exercise;

    for (size_t i = 0; i < exercise->nhints; i++)
        if (findings->verdict != VERDICT_NONE &&
            exercise->hints[i].verdict == findings->verdict)
            return json_text(exercise->hints[i].text);
    return json_null();
}

static json_t *
exercise_of(const struct findings *findings)
{
    json_t *report = json_object();

    json_object_set_new(report, "name", json_text(findings->exercise->name));
    json_object_set_new(report, "file", json_text(findings->file));
    json_object_set_new(report, "verdict",
                        json_text(verdict_name(findings->verdict)));
    json_object_set_new(report, "sentence", json_text(findings->sentence));
    json_object_set_new(report, "rungs", rungs_of(findings));
    json_object_set_new(report, "evidence", evidence_of(findings));
    json_object_set_new(report, "hint", hint_of(findings));
    return report;
}

void
verdict_json(const struct findings *findings, size_t count,
             struct str *ret_text)
{
    json_t *report = json_object();
    json_t *exercises = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(exercises, exercise_of(&findings[i]));
    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(report, "exercises", exercises);
    json_end(report, JSON_DIGITS, ret_text);
}
