/* The course's own body, shared by the files that read and search it. */
#ifndef COURSE_INSIDE_H
#define COURSE_INSIDE_H

#include <stddef.h>

#include "base/diag.h"
#include "course/course.h"

struct course {
    char *root;                 /* absolute */
    char *work;                 /* absolute */
    struct lesson *lessons;
    size_t nlessons;
    size_t lessons_cap;
    struct exercise *exercises;
    size_t nexercises;
    size_t exercises_cap;
};

/* A lesson while it is read. */
struct reading {
    struct course *course;
    struct lesson *lesson;      /* the last of the course's */
    char *file;                 /* "lessons/03_races.md" */
    struct diags *diags;
};

/*
 * Read the lesson `file` of lessons/, a name of the form NN_topic.md, and
 * add it and its exercises to the course.  One that cannot be read is
 * reported and left out.
 */
void lesson_read(struct course *course, const char *file,
                 struct diags *diags);

/* Make data of the fences of the lesson that is read, and set what they
 * show. */
void fences_read(struct reading *reading);

/* Show the code that fence `index` names; `words` is its info string behind
 * "code". */
void code_show(struct reading *reading, size_t index, const char *words);

#endif
