/*
 * A command line, taken apart: options by number, words, and what stands
 * behind "--".  Options may stand before, between and behind the words.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

enum option_id {
    OPTION_COURSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_SOLUTION,
    OPTION_TWIN,
    OPTION_JSON,
    OPTION_PLAIN,
    OPTION_LIMIT,
    OPTION_ALLOW,
    OPTION_REPEAT,
    OPTION_PRINT,
    OPTION_CHECK,
    OPTION_SIZE,
    OPTION_NOTES,
    OPTION_FILE,
    OPTION_UNTIMED,
    OPTION_WATCH,
    OPTION_ALL,
    OPTION_UNDO,
    OPTION_QUICK,
    OPTION_COUNT,
};

#define OPTION_BIT(id) (1u << (id))

/* An option as help shows it. */
struct option_row {
    const char *name;           /* without dashes */
    const char *value;          /* what it takes, or NULL */
    const char *what;
};

extern const struct option_row option_rows[OPTION_COUNT];

struct args {
    const char *values[OPTION_COUNT]; /* NULL: not given; "" if it takes none */
    char **words;               /* args_release() ends the array */
    size_t nwords;
    char **program;             /* main()'s argv */
    char **rest;                /* with ARGS_REST; NULL: there was no "--" */
    size_t nrest;
};

#define ARGS_INIT {0}
void args_release(struct args *args);

enum args_flags {
    ARGS_FIRST_WORD = 1 << 0,   /* stop at the first word: it is a command */
    ARGS_REST = 1 << 1,         /* what stands behind "--" is no word */
};

/*
 * Take argv[1..argc) apart; `allowed` are OPTION_BITs.  Adds to what args
 * has of an earlier call.  Returns the index of the first argument that was
 * left, argc if none was, or -1 when something was wrong, which was said.
 */
int args_parse(struct args *args, int argc, char **argv, unsigned allowed,
               unsigned flags);

static inline bool
args_has(const struct args *args, enum option_id id)
{
    return args->values[id] != NULL;
}

#endif
