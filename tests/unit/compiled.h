/*
 * Programs that a test compiles, in its folder.  What stands where in them is
 * found by marks in the source, and by nm.
 */
#ifndef TESTS_COMPILED_H
#define TESTS_COMPILED_H

#include <stdint.h>

#include "folder.h"

/* The line that holds the mark; from 1. */
static inline int
line_of(const char *source, const char *mark)
{
    const char *at = strstr(source, mark);
    int line = 1;

    if (!at) {
        fprintf(stderr, "no mark %s\n", mark);
        abort();
    }
    for (; at > source; at--)
        line += at[-1] == '\n';
    return line;
}

static inline bool
has_command(const char *name)
{
    char *command = str_format("command -v %s >/dev/null 2>&1", name);
    bool has = system(command) == 0;

    free(command);
    return has;
}

/* Compile a source of the folder to a program there, as for an exercise: in
 * the folder, by the file's name alone.  Whether that went well. */
static inline bool
compile_to(const char *command, const char *source, const char *program)
{
    char *line = str_format("cd %s && %s -o %s %s >cc.log 2>&1", folder,
                            command, program, source);
    bool good = system(line) == 0;

    free(line);
    return good;
}

/* NAME.c to NAME. */
static inline bool
compile(const char *command, const char *name)
{
    char *source = str_format("%s.c", name);
    bool good = compile_to(command, source, name);

    free(source);
    return good;
}

#define WAYS_MOST 8

/* What each of many ways made of one source; "" where that is not here. */
static char built[WAYS_MOST][16];

static inline void
compile_ways(const char *const *ways, size_t count, const char *source)
{
    for (size_t i = 0; i < count; i++) {
        snprintf(built[i], sizeof built[i], "way%zu", i);
        if (compile_to(ways[i], source, built[i]))
            continue;
        fprintf(stderr, "# not here: %s\n", ways[i]);
        built[i][0] = '\0';
    }
}

/* Where a program has a name and how many bytes it takes, by nm; 0: nowhere.
 * ret_size may be NULL. */
static inline uint64_t
place_of(const char *program, const char *name, size_t *ret_size)
{
    char *command = str_format("nm -S %s/%s", folder, program);
    FILE *pipe = popen(command, "re");
    unsigned long long at, size, address = 0;
    char line[512], word[256];

    free(command);
    while (pipe && fgets(line, sizeof line, pipe)) {
        if (sscanf(line, "%llx %llx %*c %255s", &at, &size, word) != 3 ||
            strcmp(word, name) != 0)
            continue;
        address = at;
        if (ret_size)
            *ret_size = size;
    }
    if (pipe)
        pclose(pipe);
    return address;
}

static inline uint64_t
address_of(const char *program, const char *name)
{
    return place_of(program, name, NULL);
}

#endif
