/*
 * What a run may take, as the command line says it.  Sizes are meant as
 * reports print them: 2G is 2 GiB.
 */
#include "cli/allow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "cli/command.h"
#include "cli/say.h"
#include "course/knob.h"

#define MOST_SECONDS 1e6
#define MIB (1024.0 * 1024)
#define MOST_BYTES 0x1p62
#define MOST_PROCESSES 30000    /* as many are counted */
#define MOST_TASKS 1000000
#define TASKS_EACH (LIMITS_TASKS / LIMITS_PROCESSES)

enum limit_id {
    LIMIT_MEMORY,
    LIMIT_FILES,
    LIMIT_OUTPUT,
    LIMIT_PROCESSES,
    LIMIT_TASKS,
    LIMIT_COUNT,
};

int
allow_seconds(const char *text, double *ret_seconds)
{
    char *end;
    double seconds = strtod(text, &end);

    if (end == text || *end || !(seconds > 0))
        return complain(EXIT_USAGE, "--limit",
                        "'%s' is no number of seconds above 0", text);
    if (seconds > MOST_SECONDS)
        return complain(EXIT_USAGE, "--limit",
                        "'%s' is too long; 1000000 seconds at most, which "
                        "are eleven days", text);
    *ret_seconds = seconds;
    return EXIT_FINE;
}

static const char *const names[LIMIT_COUNT] = {
    [LIMIT_MEMORY] = "memory",
    [LIMIT_FILES] = "files",
    [LIMIT_OUTPUT] = "output",
    [LIMIT_PROCESSES] = "processes",
    [LIMIT_TASKS] = "tasks",
};

static enum limit_id
limit_named(const char *name)
{
    enum limit_id id = LIMIT_MEMORY;

    while (id < LIMIT_COUNT && strcmp(names[id], name) != 0)
        id++;
    return id;
}

/* "2G", "1.5 GiB", "500MB", "4096"; -1 where it is none of these. */
static double
bytes_of(const char *text)
{
    static const char units[] = "KMGT";
    const char *unit;
    char *end;
    double bytes = strtod(text, &end);

    if (end == text || !isfinite(bytes))
        return -1;
    end += strspn(end, " ");
    unit = *end ? strchr(units, *end & ~0x20) : NULL;
    if (unit) {
        bytes = ldexp(bytes, 10 * (int)(unit - units + 1));
        end++;
    }
    if (*end && strcmp(end, "B") != 0 && strcmp(end, "iB") != 0)
        return -1;
    return bytes;
}

static int
set_size(const char *name, const char *text, uint64_t *ret_bytes)
{
    double bytes = bytes_of(text);

    if (!(bytes >= MIB && bytes <= MOST_BYTES))
        return complain(EXIT_USAGE, "--allow",
                        "%s takes a size of 1M at least, as in %s=2G; not "
                        "'%s'", name, name, text);
    *ret_bytes = (uint64_t)bytes;
    return EXIT_FINE;
}

static int
set_count(const char *name, const char *text, int64_t most,
          unsigned *ret_count)
{
    int64_t count;

    if (knob_number(text, &count) < 0 || count < 1 || count > most)
        return complain(EXIT_USAGE, "--allow",
                        "%s takes a number from 1 to %lld, not '%s'", name,
                        (long long)most, text);
    *ret_count = (unsigned)count;
    return EXIT_FINE;
}

static int
set_limit(enum limit_id id, const char *text, struct limits *limits)
{
    switch (id) {
    case LIMIT_MEMORY:
        return set_size(names[id], text, &limits->memory);
    case LIMIT_FILES:
        return set_size(names[id], text, &limits->files);
    case LIMIT_OUTPUT:
        return set_size(names[id], text, &limits->output);
    case LIMIT_PROCESSES:
        return set_count(names[id], text, MOST_PROCESSES,
                         &limits->processes);
    default:
        return set_count(names[id], text, MOST_TASKS, &limits->tasks);
    }
}

static int
complain_name(const char *name)
{
    struct near near;

    near_init(&near, name);
    for (int id = 0; id < LIMIT_COUNT; id++)
        near_offer(&near, names[id]);
    if (near.name)
        return complain(EXIT_USAGE, "--allow",
                        "there is no limit '%s'; did you mean %s?", name,
                        near.name);
    return complain(EXIT_USAGE, "--allow",
                    "there is no limit '%s'; there are memory, files, "
                    "output, processes and tasks, as in memory=2G", name);
}

/* "memory=2G", which is changed. */
static int
read_one(char *text, struct limits *limits)
{
    char *value = strchr(text, '=');
    enum limit_id id;

    if (value)
        *value++ = '\0';
    id = limit_named(text);
    if (id == LIMIT_COUNT)
        return complain_name(text);
    if (!value)
        return complain(EXIT_USAGE, "--allow",
                        "limits are set as name=value, as in %s=%s", text,
                        id < LIMIT_PROCESSES ? "2G" : "2000");
    return set_limit(id, value, limits);
}

int
allow_read(const char *text, struct limits *limits)
{
    char *copy = mem_copy(text), *rest = copy, *one;
    int status = EXIT_FINE;

    while (status == EXIT_FINE && (one = strsep(&rest, ",")) != NULL)
        status = read_one(one, limits);
    /* Each process is a task as well. */
    if (limits->processes > LIMITS_PROCESSES && !limits->tasks)
        limits->tasks = limits->processes * TASKS_EACH;
    free(copy);
    return status;
}
