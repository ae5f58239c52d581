/* Help, made of the tables of commands and options. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"

/* Where the second column of a help page begins. */
#define SECOND 34

static void
add_row(struct out *out, const char *left, const char *right)
{
    int gap = SECOND - 2 - (int)strlen(left);

    if (gap < 1)
        out_format(out, "  %s\n%*s%s\n", left, SECOND, "", right);
    else
        out_format(out, "  %s%*s%s\n", left, gap, "", right);
}

static void
add_option(struct out *out, enum option_id id)
{
    const struct option_row *row = &option_rows[id];
    char left[64];

    snprintf(left, sizeof left, "--%s%s%s", row->name, row->value ? " " : "",
             row->value ? row->value : "");
    add_row(out, left, row->what);
}

/* The usage of a command is a line each way to call it. */
static void
add_usages(struct out *out, const struct command *command,
           void (*add)(struct out *out, const char *left, bool first,
                       const struct command *command))
{
    const char *line = command->usage;
    bool first = true;

    while (first || *line) {
        int len = (int)strcspn(line, "\n");
        char left[80];

        snprintf(left, sizeof left, "%s%s%.*s", command->name,
                 len && *command->name ? " " : "", len, line);
        add(out, left, first, command);
        line += len + (line[len] == '\n');
        first = false;
    }
}

static void
add_short(struct out *out, const char *left, bool first,
          const struct command *command)
{
    if (first)
        add_row(out, *left ? left : "(no command)", command->what);
}

static void
add_long(struct out *out, const char *left, bool first,
         const struct command *command)
{
    (void)command;
    out_format(out, "%s racecourse %s\n", first ? "Usage:" : "      ", left);
}

static void
add_all(struct out *out)
{
    out_add(out,
            "Usage: racecourse [--course DIR] [COMMAND [ARGUMENT]...]\n\n"
            "A workbook on races: lessons on threads, processes and locks\n"
            "beside C programs that run live.\n\nCommands:\n");
    for (size_t i = 0; i < command_count; i++)
        if (!commands[i].hidden)
            add_usages(out, &commands[i], add_short);
    out_add(out, "\nOptions:\n");
    add_option(out, OPTION_COURSE);
    add_option(out, OPTION_HELP);
    add_option(out, OPTION_VERSION);
    out_add(out, "\nExit status: 0 fine, 1 a program failed, 2 wrong usage,\n"
                 "3 this machine lacks something, 130 interrupted.\n\n"
                 "racecourse help COMMAND says more of a command.\n");
}

static void
add_one(struct out *out, const struct command *command)
{
    add_usages(out, command, add_long);
    out_format(out, "\n%s.\n", command->what);
    if (command->more)
        out_format(out, "\n%s", command->more);
    out_add(out, "\nOptions:\n");
    for (enum option_id id = 0; id < OPTION_COUNT; id++)
        if (command->options & OPTION_BIT(id))
            add_option(out, id);
    add_option(out, OPTION_COURSE);
    add_option(out, OPTION_HELP);
}

int
help_show(const struct command *command)
{
    static struct out out;

    out_init(&out);
    if (command && *command->name)
        add_one(&out, command);
    else
        add_all(&out);
    return out_end(&out, EXIT_FINE);
}

int
command_help(const struct args *args)
{
    const struct command *command;

    if (args->nwords == 0)
        return help_show(NULL);
    command = command_find(args->words[0]);
    return command ? help_show(command) : EXIT_USAGE;
}
