/*
 * Which start file each copy was made of: lines "hash path" in work/.started,
 * the last one of a path counts.
 */
#ifndef COURSE_STARTED_H
#define COURSE_STARTED_H

#include <stdint.h>

struct course;

/* `path` is that of a copy, inside the folder of the copies.  0 or -errno. */
int started_add(const struct course *course, const char *path, uint64_t hash);

/* 0, -ENOENT where nothing is known, or -errno. */
int started_find(const struct course *course, const char *path,
                 uint64_t *ret_hash);

#endif
