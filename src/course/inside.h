/* The course's own body, shared by the files that read and search it. */
#ifndef COURSE_INSIDE_H
#define COURSE_INSIDE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "course/course.h"
#include "course/scan.h"

/* No document has so many fences. */
#define FENCE_NONE ((size_t)INT_MAX)

enum show_kind { SHOW_NOTHING, SHOW_MARKDOWN, SHOW_CODE };

/* What stands in a lesson's document in place of a fence. */
struct show {
    enum show_kind kind;
    int line;                   /* of the fence */
    char *text;                 /* NULL for nothing */
    char *language;             /* of code */
};

/* What makes a document of a lesson.  It is no longer kept than that takes. */
struct draft {
    char *text;
    size_t len;
    bool unseen;                /* no document will be made of it */
    struct show *shows;         /* none of what is unseen */
    size_t nshows;
};

struct course {
    char *root;                 /* absolute */
    char *work;                 /* absolute */
    struct lesson *lessons;
    size_t nlessons;
    size_t lessons_cap;
    struct exercise *exercises;
    size_t nexercises;
    size_t exercises_cap;
    bool brief;                 /* what comes with documents goes with them */
};

/* A lesson while it is read. */
struct reading {
    struct course *course;
    struct lesson *lesson;      /* the last of the course's */
    struct draft *draft;        /* and what its document is made of */
    struct scan scan;
    char *file;                 /* "lessons/03_races.md" */
    struct diags *diags;
};

/*
 * Read the lesson `file` of lessons/, a name of the form NN_topic.md, and
 * add it and its exercises to the course; `draft` is empty and the caller's.
 * One that cannot be read is reported and left out.
 */
void lesson_read(struct course *course, const char *file, struct draft *draft,
                 struct diags *diags);

/* Ends what a course has of its lessons and exercises, not its paths. */
void lessons_release(struct course *course);

/* Make data of the fences of the lesson that is read, and settle what they
 * show. */
void fences_read(struct reading *reading);

/* The exercise of that name; NULL: there is none. */
struct exercise *exercise_named(const struct course *course,
                                const char *name);

/* What of the lesson, whose exercises are read, is about which verdict. */
void passages_read(const struct reading *reading);

/* Show the code that the fence names; `words` is its info string behind
 * "code". */
void code_show(struct reading *reading, const struct scan_fence *fence,
               const char *words);

/* Settle what a fence shows; text and language (may be NULL) are copied. */
void draft_show(struct draft *draft, int line, enum show_kind kind,
                const char *text, const char *language);
void draft_release(struct draft *draft);

#endif
