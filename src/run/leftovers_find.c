/*
 * What is left in the namespaces of a run, seen by its keeper when all else
 * is over.  Async-signal-safe, so without stdio and readdir().
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "run/contain.h"
#include "run/leftovers.h"

#define SHM "/dev/shm"

/* See getdents64(2). */
struct dirent64_record {
    uint64_t inode;
    int64_t offset;
    unsigned short size;
    unsigned char type;
    char name[];
};

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
    char digits[24], *at = digits + sizeof digits - 1;

    *at = '\0';
    do
        *--at = "0123456789abcdef"[number % base];
    while ((number /= base) > 0);
    append(leftover, at);
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

static void
find_in(const char *folder, struct leftover (*named)(const char *name),
        void (*tell)(const struct leftover *leftover))
{
    _Alignas(struct dirent64_record) char records[4096];
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    long got;

    if (fd < 0)
        return;
    while ((got = syscall(SYS_getdents64, fd, records, sizeof records)) > 0)
        for (long at = 0; at < got;) {
            const struct dirent64_record *record =
                (const struct dirent64_record *)(records + at);
            struct leftover leftover = named(record->name);

            at += record->size;
            if (!is_dots(record->name) &&
                strcmp(leftover.name, &CONTAIN_TMPDIR[strlen(SHM)]) != 0)
                tell(&leftover);
        }
    close(fd);
}

/* ---- System V */

static const char *
take_number(const char *at, uint64_t *ret_number)
{
    uint64_t number = 0;

    while (*at == ' ' || *at == '-')
        at++;
    while (*at >= '0' && *at <= '9')
        number = number * 10 + (uint64_t)(*at++ - '0');
    *ret_number = number;
    return at;
}

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
    end = take_number(line, &key);
    if (end == line || *end != ' ')
        return -EINVAL;
    take_number(end, &id);
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
    if (shm) {
        find_in(SHM, named_in_shm, tell);
        find_in(CONTAIN_TMPDIR, named_in_tmp, tell);
    }
    find_ipc("/proc/sysvipc/shm", LEFTOVER_IPC_MEMORY, tell);
    find_ipc("/proc/sysvipc/sem", LEFTOVER_IPC_SEMAPHORES, tell);
    find_ipc("/proc/sysvipc/msg", LEFTOVER_IPC_QUEUE, tell);
}
