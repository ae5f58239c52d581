/* What this machine has and what is lost without the rest. */
#include "cli/doctor.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "run/runner.h"

#define TRY_SECONDS 30.0

/* A line but for its end.  What is found once the user has enough may not be
 * so. */
static void
add_finding(struct doctor *doctor, const char *sign, const char *sgr,
            const char *what)
{
    struct out *out = doctor->out;

    if (doctor->interrupted)
        return;
    if (out->colours)
        out_style(out, sgr);
    out_add(out, sign);
    if (out->colours)
        out_style(out, "");
    out_format(out, " %s: ", what);
}

static void
add_why(struct doctor *doctor, const char *remedy, const char *format,
        va_list args)
{
    struct str text = STR_INIT;

    if (doctor->interrupted)
        return;
    str_add_va(&text, format, args);
    if (remedy)
        str_add_format(&text, ": %s", remedy);
    str_add_char(&text, '\n');
    out_add(doctor->out, str_text(&text));
    out_flush(doctor->out);
    str_release(&text);
}

void
doctor_good(struct doctor *doctor, const char *what, const char *format, ...)
{
    va_list args;

    add_finding(doctor, "✓", "32", what);
    va_start(args, format);
    add_why(doctor, NULL, format, args);
    va_end(args);
}

void
doctor_less(struct doctor *doctor, const char *what, const char *remedy,
            const char *format, ...)
{
    va_list args;

    add_finding(doctor, "·", "33", what);
    va_start(args, format);
    add_why(doctor, remedy, format, args);
    va_end(args);
}

void
doctor_bad(struct doctor *doctor, const char *what, const char *remedy,
           const char *format, ...)
{
    va_list args;

    doctor->bad++;
    add_finding(doctor, "✗", "31", what);
    va_start(args, format);
    add_why(doctor, remedy, format, args);
    va_end(args);
}

static char *
first_line(const struct output *output)
{
    size_t len;
    char *text = output_text(output, &len);

    text[strcspn(text, "\n")] = '\0';
    return text;
}

/* 0 where it ran, or -errno, which diag explains. */
static int
run_to_end(struct doctor *doctor, const struct runner_spec *spec,
           struct run *run, struct diag *diag)
{
    struct runner *runner = NULL;
    int err = doctor->interrupted ? -EINTR
                                  : runner_start(spec, run, diag, &runner);

    if (err)
        return err;
    if (wait_for_end(runner) != EXIT_FINE)
        doctor->interrupted = true;
    runner_free(runner);
    return 0;
}

int
doctor_try(struct doctor *doctor, const char *const *argv, char **ret_line)
{
    struct runner_spec spec = {
        .argv = argv,
        .limit_seconds = TRY_SECONDS,
        .flags = RUNNER_PIPE | RUNNER_TOOL,
    };
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    int err = run_to_end(doctor, &spec, &run, &diag);
    int status = !err && run.status == RUN_EXITED ? run.exit_code : -1;

    if (ret_line)
        *ret_line = err ? mem_copy(diag.text) : first_line(&run.output);
    run_release(&run);
    return status;
}

bool
doctor_try_contained(struct doctor *doctor)
{
    const char *argv[] = {"true", NULL};
    struct runner_spec spec = {.argv = argv, .limit_seconds = TRY_SECONDS};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    bool contained =
        run_to_end(doctor, &spec, &run, &diag) == 0 && run.contained;

    run_release(&run);
    return contained;
}

int
command_doctor(const struct args *args)
{
    static struct out out;
    struct doctor doctor = {.out = &out};
    int status = waits_begin("doctor");

    if (status != EXIT_FINE)
        return status;
    out_init(&out);
    doctor_tools(&doctor);
    doctor_machine(&doctor);
    doctor_contain(&doctor);
    doctor_look(&doctor);
    doctor_terminal(&doctor);
    doctor_places(&doctor, args);
    if (doctor.interrupted)
        status = EXIT_INTERRUPTED;
    else if (doctor.bad)
        status = EXIT_MISSING;
    return out_end(&out, status);
}
