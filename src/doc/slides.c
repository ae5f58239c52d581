/*
 * A document as slides.  It is laid out once, at any width, to learn what
 * shows nothing: no slide begins behind nothing, and no pause hides nothing.
 */
#include "doc/slides.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define ANY_WIDTH 80
#define SLIDE_LEVEL 2           /* headings that begin one, and above */

struct slides {
    struct slide *items;
    size_t count;
    size_t cap;
};

/* The index of the first row from that place on. */
static size_t
row_from(const struct rows *rows, size_t offset)
{
    size_t low = 0, high = rows_count(rows);

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (rows_at(rows, mid)->offset < offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Rows from one place to another, without the empty ones around them. */
static size_t
rows_between(const struct rows *rows, size_t from, size_t to,
             size_t *ret_first)
{
    size_t first = row_from(rows, from), end = row_from(rows, to);

    while (first < end && rows_at(rows, first)->nspans == 0)
        first++;
    while (end > first && rows_at(rows, end - 1)->nspans == 0)
        end--;
    *ret_first = first;
    return end - first;
}

static bool
shows_something(const struct rows *rows, size_t from, size_t to)
{
    size_t first;

    return rows_between(rows, from, to, &first) > 0;
}

/* A slide that shows nothing so far becomes this one. */
static void
begin_slide(struct slides *slides, const struct rows *rows,
            const struct slide *slide)
{
    struct slide *last = slides->count ? &slides->items[slides->count - 1]
                                       : NULL;

    if (last && !shows_something(rows, last->offset, slide->offset)) {
        last->title = slide->title;
        return;
    }
    if (last)
        last->end = slide->offset;
    MEM_GROW(slides->items, slides->count, slides->cap);
    slides->items[slides->count++] = *slide;
}

static void
find_slides(struct slides *slides, const struct doc *doc,
            const struct rows *rows)
{
    size_t end = doc_end(doc);

    begin_slide(slides, rows, &(struct slide){.title = "", .line = 1});
    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);

        if (heading->level > SLIDE_LEVEL || heading->nested)
            continue;
        begin_slide(slides, rows, &(struct slide){
            .title = heading->text,
            .line = heading->line,
            .offset = heading->offset,
        });
    }
    if (doc_link_count(doc) || doc_has_notes(doc))
        begin_slide(slides, rows, &(struct slide){
            .title = doc_has_notes(doc) ? "Notes" : "Links",
            .line = rows_at(rows, rows_count(rows) - 1)->line + 1,
            .offset = end,
        });
    slides->items[slides->count - 1].end = (size_t)-1;
    if (!shows_something(rows, slides->items[slides->count - 1].offset,
                         (size_t)-1))
        slides->count--;
}

/* The slide that a line of the source belongs to, or NULL. */
static struct slide *
slide_of_line(const struct slides *slides, int line)
{
    struct slide *found = NULL;

    for (size_t i = 0; i < slides->count; i++)
        if (slides->items[i].line <= line)
            found = &slides->items[i];
    return found;
}

static void
add_pause(struct slide *slide, const struct rows *rows, size_t offset)
{
    size_t since = slide->npauses ? slide->pauses[slide->npauses - 1]
                                  : slide->offset;

    if (!shows_something(rows, since, offset) ||
        !shows_something(rows, offset, slide->end))
        return;
    slide->pauses = mem_resize(slide->pauses, slide->npauses + 1,
                               sizeof *slide->pauses);
    slide->pauses[slide->npauses++] = offset;
}

static void
add_note(struct slide *slide, const char *text)
{
    struct str notes = STR_INIT;

    text += strspn(text, " \t\n");
    str_add_format(&notes, "%s%s%s", slide->notes ? slide->notes : "",
                   slide->notes ? "\n\n" : "", text);
    free(slide->notes);
    slide->notes = str_detach(&notes);
}

static void
take_comments(struct slides *slides, const struct doc *doc,
              const struct rows *rows)
{
    for (size_t i = 0; i < doc_comment_count(doc); i++) {
        const struct doc_comment *comment = doc_comment(doc, i);
        struct slide *slide = slide_of_line(slides, comment->line);

        if (slide && strcmp(comment->text, "pause") == 0)
            add_pause(slide, rows, comment->offset);
        else if (slide && strncmp(comment->text, "note:", 5) == 0)
            add_note(slide, comment->text + 5);
    }
    for (size_t i = 0; i < slides->count; i++)
        if (!slides->items[i].notes)
            slides->items[i].notes = mem_copy("");
}

struct slides *
slides_new(const struct doc *doc)
{
    struct slides *slides = mem_new(sizeof *slides);
    struct rows *rows = rows_new(doc, ANY_WIDTH);

    find_slides(slides, doc, rows);
    take_comments(slides, doc, rows);
    rows_free(rows);
    return slides;
}

void
slides_free(struct slides *slides)
{
    if (!slides)
        return;
    for (size_t i = 0; i < slides->count; i++) {
        free(slides->items[i].pauses);
        free(slides->items[i].notes);
    }
    free(slides->items);
    free(slides);
}

size_t
slides_count(const struct slides *slides)
{
    return slides->count;
}

const struct slide *
slides_at(const struct slides *slides, size_t index)
{
    return &slides->items[index];
}

size_t
slide_rows(const struct slide *slide, const struct rows *rows, size_t steps,
           size_t *ret_first)
{
    size_t end = steps < slide->npauses ? slide->pauses[steps] : slide->end;

    return rows_between(rows, slide->offset, end, ret_first);
}
