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
mapping_parse(const char *line, struct mapping *ret_mapping)
{
    struct mapping mapping = {0};
    char rights[5];
    int path = 0;

    if (sscanf(line,
               "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %x:%x %" SCNu64
               "%*[ ]%n",
               &mapping.start, &mapping.end, rights, &mapping.offset,
               &mapping.major, &mapping.minor, &mapping.inode, &path) < 7 ||
        strlen(rights) != 4)
        return -EINVAL;
    mapping.shared = rights[3] == 's';
    mapping.path = line + path;
    mapping.path_len = path ? strcspn(mapping.path, "\n") : 0;
    *ret_mapping = mapping;
    return 0;
}

bool
mapping_find(const char *text, uint64_t address, struct mapping *ret_mapping)
{
    struct mapping mapping;

    for (; text && *text; text = strchr(text, '\n')) {
        if (*text == '\n')
            text++;
        if (mapping_parse(text, &mapping) == 0 && address >= mapping.start &&
            address < mapping.end) {
            *ret_mapping = mapping;
            return true;
        }
    }
    return false;
}

struct spot
spot_of(const struct mapping *mapping, uint64_t pid, uint64_t address)
{
    if (!mapping->shared || mapping->inode == 0)
        return (struct spot){.device = pid, .at = address};
    return (struct spot){
        .file = mapping->inode,
        .device = (uint64_t)mapping->major << 32 | mapping->minor,
        .at = mapping->offset + (address - mapping->start),
    };
}

bool
spot_same(const struct spot *a, const struct spot *b)
{
    return a->file == b->file && a->device == b->device && a->at == b->at;
}
