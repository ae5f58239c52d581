/* The fields are described in racecourse(1). */
#include <jansson.h>

#include "report/json_parts.h"
#include "report/lint.h"

static json_t *
problem_of(const struct diag *diag)
{
    json_t *report = json_object();

    json_object_set_new(report, "file", json_text(diag->file));
    json_object_set_new(report, "line",
                        diag->line ? json_integer(diag->line) : json_null());
    json_object_set_new(report, "sentence", json_text(diag->text));
    return report;
}

static json_t *
number_of(size_t count)
{
    return json_integer((json_int_t)count);
}

static void
add_totals(json_t *report, const struct lint_totals *totals)
{
    json_object_set_new(report, "lessons", number_of(totals->lessons));
    json_object_set_new(report, "exercises", number_of(totals->exercises));
    json_object_set_new(report, "variants", number_of(totals->variants));
    json_object_set_new(report, "built", number_of(totals->built));
    json_object_set_new(report, "checked", number_of(totals->checked));
}

void
report_lint_json(const struct diags *diags, const struct lint_totals *totals,
                 struct str *ret_text)
{
    json_t *report = json_object(), *problems = json_array();

    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    add_totals(report, totals);
    for (size_t i = 0; i < diags->count; i++)
        json_array_append_new(problems, problem_of(&diags->items[i]));
    json_object_set_new(report, "problems", problems);
    json_end(report, JSON_DIGITS, ret_text);
}
