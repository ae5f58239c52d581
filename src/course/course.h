/*
 * A course: the lessons, exercises and solutions of one folder, as data.
 * What is malformed is collected with file, line and a sentence; the rest
 * stands.
 */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include <stddef.h>

#include "base/diag.h"
#include "course/exercise.h"
#include "doc/doc.h"

struct lesson {
    int number;                 /* 3 of 03_races.md */
    char *name;                 /* "03_races" */
    char *path;
    char *title;
    char *summary;              /* one line, may be "" */
    int minutes;                /* 0 where the lesson does not say */
    struct doc *doc;            /* NULL where course_doc() has not made it */
    size_t first_exercise;      /* index into the course's exercises */
    size_t nexercises;
};

struct course;

/*
 * Read the course in folder `root` (lessons/, exercises/, solutions/).  The
 * learner's copies live in `work`, NULL for root/work.  Returns 0 with what
 * is malformed in diags, or -errno with the reason as the last of diags:
 * -ENOENT where there is no folder lessons/ or no lesson in it.
 * course_free() ends it.
 */
int course_open(const char *root, const char *work, struct diags *diags,
                struct course **ret_course);
/*
 * The same for whoever reads one lesson at a time: the questions, hints,
 * passages and `why` of exercises come with their lesson's document, and go
 * when it is released.
 */
int course_open_brief(const char *root, const char *work, struct diags *diags,
                      struct course **ret_course);
void course_free(struct course *course);

const char *course_root(const struct course *course);
const char *course_work(const struct course *course);
/* A path below the course's folder without that, as a person would type it:
 * "exercises/03_races/counter_race.c"; any other as it is.  Borrowed. */
const char *course_shown(const struct course *course, const char *path);

size_t course_lesson_count(const struct course *course);
const struct lesson *course_lesson(const struct course *course, size_t index);

/*
 * The lesson's document, made of what its file says when it is asked for and
 * not there; its fences show what a reader is to see.  The course's.
 */
struct doc *course_doc(const struct course *course,
                       const struct lesson *lesson);
/* End it: a document takes ten times the memory of its text.  Whoever asks
 * for it again has it made again. */
void course_doc_release(const struct course *course,
                        const struct lesson *lesson);

size_t course_exercise_count(const struct course *course);
const struct exercise *course_exercise(const struct course *course,
                                       size_t index);

/* By number ("3", "03"), name or title, or the start of one of these if
 * only one lesson has it; its document is made.  NULL: not found, diag says
 * what there is. */
const struct lesson *course_find_lesson(const struct course *course,
                                        const char *what, struct diag *diag);
/* By name.  NULL: not found, diag names the nearest. */
const struct exercise *course_find_exercise(const struct course *course,
                                            const char *name,
                                            struct diag *diag);

/* Index of a lesson of this course. */
size_t course_lesson_index(const struct course *course,
                           const struct lesson *lesson);

#endif
