/* What ThreadSanitizer says of a program that is not there. */
#include <stdlib.h>
#include <string.h>

#include "check/race_sentence.h"
#include "fuzz.h"
#include "report/races.h"
#include "report/races_json.h"

static void
check_report(const struct sanitizer_report *report)
{
    struct str text = STR_INIT;

    finding_add_sentence(&text, report);
    must(text.len > 0);
    must_be_clean(str_text(&text), text.len, false);
    str_clear(&text);
    if (report->kind == SANITIZER_RACE) {
        report_accesses(&report->race, 30, &text);
        report_accesses(&report->race, 80, &text);
    }
    must_be_clean(str_text(&text), text.len, true);
    str_release(&text);
    json_decref(json_finding(report));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    uint8_t how = input_byte(&input);
    char *text = input_text(&input);
    struct run run = {.status = how % 2 ? RUN_EXITED : RUN_SIGNALLED,
                      .exit_code = how & 64 ? 66 : 0, .signal = how % 32};
    struct sanitizer sanitizer;

    sanitizer_read(&(struct sanitizer_spec){
        .run = &run, .text = text, .program = "/nowhere/race",
    }, &sanitizer);
    must(sanitizer.nreports <= SANITIZER_REPORTS);
    must((sanitizer.outcome == SANITIZER_FOUND) == (sanitizer.nreports > 0));
    must((sanitizer.outcome == SANITIZER_COULD_NOT) == !!sanitizer.why);
    if (sanitizer.why)
        must_be_clean(sanitizer.why, strlen(sanitizer.why), false);
    for (size_t i = 0; i < sanitizer.nreports; i++)
        check_report(&sanitizer.reports[i]);
    sanitizer_release(&sanitizer);
    free(text);
    return 0;
}
