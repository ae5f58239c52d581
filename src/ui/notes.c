/* Notes to a slide, as lines. */
#include "ui/notes.h"

#include "doc/rows.h"

/* The rows of a slide from the `from`th on. */
static void
add_rows(struct sheet *sheet, const struct slide *slide,
         const struct rows *rows, size_t from)
{
    size_t first, count = slide_rows(slide, rows, slide->npauses, &first);

    for (size_t i = from; i < count; i++)
        sheet_row(sheet, 1, rows_at(rows, first + i));
}

static void
add_title(struct sheet *sheet, const struct slide *slide, size_t step)
{
    sheet_add_format(sheet, LOOK_HEADING, " %s",
                     slide->title[0] ? slide->title : "(no title)");
    if (slide->npauses)
        sheet_add_format(sheet, LOOK_DIM, "   %zu of %zu steps",
                         step < slide->npauses ? step : slide->npauses,
                         slide->npauses);
    sheet_gap(sheet);
    if (slide->notes[0]) {
        sheet_markdown(sheet, slide->notes);
    } else {
        sheet_add(sheet, LOOK_DIM, " no notes");
        sheet_line(sheet);
    }
}

static void
add_rest(struct sheet *sheet, const struct talk_slide *slide, size_t step)
{
    struct rows *rows;
    size_t first, seen;

    if (step >= slide->slide->npauses)
        return;
    rows = rows_new(slide->doc, sheet->width - 1);
    seen = slide_rows(slide->slide, rows, step, &first);
    if (rows_at(rows, first + seen)->nspans == 0)
        seen++;
    sheet_gap(sheet);
    sheet_rule(sheet, "behind the pause");
    add_rows(sheet, slide->slide, rows, seen);
    rows_free(rows);
}

static void
add_next(struct sheet *sheet, const struct talk *talk, size_t next)
{
    const struct talk_slide *slide;
    struct rows *rows;

    sheet_gap(sheet);
    if (next >= talk_count(talk)) {
        sheet_rule(sheet, "next: the end");
        return;
    }
    slide = talk_at(talk, next);
    rows = rows_new(slide->doc, sheet->width - 1);
    sheet_rule(sheet, "next");
    add_rows(sheet, slide->slide, rows, 0);
    rows_free(rows);
}

void
notes_write(struct sheet *sheet, const struct talk *talk, size_t at,
            size_t step)
{
    const struct talk_slide *slide = talk_at(talk, at);

    add_title(sheet, slide->slide, step);
    add_rest(sheet, slide, step);
    add_next(sheet, talk, at + 1);
}
