/* What libc has as well, but not async-signal-safe. */
#include "run/safe.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* See getdents64(2); libc has readdir(), which allocates. */
struct record {
    uint64_t inode;
    int64_t offset;
    unsigned short size;
    unsigned char type;
    char name[];
};

const char *
safe_number(const char *at, uint64_t *ret_number)
{
    uint64_t number = 0;

    while (*at == ' ' || *at == '\t')
        at++;
    while (*at >= '0' && *at <= '9')
        number = number * 10 + (uint64_t)(*at++ - '0');
    *ret_number = number;
    return at;
}

uint64_t
safe_number_of(const char *text, const char *name)
{
    size_t len = strlen(name);
    uint64_t number;

    while (strncmp(text, name, len) || text[len] != ':') {
        text = strchr(text, '\n');
        if (!text)
            return 0;
        text++;
    }
    safe_number(text + len + 1, &number);
    return number;
}

const char *
safe_digits(uint64_t number, unsigned base, char buf[SAFE_DIGITS])
{
    char *at = buf + SAFE_DIGITS - 1;

    *at = '\0';
    do
        *--at = "0123456789abcdef"[number % base];
    while ((number /= base) > 0);
    return at;
}

int
safe_each_name(const char *folder, safe_name_call *call, void *context)
{
    _Alignas(struct record) char records[8192];
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    long got;

    if (fd < 0)
        return -errno;
    while ((got = syscall(SYS_getdents64, fd, records, sizeof records)) > 0)
        for (long at = 0; at < got;) {
            const struct record *record =
                (const struct record *)(records + at);

            at += record->size;
            call(context, record->name);
        }
    close(fd);
    return 0;
}
