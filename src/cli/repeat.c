/* Many runs, one after another: two at once would disturb each other. */
#include "cli/repeat.h"

#include <stdint.h>

#include "base/clock.h"
#include "base/str.h"
#include "build/launch.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "course/knob.h"
#include "report/spread.h"

#define SHOW_EVERY (100 * CLOCK_MS)

/* When it began, and when it was last said how far it is: clock_now(). */
struct pace {
    int64_t began, said;
};

int
repeat_count(const char *text, size_t *ret_count)
{
    int64_t count;

    if (knob_number(text, &count) < 0 || count < 1 || count > SERIES_MOST)
        return complain(EXIT_USAGE, "--repeat",
                        "'%s' is no number of runs from 1 to %d", text,
                        SERIES_MOST);
    *ret_count = (size_t)count;
    return EXIT_FINE;
}

static void
say_how_far(struct pace *pace, size_t done, size_t count)
{
    int64_t now = clock_now();

    if (now - pace->said < SHOW_EVERY)
        return;
    if (done)
        progress_say("%zu of %zu, about %.0f s left", done, count,
                     (double)(now - pace->began) / CLOCK_SECOND /
                         (double)done * (double)(count - done));
    else
        progress_say("%zu of %zu", done, count);
    pace->said = now;
}

static int
run_once(const struct repeat *repeat)
{
    struct runner *runner = NULL;
    struct diag diag = DIAG_INIT;
    int status;

    if (launch_start(repeat->course, repeat->spec, repeat->run, &diag,
                     &runner) < 0)
        return complain(EXIT_MISSING, repeat->run->program, "%s", diag.text);
    status = wait_for_end(runner);
    runner_free(runner);
    return status;
}

static void
report(const struct repeat *repeat, const struct series *series)
{
    struct str text = STR_INIT;

    if (repeat->json)
        spread_json(series, repeat->run, repeat->count, &text);
    else
        spread_plain(series, repeat->run, repeat->exercise,
                     repeat->out->columns, &text);
    /* JSON is UTF-8 whatever the locale says. */
    if (repeat->json)
        repeat->out->ascii = false;
    out_add_n(repeat->out, str_text(&text), text.len);
    str_release(&text);
}

static bool
all_fine(const struct series *series)
{
    for (size_t i = 0; i < series->nruns; i++)
        if (!series_is_fine(&series->runs[i]))
            return false;
    return true;
}

int
repeat_run(const struct repeat *repeat, struct series *series)
{
    struct pace pace = {.began = clock_now()};
    int status = EXIT_FINE;

    while (series->nruns < repeat->count && status == EXIT_FINE) {
        if (repeat->progress)
            say_how_far(&pace, series->nruns, repeat->count);
        status = run_once(repeat);
        if (status == EXIT_FINE)
            series_add(series, repeat->run, repeat->exercise);
    }
    progress_end();
    /* A program that never started has nothing to report. */
    if (status != EXIT_MISSING || series->nruns)
        report(repeat, series);
    if (status == EXIT_FINE && !all_fine(series))
        status = EXIT_FAILED;
    return out_end(repeat->out, status);
}
