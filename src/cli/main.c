/*
 * The program: options that all commands share, then the command's own.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/charset.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/out.h"
#include "cli/say.h"
#include "doc/doc.h"

#define EVERYWHERE (OPTION_BIT(OPTION_COURSE) | OPTION_BIT(OPTION_HELP))

/* A file that is opened must not become somebody's stdout. */
static void
fill_standard_files(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
            _exit(EXIT_MISSING);
}

static int
show_version(void)
{
    static struct out out;

    out_init(&out);
    out_add(&out, "racecourse " RACECOURSE_VERSION "\n");
    return out_end(&out, EXIT_FINE);
}

static int
run_command(const struct command *command, struct args *args, int argc,
            char **argv)
{
    if (args_parse(args, argc, argv, EVERYWHERE | command->options,
                   command->flags) < 0)
        return EXIT_USAGE;
    if (args_has(args, OPTION_HELP))
        return help_show(command);
    if (args->nwords > command->max_words)
        return complain(EXIT_USAGE, args->words[command->max_words],
                        "too many arguments; see racecourse help %s",
                        command->name);
    return command->run(args);
}

static int
run(struct args *args, int argc, char **argv)
{
    unsigned allowed = EVERYWHERE | OPTION_BIT(OPTION_VERSION);
    int at = args_parse(args, argc, argv, allowed, ARGS_FIRST_WORD);
    const struct command *command;

    if (at < 0)
        return EXIT_USAGE;
    if (args_has(args, OPTION_HELP))
        return help_show(NULL);
    if (args_has(args, OPTION_VERSION))
        return show_version();
    if (at == argc)
        return commands[0].run(args);
    command = command_find(argv[at]);
    if (!command)
        return EXIT_USAGE;
    return run_command(command, args, argc - at, argv + at);
}

int
main(int argc, char **argv)
{
    struct args args = {.program = argv};
    int status;

    fill_standard_files();
    charset_take();
    doc_use_ascii(!out_is_utf8());
    signal(SIGPIPE, SIG_IGN);
    status = run(&args, argc, argv);
    args_release(&args);
    return status;
}
