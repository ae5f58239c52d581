/* The table of subcommands. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

#include "base/near.h"
#include "cli/say.h"

#define BIT(name) OPTION_BIT(OPTION_##name)

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
        .complete = COMPLETE_LESSON,
        .run = command_open,
    },
    {
        .name = "list",
        .usage = "",
        .what = "Lists lessons and exercises and your progress",
        .options = BIT(JSON),
        .run = command_list,
    },
    {
        .name = "read",
        .usage = "LESSON|FILE.md",
        .what = "Shows a lesson or a Markdown file as text",
        .more = "The text is as wide as the terminal, or $COLUMNS.  Without\n"
                "a terminal it is plain.  `-` stands for standard input.\n",
        .max_words = 1,
        .complete = COMPLETE_TEXT,
        .run = command_read,
    },
    {
        .name = "run",
        .usage = "EXERCISE [KNOB=VALUE]...\n-- PROGRAM [ARGUMENT]...",
        .what = "Runs an exercise, or any program, and reports",
        .more = "Your own copy is run, or the start file while there is "
                "none.\n"
                "Values may be written 1000000, 1_000_000, 1e6 or 1M.\n"
                "Ctrl-C ends the program, and all that it has started;\n"
                "without --limit that happens after 60 seconds.\n"
                "With --repeat it runs N times, 1 to 10000, and the report\n"
                "says how often which result came.\n"
                "A program that takes very much is ended; --allow sets how\n"
                "much, by these names: memory, files, output (sizes like 2G),\n"
                "processes, tasks (numbers).\n\n"
                "Exit status 1 says that it did not build, that it failed,\n"
                "or that its time was over; results are not judged.\n",
        .flags = ARGS_REST,
        .options =
            BIT(SOLUTION) | BIT(TWIN) | BIT(JSON) | BIT(PLAIN) | BIT(LIMIT) |
            BIT(ALLOW) | BIT(REPEAT),
        .max_words = SIZE_MAX,
        .complete = COMPLETE_KNOBS,
        .run = command_run,
    },
    {
        .name = "check",
        .usage = "[EXERCISE]...",
        .what = "Checks solutions, and explains each verdict",
        .more = "Without an EXERCISE all are checked.  Your own copy is "
                "built,\n"
                "run many times, and run under ThreadSanitizer; exercises/ "
                "is\n"
                "left alone.  With --file any file is checked as that "
                "exercise.\n"
                "With --watch each save is checked, until q or Ctrl-C.\n\n"
                "Exit status 1 says that a check fell short, 3 that one "
                "could not\n"
                "be made and all others passed.\n",
        .options = BIT(FILE) | BIT(JSON) | BIT(UNTIMED) | BIT(WATCH),
        .max_words = SIZE_MAX,
        .complete = COMPLETE_EXERCISE,
        .run = command_check,
    },
    {
        .name = "hint",
        .usage = "EXERCISE",
        .what = "Shows the next hint, or why it works",
        .more = "Those for the newest verdict come first.  Once your own copy "
                "has\n"
                "passed, it says why that works.\n",
        .options = BIT(ALL),
        .max_words = 1,
        .complete = COMPLETE_EXERCISE,
        .run = command_hint,
    },
    {
        .name = "diff",
        .usage = "EXERCISE",
        .what = "Shows what you changed in your own copy",
        .more = "Your own copy is held against the start file; with "
                "--solution,\n"
                "once it has passed, against the solution: in two columns on "
                "a\n"
                "terminal of 100 or more.\n",
        .options = BIT(SOLUTION),
        .max_words = 1,
        .complete = COMPLETE_EXERCISE,
        .run = command_diff,
    },
    {
        .name = "reset",
        .usage = "EXERCISE",
        .what = "Begins your copy anew, and keeps the old one",
        .more = "What it was gets a number behind its name and is never\n"
                "overwritten.  --undo brings the newest of these back, and "
                "can be\n"
                "taken back itself.\n",
        .options = BIT(UNDO),
        .max_words = 1,
        .complete = COMPLETE_EXERCISE,
        .run = command_reset,
    },
    {
        .name = "build",
        .usage = "EXERCISE",
        .what = "Builds an exercise and names its program",
        .options = BIT(PRINT) | BIT(SOLUTION),
        .max_words = 1,
        .complete = COMPLETE_EXERCISE,
        .run = command_build,
    },
    {
        .name = "present",
        .usage = "[LESSON]...",
        .what = "Shows lessons as slides, live",
        .more = "Slides begin at headings of the second level; `<!-- pause "
                "-->`\n"
                "in a lesson waits for the next key.  PgDn goes on: down a "
                "slide\n"
                "that is taller than the screen, then behind the pause, then "
                "to\n"
                "the next slide.  PgUp goes back, b shows nothing, ? names "
                "all\n"
                "keys.  Without a LESSON it is the one where you were.  "
                "Nothing\n"
                "of a talk counts as your progress.\n\n"
                "--notes, in a second terminal, shows your notes and what "
                "comes\n"
                "next; it finds the talk and follows it by itself.\n\n"
                "--check needs no terminal: it lays out each slide, builds "
                "and\n"
                "runs each program once, and names what does not fit, does "
                "not\n"
                "build, fails, or takes longer than 20 seconds (--limit).\n"
                "The size is this terminal's, or 80x24.  Without a LESSON "
                "all\n"
                "are checked.\n",
        .options = BIT(NOTES) | BIT(CHECK) | BIT(SIZE) | BIT(LIMIT),
        .max_words = SIZE_MAX,
        .complete = COMPLETE_LESSON,
        .run = command_present,
    },
    {
        .name = "init",
        .usage = "DIR",
        .what = "Chooses the folder where your own copies live",
        .more = "It is made if it is not there, and remembered for this\n"
                "course.  Copies that you have elsewhere stay where they "
                "are.\n",
        .max_words = 1,
        .complete = COMPLETE_FOLDER,
        .run = command_init,
    },
    {
        .name = "doctor",
        .usage = "",
        .what = "Says what this machine has and what it lacks",
        .run = command_doctor,
    },
    {
        .name = "lint",
        .usage = "[DIR] [EXERCISE]...",
        .what = "For authors: what is wrong with a course",
        .more = "DIR is the course's folder, as with --course.  Formats, "
                "knobs and\n"
                "marks are looked at; then each program is built by the "
                "command in\n"
                "its first comment, the start file has to get what "
                "`unsolved` says,\n"
                "the solution has to pass, and right and wrong ways in\n"
                "tests/course/EXERCISE get the verdict in their first "
                "line.\n"
                "That takes minutes; --quick builds nothing.\n\n"
                "Exit status 1 says that something was found.\n",
        .options = BIT(JSON) | BIT(QUICK),
        .max_words = SIZE_MAX,
        .complete = COMPLETE_COURSE,
        .run = command_lint,
    },
    {
        .name = "help",
        .usage = "[COMMAND]",
        .what = "Says how to use a command",
        .max_words = 1,
        .complete = COMPLETE_COMMAND,
        .run = command_help,
    },
    {
        .name = "complete",
        .usage = "-- [WORD]...",
        .what = "Says what a shell may offer for the last word",
        .flags = ARGS_REST,
        .hidden = true,
        .run = command_complete,
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
        if (*commands[i].name && !commands[i].hidden)
            near_offer(&near, commands[i].name);
    }
    if (near.name)
        complain(0, name, "no such command; did you mean %s?", near.name);
    else if (*name && !name[strspn(name, "0123456789")])
        complain(0, name, "no such command; did you mean open %s?", name);
    else
        complain(0, name, "no such command; see racecourse --help");
    return NULL;
}
