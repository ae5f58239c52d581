/*
 * What is where in the memory of a process.  Shared memory without a name
 * has an inode too, of a file that nobody can open.
 */
#include "run/maps.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int
map_parse(const char *line, struct map *ret_map)
{
    struct map map = {0};
    char rights[5];

    if (sscanf(line,
               "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %x:%x %" SCNu64,
               &map.start, &map.end, rights, &map.offset, &map.major,
               &map.minor, &map.inode) != 7 ||
        strlen(rights) != 4)
        return -EINVAL;
    map.shared = rights[3] == 's';
    *ret_map = map;
    return 0;
}

bool
maps_find(const char *text, uint64_t address, struct map *ret_map)
{
    struct map map;

    for (; text && *text; text = strchr(text, '\n')) {
        if (*text == '\n')
            text++;
        if (map_parse(text, &map) == 0 && address >= map.start &&
            address < map.end) {
            *ret_map = map;
            return true;
        }
    }
    return false;
}

struct map_spot
map_spot_of(const struct map *map, uint64_t pid, uint64_t address)
{
    if (!map || !map->shared || map->inode == 0)
        return (struct map_spot){.device = pid, .at = address};
    return (struct map_spot){
        .file = map->inode,
        .device = (uint64_t)map->major << 32 | map->minor,
        .at = map->offset + (address - map->start),
    };
}

bool
map_spot_same(const struct map_spot *a, const struct map_spot *b)
{
    return a->file == b->file && a->device == b->device && a->at == b->at;
}
