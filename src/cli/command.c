/* The table of subcommands. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

#include "base/near.h"
#include "cli/say.h"

const struct command commands[] = {
    {"help", "[COMMAND]", "Says how to use a command", NULL, 0, 1,
     command_help},
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
