/*
 * Variables lie in what can be written of a program's file, and in what is
 * mapped right behind it without a file, which begins as zeros.
 */
#include "run/pointers.h"

#include <string.h>

#include "run/maps.h"

#define AT_ONCE 4096            /* bytes; a multiple of a pointer's size */
#define MOST (4 << 20)          /* of one mapping: the rest is an array */

static bool
is_own_file(const struct mapping *mapping)
{
    return mapping->inode && mapping->path_len > 0 &&
           mapping->path[0] == '/' && !mapping->shared &&
           strncmp(mapping->path, "/usr/", 5) != 0 &&
           strncmp(mapping->path, "/lib", 4) != 0;
}

static bool
is_writable(const char *line)
{
    const char *rights = strchr(line, ' ');

    return rights && strnlen(rights, 3) == 3 && rights[2] == 'w';
}

static bool
search(const struct pointers_memory *memory, uint64_t value, uint64_t start,
       uint64_t end, uint64_t *ret_address)
{
    uint64_t words[AT_ONCE / sizeof(uint64_t)];

    if (end - start > MOST)
        end = start + MOST;
    for (; start < end; start += AT_ONCE) {
        if (memory->read(memory->arg, start, words, AT_ONCE) < 0)
            return false;
        for (size_t i = 0; i < AT_ONCE / sizeof *words; i++) {
            if (words[i] != value)
                continue;
            *ret_address = start + i * sizeof *words;
            return true;
        }
    }
    return false;
}

/* The rest of the page of `from`, so that whole pages can follow. */
static bool
search_from(const struct pointers_memory *memory, uint64_t value,
            uint64_t from, const struct mapping *mapping,
            uint64_t *ret_address)
{
    uint64_t start = from > mapping->start ? from : mapping->start;
    uint64_t word;

    start = (start + sizeof word - 1) / sizeof word * sizeof word;
    for (; start < mapping->end && start % AT_ONCE; start += sizeof word) {
        if (memory->read(memory->arg, start, &word, sizeof word) < 0)
            return false;
        if (word == value) {
            *ret_address = start;
            return true;
        }
    }
    return start < mapping->end &&
           search(memory, value, start, mapping->end, ret_address);
}

bool
pointers_find(const struct pointers_memory *memory, uint64_t value,
              uint64_t from, uint64_t *ret_address)
{
    uint64_t behind = 0;        /* the end of a file's last mapping */

    for (const char *line = memory->maps; line && *line;
         line = strchr(line, '\n')) {
        struct mapping mapping;
        bool own;

        line += *line == '\n';
        if (mapping_parse(line, &mapping) < 0)
            continue;
        own = is_own_file(&mapping) ||
              (mapping.path_len == 0 && !mapping.shared &&
               mapping.start == behind);
        behind = own ? mapping.end : 0;
        if (own && is_writable(line) && from < mapping.end &&
            search_from(memory, value, from, &mapping, ret_address))
            return true;
    }
    return false;
}
