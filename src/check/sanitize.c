/*
 * The runs under ThreadSanitizer.  One that finds something is enough, and
 * so is one that cannot start: it is tried once more without address
 * randomisation, where that may help.
 */
#include "check/sanitize.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static char *
log_path(const struct check *check, const struct step *step)
{
    return str_format("%s/tsan.%zu", check->scratch.draft, step->trial);
}

void
sanitize_prepare(struct check *check, struct step *step,
                 struct runner_spec *spec, char **env)
{
    char *log = log_path(check, step);

    env[0] = sanitizer_options(log);
    env[1] = NULL;
    spec->env = (const char *const *)env;
    step->fixed = check->fixed;
    if (step->fixed)
        spec->flags |= RUNNER_NO_ASLR;
    free(log);
}

static void
read_run(struct check *check, const struct step *step,
         struct sanitizer *ret_sanitizer)
{
    char *log = log_path(check, step), *printed;
    char *file = programs_shown_file(check);
    struct str text = STR_INIT;
    struct sanitizer_spec spec = {
        .run = &step->run,
        .program = step->run.program,
        .root = course_root(check->course),
        .file = file,
    };
    size_t len;

    sanitizer_take_log(log, &text);
    printed = output_text(&step->run.output, &len);
    str_add_n(&text, printed, len);
    spec.text = str_text(&text);
    sanitizer_read(&spec, ret_sanitizer);
    free(printed);
    str_release(&text);
    free(file);
    free(log);
}

void
sanitize_take(struct check *check, struct step *step)
{
    struct program *program = &check->programs[PROGRAM_SANITIZED];
    struct sanitizer *kept = &check->findings->sanitizer;
    struct sanitizer found = SANITIZER_INIT;

    read_run(check, step, &found);
    /* Another that began before that was known proves nothing either. */
    if (found.outcome == SANITIZER_COULD_NOT && found.try_fixed &&
        !step->fixed) {
        check->fixed = true;
        program->wanted++;
        sanitizer_release(&found);
        return;
    }
    if (found.outcome != SANITIZER_CLEAN)
        program->wanted = program->started;
    if (kept->outcome == SANITIZER_CLEAN) {
        sanitizer_release(kept);
        *kept = found;
    } else {
        sanitizer_release(&found);
    }
    check->findings->sanitized++;
}
