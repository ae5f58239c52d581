/* The table of subcommands. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

#include "base/near.h"
#include "cli/say.h"

const struct command commands[] = {
    {
        .name = "",
        .usage = "",
        .what = "The workbook, at the place where it was left",
        .run = command_workbook,
    },
    {
        .name = "open",
        .usage = "LESSON",
        .what = "The workbook at that lesson",
        .more = "LESSON is a number, a name or a title, or the start of "
                "one.\n",
        .max_words = 1,
        .run = command_open,
    },
    {
        .name = "list",
        .usage = "",
        .what = "Lists lessons and exercises and your progress",
        .run = command_list,
    },
    {
        .name = "read",
        .usage = "LESSON|FILE.md",
        .what = "Shows a lesson or a Markdown file as text",
        .more = "The text is as wide as the terminal, or $COLUMNS.  Without\n"
                "a terminal it is plain.  `-` stands for standard input.\n",
        .max_words = 1,
        .run = command_read,
    },
    {
        .name = "init",
        .usage = "DIR",
        .what = "Chooses the folder where your own copies live",
        .more = "It is made if it is not there, and remembered for this\n"
                "course.  Copies that you have elsewhere stay where they "
                "are.\n",
        .max_words = 1,
        .run = command_init,
    },
    {
        .name = "help",
        .usage = "[COMMAND]",
        .what = "Says how to use a command",
        .max_words = 1,
        .run = command_help,
    },
};

const size_t command_count = sizeof commands / sizeof *commands;

const struct command *
command_find(const char *name)
{
    struct near near;

    near_init(&near, name);
    for (size_t i = 0; i < command_count; i++) {
        if (*commands[i].name && strcmp(commands[i].name, name) == 0)
            return &commands[i];
        if (*commands[i].name)
            near_offer(&near, commands[i].name);
    }
    if (near.name)
        complain(0, name, "no such command; did you mean %s?", near.name);
    else
        complain(0, name, "no such command; see racecourse --help");
    return NULL;
}
