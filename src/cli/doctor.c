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

/* A line but for its end. */
static void
add_finding(struct out *out, const char *sign, const char *sgr,
            const char *what)
{
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

    add_finding(doctor->out, "✓", "32", what);
    va_start(args, format);
    add_why(doctor, NULL, format, args);
    va_end(args);
}

void
doctor_less(struct doctor *doctor, const char *what, const char *remedy,
            const char *format, ...)
{
    va_list args;

    add_finding(doctor->out, "·", "33", what);
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
    add_finding(doctor->out, "✗", "31", what);
    va_start(args, format);
    add_why(doctor, remedy, format, args);
    va_end(args);
}

static void
wait_for_end(struct runner *runner)
{
    while (runner_dispatch(runner) == 0) {
        int result = wait_for(runner_fd(runner), -1);

        if (result < 0 || result & WAIT_SIGNAL)
            runner_stop(runner);
    }
}

static char *
first_line(const struct output *output)
{
    size_t len;
    char *text = output_text(output, &len);

    text[strcspn(text, "\n")] = '\0';
    return text;
}

int
doctor_try(const char *const *argv, char **ret_line)
{
    struct runner_spec spec = {
        .argv = argv,
        .limit_seconds = TRY_SECONDS,
        .flags = RUNNER_PIPE | RUNNER_TOOL,
    };
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner = NULL;
    int status = -1;

    if (runner_start(&spec, &run, &diag, &runner) == 0) {
        wait_for_end(runner);
        runner_free(runner);
        if (run.status == RUN_EXITED)
            status = run.exit_code;
        if (ret_line)
            *ret_line = first_line(&run.output);
    } else if (ret_line) {
        *ret_line = mem_copy(diag.text);
    }
    run_release(&run);
    return status;
}

bool
doctor_try_contained(void)
{
    const char *argv[] = {"true", NULL};
    struct runner_spec spec = {.argv = argv, .limit_seconds = TRY_SECONDS};
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    struct runner *runner = NULL;
    bool contained = false;

    if (runner_start(&spec, &run, &diag, &runner) == 0) {
        wait_for_end(runner);
        runner_free(runner);
        contained = run.contained;
    }
    run_release(&run);
    return contained;
}

int
command_doctor(const struct args *args)
{
    static struct out out;
    struct doctor doctor = {.out = &out};
    int err = waits_begin();

    if (err)
        return complain(EXIT_MISSING, "doctor", "%s", strerror(-err));
    out_init(&out);
    doctor_tools(&doctor);
    doctor_machine(&doctor);
    doctor_contain(&doctor);
    doctor_look(&doctor);
    doctor_terminal(&doctor);
    doctor_places(&doctor, args);
    return out_end(&out, doctor.bad ? EXIT_MISSING : EXIT_FINE);
}
