/* What a run may take: the usual values, by what the machine has. */
#include "run/limits.h"

#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"

#define NUMBER_SIZE 64
#define MEMORY_LEAST (256ull << 20)

/* "max", no such file: a number that limits nothing. */
static uint64_t
number_in(const char *path)
{
    char *text = NULL, *end;
    unsigned long long number;

    if (file_read(path, NUMBER_SIZE, &text, NULL) < 0)
        return UINT64_MAX;
    number = strtoull(text, &end, 10);
    if (end == text)
        number = UINT64_MAX;
    free(text);
    return number;
}

static uint64_t
least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* A container sees its own limit at the top of its control groups. */
static uint64_t
memory_of_machine(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    uint64_t bytes = UINT64_MAX;

    if (pages > 0 && size > 0)
        bytes = (uint64_t)pages * (uint64_t)size;
    bytes = least(bytes, number_in("/sys/fs/cgroup/memory.max"));
    return least(bytes,
                 number_in("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
}

static uint64_t
free_in(const char *folder)
{
    struct statvfs stat;

    if (statvfs(folder, &stat) < 0)
        return UINT64_MAX;
    return (uint64_t)stat.f_bavail * (uint64_t)stat.f_frsize;
}

void
limits_fill(struct limits *limits, const char *folder)
{
    if (!limits->memory) {
        limits->memory = memory_of_machine() / 2;
        if (limits->memory < MEMORY_LEAST)
            limits->memory = MEMORY_LEAST;
    }
    if (!limits->files) {
        limits->files = least(LIMITS_FILES, free_in(folder) / 2);
        if (limits->files < LIMITS_FILES_LEAST)
            limits->files = LIMITS_FILES_LEAST;
    }
    if (!limits->output)
        limits->output = LIMITS_OUTPUT;
    if (!limits->processes)
        limits->processes = LIMITS_PROCESSES;
    if (!limits->tasks)
        limits->tasks = LIMITS_TASKS;
}
