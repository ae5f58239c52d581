/* A run until it is over. */
#include "cli/follow.h"

#include "base/clock.h"
#include "base/str.h"
#include "cli/live.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "report/report.h"
#include "report/text.h"

#define QUIET_SECONDS 0.5 /* a run that takes longer is announced */
#define SHOW_MS 50 /* at most so often is output shown */

/* Once; whoever looks on need not wait for the limit. */
static void
show_hang(const struct follow *follow, struct live *live,
          const struct run *run)
{
    struct str text = STR_INIT, lines = STR_INIT;

    if (live->told || follow->impatient || run->hang.kind == HANG_NONE)
        return;
    live->told = true;
    live_end(live, &run->output);
    report_hang(run, &text);
    str_add(&text, " Ctrl-C stops it.");
    text_wrap(&lines, str_text(&text), live->out->columns);
    out_add(live->out, str_text(&lines));
    out_flush(live->out);
    str_release(&lines);
    str_release(&text);
}

/* Once, where nothing else is seen of it until its end. */
static void
announce(const struct follow *follow, const struct run *run, bool *announced)
{
    if (*announced || follow->live || run->seconds < QUIET_SECONDS ||
        !follow->progress)
        return;
    progress_say("running %s ...", follow->name);
    *announced = true;
}

int
follow_run(const struct follow *follow, struct runner *runner,
           const struct run *run)
{
    struct live live = {.out = follow->out};
    int64_t shown = 0;
    bool announced = false;
    int status = EXIT_FINE;

    /* The readings wake it up ten times a second at least. */
    while (runner_dispatch(runner) == 0) {
        if (wait_for_runner(runner) != EXIT_FINE)
            status = EXIT_INTERRUPTED;
        if (follow->impatient && run->hang.kind != HANG_NONE)
            runner_stop(runner);
        announce(follow, run, &announced);
        if (follow->live && clock_now() - shown >= SHOW_MS * CLOCK_MS) {
            live_show(&live, &run->output);
            show_hang(follow, &live, run);
            shown = clock_now();
        }
    }
    progress_end();
    if (follow->live)
        live_end(&live, &run->output);
    return status;
}
