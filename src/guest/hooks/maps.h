/* /proc/self/maps, without a byte of memory: what several processes may
 * share. */
#ifndef GUEST_HOOKS_MAPS_H
#define GUEST_HOOKS_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAPS_SHARED 128

struct maps {
    int fd;
    size_t at, len;
    char buffer[1024];
};

struct maps_entry {
    uint64_t low, high, offset, device, inode;
};

/* 0, or -errno. */
int hk_maps_open(struct maps *maps);
void hk_maps_close(struct maps *maps);

/* The next shared mapping; false: there are no more. */
bool hk_maps_next(struct maps *maps, struct maps_entry *ret_entry);

/* The mapping whose name begins so, "[stack]"; false: there is none. */
bool hk_maps_find(const char *name, struct maps_entry *ret_entry);

#endif
