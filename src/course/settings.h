/*
 * The body of a fence as settings: "[section]", "name = value".  Knows the
 * form only; what the names mean is the caller's.
 */
#ifndef COURSE_SETTINGS_H
#define COURSE_SETTINGS_H

#include <stddef.h>

#include "course/part.h"

#define SETTINGS_LINE 199       /* bytes of a line */

struct setting {
    char *section;
    char *name;
    char *value;
    int line;                   /* of the file, not of the body */
    int section_line;
};

struct settings {
    struct setting *items;
    size_t count;
    size_t cap;
};

#define SETTINGS_INIT {0}

/* Lines that are no settings are reported and left out. */
void settings_read(struct settings *settings, const struct part *part);
void settings_release(struct settings *settings);

#endif
