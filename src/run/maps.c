/*
 * What is where in the memory of a process.  Shared memory without a name
 * has an inode too, of a file that nobody can open.
 */
#include "run/maps.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A number and the character behind it. */
static bool
take(const char **text, int base, char behind, uint64_t *ret_number)
{
    char *end;

    if (!isxdigit((unsigned char)**text))
        return false;
    *ret_number = strtoull(*text, &end, base);
    if (*end != behind)
        return false;
    *text = end + 1;
    return true;
}

static bool
take_range(const char **text, struct mapping *mapping)
{
    return take(text, 16, '-', &mapping->start) &&
           take(text, 16, ' ', &mapping->end);
}

int
mapping_parse(const char *line, struct mapping *ret_mapping)
{
    struct mapping mapping = {0};
    uint64_t offset, major, minor;
    char *end;

    if (!take_range(&line, &mapping) || strcspn(line, " \n") != 4)
        return -EINVAL;
    mapping.shared = line[3] == 's';
    line += 4;
    line += *line == ' ';
    if (!take(&line, 16, ' ', &offset) ||
        !take(&line, 16, ':', &major) || !take(&line, 16, ' ', &minor) ||
        !isdigit((unsigned char)*line))
        return -EINVAL;
    mapping.inode = strtoull(line, &end, 10);
    mapping.path = end + strspn(end, " ");
    mapping.path_len = strcspn(mapping.path, "\n");
    *ret_mapping = mapping;
    return 0;
}

/* Of most lines the addresses are enough. */
bool
mapping_find(const char *text, uint64_t address, struct mapping *ret_mapping)
{
    for (; text && *text; text = strchr(text, '\n')) {
        struct mapping mapping;
        const char *line;

        text += *text == '\n';
        line = text;
        if (take_range(&line, &mapping) && address >= mapping.start &&
            address < mapping.end && mapping_parse(text, &mapping) == 0) {
            *ret_mapping = mapping;
            return true;
        }
    }
    return false;
}
