/* The list of what a program left, and its names. */
#include "run/leftovers.h"

#include <string.h>

#include "base/utf8.h"

#define SHOWN 4

const char *
leftover_kind_name(enum leftover_kind kind)
{
    static const char *const names[] = {
        [LEFTOVER_PROCESSES] = "process",
        [LEFTOVER_ZOMBIES] = "zombie",
        [LEFTOVER_MEMORY] = "shared memory",
        [LEFTOVER_SEMAPHORE] = "semaphore",
        [LEFTOVER_FILE] = "file",
        [LEFTOVER_IPC_MEMORY] = "System V shared memory",
        [LEFTOVER_IPC_SEMAPHORES] = "System V semaphores",
        [LEFTOVER_IPC_QUEUE] = "System V queue",
    };

    return names[kind];
}

void
leftovers_add(struct leftovers *leftovers, const struct leftover *leftover)
{
    struct leftover *item = &leftovers->items[leftovers->count];

    if (leftovers->count == LEFTOVERS_MAX) {
        leftovers->more++;
        return;
    }
    *item = *leftover;
    item->name[sizeof item->name - 1] = '\0';
    utf8_make_printable(item->name);
    leftovers->count++;
}

static void
say_one(const struct leftover *leftover, struct str *text)
{
    if (leftover->kind == LEFTOVER_PROCESSES)
        str_add_format(text, "%u process%s that lived on", leftover->count,
                       leftover->count == 1 ? "" : "es");
    else if (leftover->kind == LEFTOVER_ZOMBIES)
        str_add_format(text, "%u child%s that it never waited for",
                       leftover->count, leftover->count == 1 ? "" : "ren");
    else
        str_add_format(text, "%s %s", leftover_kind_name(leftover->kind),
                       leftover->name);
}

void
leftovers_say(const struct leftovers *leftovers, struct str *text)
{
    size_t shown = leftovers->count < SHOWN ? leftovers->count : SHOWN;
    size_t more = leftovers->count - shown + leftovers->more;

    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            str_add(text, ", ");
        say_one(&leftovers->items[i], text);
    }
    if (more)
        str_add_format(text, ", and %zu more", more);
}
