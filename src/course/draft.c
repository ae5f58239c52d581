/*
 * From a lesson's file to its document, once somebody wants to read it, with
 * what its fences show in their places.  The file is read again for that: the
 * texts of a whole course are too much to keep for whoever reads one lesson.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/inside.h"
#include "course/parts.h"

void
draft_show(struct draft *draft, int line, enum show_kind kind,
           const char *text, const char *language)
{
    struct show *show;

    if (draft->unseen)
        return;
    draft->shows = mem_resize(draft->shows, draft->nshows + 1,
                              sizeof *draft->shows);
    show = &draft->shows[draft->nshows++];
    *show = (struct show){
        .kind = kind,
        .line = line,
        .text = text ? mem_copy(text) : NULL,
        .language = language ? mem_copy(language) : NULL,
    };
}

void
draft_release(struct draft *draft)
{
    for (size_t i = 0; i < draft->nshows; i++) {
        free(draft->shows[i].text);
        free(draft->shows[i].language);
    }
    free(draft->shows);
    free(draft->text);
    *draft = (struct draft){0};
}

/* The first look may have taken for a fence what is none. */
static size_t
fence_at(const struct doc *doc, int line)
{
    for (size_t i = 0; i < doc_fence_count(doc); i++)
        if (doc_fence(doc, i)->line == line)
            return i;
    return FENCE_NONE;
}

static void
apply(struct doc *doc, const struct show *show)
{
    size_t fence = fence_at(doc, show->line);

    if (fence == FENCE_NONE)
        return;
    switch (show->kind) {
    case SHOW_NOTHING:
        doc_fence_hide(doc, fence);
        break;
    case SHOW_MARKDOWN:
        doc_fence_show_markdown(doc, fence, show->text);
        break;
    case SHOW_CODE:
        doc_fence_show_code(doc, fence, show->language, show->text);
        break;
    }
}

/* The lines of its questions, which the file still may have. */
static void
find_lines(const struct exercise *now, struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->npredictions; i++)
        exercise->predictions[i].line =
            now && i < now->npredictions ? now->predictions[i].line : 0;
}

/* Where its fences stand. */
static void
find_fences(const struct doc *doc, const struct exercise *now,
            struct exercise *exercise)
{
    exercise->fence = now ? fence_at(doc, now->line) : FENCE_NONE;
    for (size_t i = 0; i < exercise->npredictions; i++)
        exercise->predictions[i].fence =
            fence_at(doc, exercise->predictions[i].line);
}

static void
find_exercises(const struct course *course, const struct lesson *own,
               const struct course *alone)
{
    for (size_t i = 0; i < own->nexercises; i++) {
        struct exercise *exercise =
            &course->exercises[own->first_exercise + i];
        struct exercise *now = exercise_named(alone, exercise->name);

        if (now && exercise->forgotten)
            exercise_recall(exercise, now);
        else
            find_lines(now, exercise);
        find_fences(own->doc, now, exercise);
    }
}

static struct doc *
doc_of(const struct draft *draft)
{
    struct doc *doc =
        doc_new(draft->text, draft->len, DOC_GITHUB | DOC_LESSON);

    for (size_t i = 0; i < draft->nshows; i++)
        apply(doc, &draft->shows[i]);
    return doc;
}

/* In place of a lesson whose file cannot be read any more. */
static struct doc *
doc_of_trouble(const struct lesson *lesson, const struct diags *diags)
{
    const struct diag *why = &diags->items[diags->count - 1];
    char *text = str_format("# %s\n\n%s: %s.\n", lesson->title, why->file,
                            why->text);
    struct doc *doc = doc_new(text, strlen(text), DOC_LESSON);

    free(text);
    return doc;
}

struct doc *
course_doc(const struct course *course, const struct lesson *lesson)
{
    struct lesson *own = &course->lessons[course_lesson_index(course, lesson)];
    struct course alone = {.root = course->root, .work = course->work};
    struct draft draft = {0};
    struct diags diags = DIAGS_INIT;

    if (own->doc)
        return own->doc;
    lesson_read(&alone, path_name(own->path), &draft, &diags);
    own->doc = alone.nlessons ? doc_of(&draft) : doc_of_trouble(own, &diags);
    find_exercises(course, own, &alone);
    lessons_release(&alone);
    draft_release(&draft);
    diags_release(&diags);
    return own->doc;
}

void
course_doc_release(const struct course *course, const struct lesson *lesson)
{
    struct lesson *own = &course->lessons[course_lesson_index(course, lesson)];

    doc_free(own->doc);
    own->doc = NULL;
    for (size_t i = 0; course->brief && i < own->nexercises; i++)
        exercise_forget(&course->exercises[own->first_exercise + i]);
}
