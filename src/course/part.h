/* A fence of a lesson, as those see it who make data of it. */
#ifndef COURSE_PART_H
#define COURSE_PART_H

#include <stddef.h>

#include "base/diag.h"

/* The body of a fence, and where to say what is wrong in it. */
struct part {
    const char *body;
    size_t len;
    const char *file;           /* as the reader of a message knows it */
    int line;                   /* of the opening fence */
    struct diags *diags;
};

#endif
