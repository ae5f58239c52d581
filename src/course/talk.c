/*
 * Lessons as a talk: whose slide it is, and which exercises stand on it.  A
 * question is to be answered where it stands, so that a slide with one has
 * a pane, too.
 */
#include "course/talk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct talk {
    const struct course *course;
    struct talk_slide *items;
    size_t count;
    size_t cap;
    struct slides **slides;     /* one a lesson */
    size_t nslides;
};

static void
hide_cards(const struct course *course, const struct lesson *lesson,
           struct doc *doc)
{
    for (size_t i = 0; i < lesson->nexercises; i++) {
        size_t fence =
            course_exercise(course, lesson->first_exercise + i)->fence;

        if (fence < doc_fence_count(doc))
            doc_fence_hide(doc, fence);
    }
}

/* Exercises stand in the order of their lines. */
static void
find_exercises(const struct course *course, struct talk_slide *slide,
               int next_line)
{
    const struct lesson *lesson = slide->lesson;

    slide->recent = NO_EXERCISE;
    for (size_t i = 0; i < lesson->nexercises; i++) {
        size_t index = lesson->first_exercise + i;
        int line = course_exercise(course, index)->line;

        if (line >= next_line)
            break;
        slide->recent = index;
        if (line < slide->slide->line)
            continue;
        if (!slide->nexercises)
            slide->first_exercise = index;
        slide->nexercises++;
    }
}

static bool
asks_about(const struct exercise *exercise, int line, int next_line)
{
    for (size_t i = 0; i < exercise->npredictions; i++)
        if (exercise->predictions[i].line >= line &&
            exercise->predictions[i].line < next_line)
            return true;
    return false;
}

static void
choose_shown(const struct course *course, struct talk_slide *slide,
             int next_line)
{
    const struct lesson *lesson = slide->lesson;

    slide->shown = slide->nexercises ? slide->first_exercise : NO_EXERCISE;
    for (size_t i = 0; i < lesson->nexercises; i++) {
        size_t index = lesson->first_exercise + i;

        if (slide->shown == NO_EXERCISE &&
            asks_about(course_exercise(course, index), slide->slide->line,
                       next_line))
            slide->shown = index;
    }
}

static void
add_lesson(struct talk *talk, const struct lesson *lesson)
{
    struct doc *doc = course_doc(talk->course, lesson);
    struct slides *slides;
    size_t count;

    hide_cards(talk->course, lesson, doc);
    slides = slides_new(doc);
    count = slides_count(slides);
    talk->slides[talk->nslides++] = slides;
    for (size_t i = 0; i < count; i++) {
        struct talk_slide slide = {
            .lesson = lesson,
            .doc = doc,
            .slide = slides_at(slides, i),
            .number = i + 1,
        };
        int next = i + 1 < count ? slides_at(slides, i + 1)->line : INT_MAX;

        find_exercises(talk->course, &slide, next);
        choose_shown(talk->course, &slide, next);
        MEM_GROW(talk->items, talk->count, talk->cap);
        talk->items[talk->count++] = slide;
    }
}

struct talk *
talk_new(const struct course *course, const struct lesson *const *lessons,
         size_t nlessons)
{
    struct talk *talk = mem_new(sizeof *talk);

    talk->course = course;
    talk->slides = mem_resize(NULL, nlessons, sizeof(struct slides *));
    for (size_t i = 0; i < nlessons; i++)
        add_lesson(talk, lessons[i]);
    return talk;
}

void
talk_free(struct talk *talk)
{
    if (!talk)
        return;
    for (size_t i = 0; i < talk->nslides; i++)
        slides_free(talk->slides[i]);
    free(talk->slides);
    free(talk->items);
    free(talk);
}

size_t
talk_count(const struct talk *talk)
{
    return talk->count;
}

const struct talk_slide *
talk_at(const struct talk *talk, size_t index)
{
    return &talk->items[index];
}

long
talk_find(const struct talk *talk, const char *lesson, size_t number)
{
    for (size_t i = 0; i < talk->count; i++)
        if (talk->items[i].number == number &&
            strcmp(talk->items[i].lesson->name, lesson) == 0)
            return (long)i;
    return -1;
}
