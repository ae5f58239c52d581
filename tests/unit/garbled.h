/* Files of which some bytes are others, and some missing. */
#ifndef TESTS_GARBLED_H
#define TESTS_GARBLED_H

#include <fcntl.h>
#include <stdint.h>

#include "folder.h"

/* Numbers that look like chance and come again in every run. */
static inline uint32_t
roll(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Write a copy of a file that differs in up to 60 bytes; every fourth is
 * also cut off somewhere. */
static inline void
garble(const char *from, const char *to, uint32_t seed)
{
    char *text = NULL;
    size_t len = 0;
    size_t keep;
    int fd;

    if (file_read(from, 1 << 24, &text, &len) != 0 || len == 0)
        abort();
    keep = seed % 4 == 0 ? roll(&seed) % len : len;
    for (uint32_t i = roll(&seed) % 60; i > 0; i--) {
        size_t at = ((size_t)roll(&seed) << 8 | (roll(&seed) & 255)) % len;

        text[at] = (char)roll(&seed);
    }
    fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, text, keep) != (ssize_t)keep)
        abort();
    close(fd);
    free(text);
}

#endif
