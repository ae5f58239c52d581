/* Many runs, one after another: two at once would disturb each other. */
#include "cli/repeat.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "build/launch.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "course/knob.h"
#include "report/spread.h"

#define SHOW_EVERY (100 * CLOCK_MS)

/* How far it is, on the terminal. */
struct progress_line {
    bool wanted;
    bool shown;                 /* there is one to wipe out */
    int64_t began, last;        /* clock_now() of the first, of the newest */
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

/* Nobody is told about a terminal that cannot be written to. */
static void
write_line(const struct str *line)
{
    ssize_t put = write(STDERR_FILENO, str_text(line), line->len);

    (void)put;
}

static void
show_progress(struct progress_line *progress, size_t done, size_t count)
{
    struct str line = STR_INIT;
    int64_t now = clock_now();
    double left = (double)(now - progress->began) / CLOCK_SECOND /
                  (double)(done ? done : 1) * (double)(count - done);

    if (!progress->wanted || now - progress->last < SHOW_EVERY)
        return;
    str_add_format(&line, "\r%zu of %zu", done, count);
    if (done)
        str_add_format(&line, ", about %.0f s left", left);
    str_add(&line, "\033[K");
    write_line(&line);
    str_release(&line);
    progress->shown = true;
    progress->last = now;
}

static void
wipe_progress(const struct progress_line *progress)
{
    struct str line = STR_INIT;

    str_add(&line, "\r\033[K");
    if (progress->shown)
        write_line(&line);
    str_release(&line);
}

static int
start(const struct repeat *repeat, struct runner **ret_runner)
{
    struct diag diag = DIAG_INIT;
    int err = repeat->exercise
                  ? launch_start(repeat->course, repeat->spec, repeat->run,
                                 &diag, ret_runner)
                  : runner_start(repeat->spec, repeat->run, &diag,
                                 ret_runner);

    if (err < 0)
        return complain(EXIT_MISSING, repeat->run->program, "%s",
                        diag.text[0] ? diag.text : strerror(-err));
    return EXIT_FINE;
}

static int
run_once(const struct repeat *repeat)
{
    struct runner *runner = NULL;
    int status = start(repeat, &runner);

    if (status != EXIT_FINE)
        return status;
    while (runner_dispatch(runner) == 0) {
        int result = wait_for(runner_fd(runner), -1);

        if (result < 0 || result & WAIT_SIGNAL) {
            runner_stop(runner);
            status = EXIT_INTERRUPTED;
        }
    }
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
    struct progress_line progress = {
        .wanted = repeat->progress,
        .began = clock_now(),
    };
    int status = EXIT_FINE;

    while (series->nruns < repeat->count && status == EXIT_FINE) {
        show_progress(&progress, series->nruns, repeat->count);
        status = run_once(repeat);
        if (status == EXIT_FINE)
            series_add(series, repeat->run, repeat->exercise);
    }
    wipe_progress(&progress);
    /* A program that never started has nothing to report. */
    if (status != EXIT_MISSING || series->nruns)
        report(repeat, series);
    if (status == EXIT_FINE && !all_fine(series))
        status = EXIT_FAILED;
    return out_end(repeat->out, status);
}
