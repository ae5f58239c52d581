/* The text of /proc/PID/maps to mappings. */
#include "symbols/unwinding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define MAX_MAPS 65536

/* "start-end perms offset device inode   path" */
static bool
parse_line(const char *line, size_t len, struct map *ret_map)
{
    char text[128];
    char perms[5];
    unsigned long long start, end, offset;
    int at = -1;

    snprintf(text, sizeof text, "%.*s", (int)len, line);
    if (sscanf(text, "%llx-%llx %4s %llx %*s %*s %n", &start, &end, perms,
               &offset, &at) < 4 || at < 0 || start >= end)
        return false;
    *ret_map = (struct map){
        .start = start,
        .end = end,
        .offset = offset,
        .is_code = strlen(perms) > 2 && perms[2] == 'x',
        .path = mem_copy_n(line + ((size_t)at < len ? (size_t)at : len),
                           (size_t)at < len ? len - (size_t)at : 0),
    };
    return true;
}

void
maps_parse(struct maps *maps, const char *text)
{
    while (*text && maps->count < MAX_MAPS) {
        size_t len = strcspn(text, "\n");
        struct map map;

        if (parse_line(text, len, &map)) {
            MEM_GROW(maps->items, maps->count, maps->cap);
            maps->items[maps->count++] = map;
        }
        text += len;
        text += *text == '\n';
    }
}

void
maps_release(struct maps *maps)
{
    for (size_t i = 0; i < maps->count; i++)
        free(maps->items[i].path);
    free(maps->items);
    *maps = (struct maps){0};
}

struct map *
maps_find(const struct maps *maps, uint64_t address)
{
    for (size_t i = 0; i < maps->count; i++)
        if (address >= maps->items[i].start && address < maps->items[i].end)
            return &maps->items[i];
    return NULL;
}
