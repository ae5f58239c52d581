/* The subcommands: one table feeds the dispatch and --help. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

#include "cli/args.h"

/* What the words of a command are, for shells to complete. */
enum complete_kind {
    COMPLETE_NOTHING,
    COMPLETE_COMMAND,
    COMPLETE_EXERCISE,          /* or several */
    COMPLETE_KNOBS,             /* of an exercise, which comes first */
    COMPLETE_COURSE,            /* its folder, or exercises */
    COMPLETE_FOLDER,
    COMPLETE_LESSON,
    COMPLETE_TEXT,              /* a lesson or a file */
};

struct command {
    const char *name;           /* "" for the one without a name */
    const char *usage;          /* its words, a line each way to call it */
    const char *what;           /* one line */
    const char *more;           /* what `help NAME` adds, or NULL */
    unsigned options;           /* OPTION_BITs beside --course and --help */
    unsigned flags;             /* args_flags */
    size_t max_words;           /* more are refused */
    enum complete_kind complete;
    bool hidden;                /* not for people: help leaves it out */
    int (*run)(const struct args *args); /* returns the exit status */
};

extern const struct command commands[];
extern const size_t command_count;

/* NULL: there is none of that name, and the nearest was named on stderr. */
const struct command *command_find(const char *name);

/* Print the help on stdout; NULL: on all of it.  Returns an exit status. */
int help_show(const struct command *command);

int command_help(const struct args *args);
int command_workbook(const struct args *args);
int command_open(const struct args *args);
int command_list(const struct args *args);
int command_read(const struct args *args);
int command_run(const struct args *args);
int command_check(const struct args *args);
int command_present(const struct args *args);
int command_hint(const struct args *args);
int command_diff(const struct args *args);
int command_reset(const struct args *args);
int command_build(const struct args *args);
int command_doctor(const struct args *args);
int command_complete(const struct args *args);
int command_init(const struct args *args);
int command_lint(const struct args *args);

#endif
