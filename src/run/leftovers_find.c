/*
 * What is left in the namespaces of a run, seen by its keeper when all else
 * is over.  Async-signal-safe, so without stdio and readdir().
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "run/contain.h"
#include "run/leftovers.h"
#include "run/safe.h"

#define SHM "/dev/shm"
#define OURS (&CONTAIN_TMPDIR[sizeof SHM]) /* its name in there */

static void
append(struct leftover *leftover, const char *text)
{
    size_t len = strnlen(leftover->name, LEFTOVER_NAME - 1);

    while (*text && len < LEFTOVER_NAME - 1)
        leftover->name[len++] = *text++;
    leftover->name[len] = '\0';
}

static void
append_number(struct leftover *leftover, uint64_t number, unsigned base)
{
    char digits[SAFE_DIGITS];

    append(leftover, safe_digits(number, base, digits));
}

/* ---- names in folders */

static bool
is_dots(const char *name)
{
    return name[0] == '.' &&
           (!name[1] || (name[1] == '.' && !name[2]));
}

/* Semaphores are files of that folder too. */
static struct leftover
named_in_shm(const char *name)
{
    bool semaphore = strncmp(name, "sem.", 4) == 0;
    struct leftover leftover = {
        .kind = semaphore ? LEFTOVER_SEMAPHORE : LEFTOVER_MEMORY,
        .count = 1,
    };

    append(&leftover, "/");
    append(&leftover, semaphore ? name + 4 : name);
    return leftover;
}

static struct leftover
named_in_tmp(const char *name)
{
    struct leftover leftover = {.kind = LEFTOVER_FILE, .count = 1};

    append(&leftover, name);
    return leftover;
}

/* What the names of a folder are, but for one that is ours; who is told. */
struct search {
    struct leftover (*named)(const char *name);
    const char *ours;
    void (*tell)(const struct leftover *leftover);
};

static void
find_one(void *context, const char *name)
{
    const struct search *search = context;
    struct leftover leftover = search->named(name);

    if (!is_dots(name) && strcmp(name, search->ours) != 0)
        search->tell(&leftover);
}

/* ---- System V */

int
leftover_parse_ipc(const char *line, struct leftover *ret_leftover)
{
    struct leftover leftover = {.count = 1};
    uint64_t key, id;
    const char *end;
    bool negative;

    while (*line == ' ')
        line++;
    negative = *line == '-';
    line += negative;
    end = safe_number(line, &key);
    if (end == line || *end != ' ')
        return -EINVAL;
    safe_number(end, &id);
    /* The kernel writes a key as a signed number. */
    append(&leftover, "key 0x");
    append_number(&leftover, (uint32_t)(negative ? -key : key), 16);
    append(&leftover, ", id ");
    append_number(&leftover, id, 10);
    *ret_leftover = leftover;
    return 0;
}

static void
find_ipc(const char *path, enum leftover_kind kind,
         void (*tell)(const struct leftover *leftover))
{
    static char text[8192];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

    if (fd >= 0)
        close(fd);
    if (got <= 0)
        return;
    text[got] = '\0';
    for (const char *line = text; line; line = strchr(line, '\n')) {
        struct leftover leftover;

        if (*line == '\n')
            line++;
        if (leftover_parse_ipc(line, &leftover) < 0)
            continue;
        leftover.kind = kind;
        tell(&leftover);
    }
}

void
leftovers_find(bool shm, void (*tell)(const struct leftover *leftover))
{
    struct search in_shm = {named_in_shm, OURS, tell};
    struct search in_tmp = {named_in_tmp, "", tell};

    if (shm) {
        safe_each_name(SHM, find_one, &in_shm);
        safe_each_name(CONTAIN_TMPDIR, find_one, &in_tmp);
    }
    find_ipc("/proc/sysvipc/shm", LEFTOVER_IPC_MEMORY, tell);
    find_ipc("/proc/sysvipc/sem", LEFTOVER_IPC_SEMAPHORES, tell);
    find_ipc("/proc/sysvipc/msg", LEFTOVER_IPC_QUEUE, tell);
}
