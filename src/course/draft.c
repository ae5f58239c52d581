/*
 * From a lesson's text to its document, once somebody wants to read it, with
 * what its fences show in their places.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "course/inside.h"

void
draft_show(struct draft *draft, int line, enum show_kind kind,
           const char *text, const char *language)
{
    struct show *show;

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

static void
find_fences(const struct doc *doc, struct exercise *exercise)
{
    exercise->fence = fence_at(doc, exercise->line);
    for (size_t i = 0; i < exercise->npredictions; i++)
        exercise->predictions[i].fence =
            fence_at(doc, exercise->predictions[i].line);
}

struct doc *
course_doc(const struct course *course, const struct lesson *lesson)
{
    size_t index = course_lesson_index(course, lesson);
    struct lesson *own = &course->lessons[index];
    struct draft *draft = &course->drafts[index];

    if (own->doc)
        return own->doc;
    own->doc = doc_new(draft->text, draft->len, DOC_GITHUB | DOC_LESSON);
    for (size_t i = 0; i < draft->nshows; i++)
        apply(own->doc, &draft->shows[i]);
    for (size_t i = 0; i < own->nexercises; i++)
        find_fences(own->doc, &course->exercises[own->first_exercise + i]);
    return own->doc;
}

void
course_doc_release(const struct course *course, const struct lesson *lesson)
{
    struct lesson *own = &course->lessons[course_lesson_index(course, lesson)];

    doc_free(own->doc);
    own->doc = NULL;
}
