/*
 * A line of /proc/self/maps after the other, read a little at a time: the
 * stack of whoever asks may be small.
 */
#include "guest/hooks/maps.h"

#include "guest/hooks/sys.h"

int
hk_maps_open(struct maps *maps)
{
    maps->fd = sys_open("/proc/self/maps");
    maps->at = maps->len = 0;
    return maps->fd < 0 ? maps->fd : 0;
}

void
hk_maps_close(struct maps *maps)
{
    sys_close(maps->fd);
}

/* -1 at the end. */
static int
next(struct maps *maps)
{
    if (maps->at == maps->len) {
        long got = sys_read(maps->fd, maps->buffer, sizeof maps->buffer);

        maps->at = 0;
        maps->len = got > 0 ? (size_t)got : 0;
        if (maps->len == 0)
            return -1;
    }
    return (unsigned char)maps->buffer[maps->at++];
}

/* A number in hexadecimal or decimal, and the sign behind it. */
static uint64_t
number(struct maps *maps, unsigned base)
{
    uint64_t value = 0;
    int c;

    for (;;) {
        c = next(maps);
        if (c >= '0' && c <= '9')
            value = value * base + (uint64_t)(c - '0');
        else if (base == 16 && c >= 'a' && c <= 'f')
            value = value * base + (uint64_t)(c - 'a' + 10);
        else
            return value;
    }
}

/* The line's end is taken with it; what does not fit is dropped. */
static void
rest(struct maps *maps, char *name, size_t size)
{
    size_t len = 0;
    int c;

    while ((c = next(maps)) >= 0 && c != '\n')
        if (len + 1 < size && (c != ' ' || len > 0))
            name[len++] = (char)c;
    name[len] = '\0';
}

/* A line: low-high rwxp offset major:minor inode name. */
static bool
line(struct maps *maps, struct maps_entry *entry, bool *ret_shared,
     char name[16])
{
    char mode[5];

    entry->low = number(maps, 16);
    entry->high = number(maps, 16);
    for (int i = 0; i < 5; i++)
        mode[i] = (char)next(maps);
    entry->offset = number(maps, 16);
    entry->device = number(maps, 16) << 32;
    entry->device |= number(maps, 16);
    entry->inode = number(maps, 10);
    rest(maps, name, 16);
    *ret_shared = mode[3] == 's';
    return entry->high > 0;
}

/* Of one that the hooks hear of, too, libc's may not be called. */
static bool
begins_with(const char *text, const char *start)
{
    while (*start && *text == *start)
        text++, start++;
    return !*start;
}

bool
hk_maps_next(struct maps *maps, struct maps_entry *ret_entry)
{
    bool shared = false;
    char name[16];

    while (line(maps, ret_entry, &shared, name)) {
        /* System V numbers its memory apart from the kernel's inodes. */
        if (begins_with(name, "/SYSV"))
            ret_entry->device |= UINT64_C(1) << 63;
        if (shared)
            return true;
    }
    return false;
}

bool
hk_maps_find(const char *name, struct maps_entry *ret_entry)
{
    struct maps maps;
    bool shared, found = false;
    char here[16];

    if (hk_maps_open(&maps) < 0)
        return false;
    while (!found && line(&maps, ret_entry, &shared, here))
        found = begins_with(here, name);
    hk_maps_close(&maps);
    return found;
}
