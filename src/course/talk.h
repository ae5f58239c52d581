/*
 * Lessons as a talk: the slides of all of them in a row, each with the
 * exercises that stand on it.  What a reader is told of an exercise, its
 * knobs and keys, is not shown: the live pane stands in that place.
 */
#ifndef COURSE_TALK_H
#define COURSE_TALK_H

#include <stddef.h>

#include "course/course.h"
#include "doc/slides.h"

#define NO_EXERCISE ((size_t)-1)

struct talk_slide {
    const struct lesson *lesson;
    const struct doc *doc;      /* of the lesson */
    const struct slide *slide;
    size_t number;              /* in its lesson, from 1 */
    size_t first_exercise;      /* on this slide: index into the course */
    size_t nexercises;
    size_t shown;               /* the first one here; else the one that a
                                 * question here is about; or NO_EXERCISE */
    size_t recent;              /* the last one here or before, in this
                                 * lesson, or NO_EXERCISE */
};

struct talk;

/*
 * The talk of these lessons in this order.  Changes what their documents
 * show.  The course, which is borrowed, has to outlive it; talk_free() ends
 * it.
 */
struct talk *talk_new(const struct course *course,
                      const struct lesson *const *lessons, size_t nlessons);
void talk_free(struct talk *talk);

size_t talk_count(const struct talk *talk);
const struct talk_slide *talk_at(const struct talk *talk, size_t index);

/* The slide of that number (from 1) in that lesson, by its name; -1 where
 * the talk has none. */
long talk_find(const struct talk *talk, const char *lesson, size_t number);

#endif
