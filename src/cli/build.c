/* Builds an exercise, or says how it is built by hand. */
#include <stdlib.h>

#include "cli/command.h"
#include "cli/compile.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "cli/workbook.h"

static int
print_line(char *line)
{
    static struct out out;

    out_init(&out);
    out_format(&out, "%s\n", line);
    return out_end(&out, EXIT_FINE);
}

static int
print_command(const struct builder_spec *spec)
{
    struct diag diag = DIAG_INIT;
    char *command = builder_command(spec, &diag);
    int status;

    if (!command)
        return complain_diag(EXIT_MISSING, spec->exercise->name, &diag);
    status = print_line(command);
    free(command);
    return status;
}

static int
build(const struct builder_spec *spec)
{
    struct build result = BUILD_INIT;
    int status;

    status = waits_begin("build");
    if (status == EXIT_FINE)
        status = compile(spec, &result);
    if (status == EXIT_FINE)
        status = print_line(result.program);
    build_release(&result);
    return status;
}

static int
build_exercise(const struct args *args, const struct workbook *workbook)
{
    struct builder_spec spec = {
        .course = workbook->course,
        .source = args_has(args, OPTION_SOLUTION) ? RUN_SOLUTION : RUN_MINE,
    };

    spec.exercise = workbook_exercise(workbook, args->words[0]);
    if (!spec.exercise)
        return EXIT_USAGE;
    if (spec.source == RUN_SOLUTION && !spec.exercise->solution)
        return complain(EXIT_USAGE, spec.exercise->name,
                        "is a demonstration; it has no solution");
    return args_has(args, OPTION_PRINT) ? print_command(&spec) : build(&spec);
}

int
command_build(const struct args *args)
{
    return workbook_do(args, "build", build_exercise);
}
