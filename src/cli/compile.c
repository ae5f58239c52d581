/* Builds, and shows the compiler's words on stderr. */
#include "cli/compile.h"

#include <string.h>

#include "base/str.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/wait.h"

#define MESSAGES_SHOWN 10
#define QUIET_MS 300 /* a build that takes longer is announced */

static void
add_message(struct str *text, const struct build_message *message)
{
    str_add(text, message->file ? message->file : "compiler");
    if (message->line > 0)
        str_add_format(text, ":%d", message->line);
    if (message->line > 0 && message->column > 0)
        str_add_format(text, ":%d", message->column);
    str_add_format(text, ": %s: %s\n", message->error ? "error" : "warning",
                   message->text);
    if (message->source)
        str_add_format(text, "%6d | %s\n", message->line, message->source);
}

static void
show_messages(const struct build *build)
{
    struct str text = STR_INIT;
    size_t shown = 0;

    for (size_t i = 0; i < build->nmessages; i++)
        if (i < MESSAGES_SHOWN || build->messages[i].error)
            if (shown++ < MESSAGES_SHOWN)
                add_message(&text, &build->messages[i]);
    if (build->nmessages > shown)
        str_add_format(&text, "and %zu more\n", build->nmessages - shown);
    if (!build->program && !build_first_error(build) && build->said)
        str_add(&text, build->said);
    if (text.len && text.data[text.len - 1] != '\n')
        str_add_char(&text, '\n');
    say_error(str_text(&text));
    str_release(&text);
}

/* EXIT_FINE, also for a source that does not compile. */
static int
wait_for_builder(struct builder *builder, const char *name)
{
    bool announced = false;
    struct diag diag = DIAG_INIT;
    int result, status = EXIT_FINE;

    for (;;) {
        result = wait_for(builder_fd(builder), announced ? -1 : QUIET_MS);
        if (result == 0 && !announced)
            progress_say("building %s ...", name);
        announced |= result == 0;
        if (result < 0 || result & WAIT_SIGNAL) {
            status = EXIT_INTERRUPTED;
            break;
        }
        result = result ? builder_dispatch(builder, &diag) : 0;
        if (result < 0)
            status = complain_diag(EXIT_MISSING, name, &diag);
        if (result != 0)
            break;
    }
    progress_end();
    return status;
}

int
compile(const struct builder_spec *spec, struct build *build)
{
    const char *name = spec->exercise->name;
    struct builder *builder = NULL;
    struct diag diag = DIAG_INIT;
    int err = builder_start(spec, build, &diag, &builder);
    int status;

    if (err < 0)
        return complain(EXIT_MISSING, name, "%s",
                        diag.text[0] ? diag.text : strerror(-err));
    status = wait_for_builder(builder, name);
    builder_free(builder);
    show_messages(build);
    if (status == EXIT_FINE && !build->program)
        status = complain(EXIT_FAILED, name, "does not build");
    return status;
}
