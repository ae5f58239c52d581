/* What is where in the memory of a process, from its /proc/PID/maps. */
#ifndef RUN_MAPS_H
#define RUN_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mapping {
    uint64_t start;
    uint64_t end;               /* behind its last byte */
    uint64_t inode;             /* 0: no file */
    bool shared;                /* with whoever maps the same file */
    const char *path;           /* "path_len" bytes of the text that it was
                                 * parsed from */
    size_t path_len;            /* 0: none */
};

/* Parse one line.  Returns 0 or -EINVAL. */
int mapping_parse(const char *line, struct mapping *ret_mapping);

/* The mapping of an address, from the whole text.  False: there is none. */
bool mapping_find(const char *text, uint64_t address,
                  struct mapping *ret_mapping);

#endif
