/*
 * What is wrong with a course although it can be read, for its author.
 * Nothing is built or run here; whatever is found goes to diags, with paths
 * from the course's folder.
 */
#ifndef COURSE_LINT_H
#define COURSE_LINT_H

#include "base/diag.h"
#include "course/course.h"
#include "course/variants.h"

/* Two lessons of one title; variants of no exercise. */
void lint_course(const struct course *course, struct diags *diags);

/*
 * Marks: each that a lesson names is in its file once, each that is in a
 * file is named by a lesson, and what a lesson holds for readers elsewhere
 * is what stands there.
 */
void lint_marks(const struct course *course, struct diags *diags);

/* The form that lets start file and solution stand beside prose. */
void lint_sources(const struct course *course,
                  const struct exercise *exercise, struct diags *diags);

/* A hint for each verdict that a wrong way reaches. */
void lint_hints(const struct course *course, const struct exercise *exercise,
                const struct variants *variants, struct diags *diags);

#endif
