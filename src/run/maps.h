/* What is where in the memory of a process, from its /proc/PID/maps. */
#ifndef RUN_MAPS_H
#define RUN_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map {
    uint64_t start;
    uint64_t end;               /* behind its last byte */
    uint64_t offset;            /* in the file */
    uint64_t inode;             /* 0: no file */
    uint32_t major;
    uint32_t minor;
    bool shared;                /* with whoever maps the same file */
};

/* Parse one line.  Returns 0 or -EINVAL. */
int map_parse(const char *line, struct map *ret_map);

/* The map of an address, from the whole text.  False: there is none. */
bool maps_find(const char *text, uint64_t address, struct map *ret_map);

/*
 * What a word of memory is called by all that can reach it: a place in a
 * file, or else an address of one process.
 */
struct map_spot {
    uint64_t file;              /* an inode, or 0 */
    uint64_t device;            /* ... or a process */
    uint64_t at;                /* an offset, or an address */
};

/* `map` may be NULL: not known, so its process's own. */
struct map_spot map_spot_of(const struct map *map, uint64_t pid,
                            uint64_t address);
bool map_spot_same(const struct map_spot *a, const struct map_spot *b);

#endif
