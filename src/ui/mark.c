/* How far an exercise is. */
#include "ui/mark.h"

#include <string.h>

#include "base/utf8.h"
#include "report/standing.h"

#define LEGEND_GAP 3            /* columns between two signs' meanings */

enum look
mark_look(enum standing_kind kind)
{
    static const enum look looks[STANDING_COUNT] = {
        [STANDING_NEW] = LOOK_DIM,
        [STANDING_RUN] = LOOK_KEY,
        [STANDING_WRONG] = LOOK_WRONG,
        [STANDING_RIGHT] = LOOK_KEY,
        [STANDING_UNKNOWN] = LOOK_VALUE,
        [STANDING_FAILED] = LOOK_WRONG,
        [STANDING_PENDING] = LOOK_VALUE,
        [STANDING_PASSED] = LOOK_RIGHT,
    };

    return looks[kind];
}

static void
add_brief(const struct standing *standing, struct str *text)
{
    str_add(text, ": ");
    report_standing_brief(standing, text);
    if (text->len == strlen(": "))
        str_clear(text);
}

void
mark_add(const struct standing *standing, const char *name,
         struct sheet *sheet)
{
    enum look look = mark_look(standing->kind);
    struct str brief = STR_INIT;

    add_brief(standing, &brief);
    sheet_add(sheet, look, standing_sign(standing->kind));
    sheet_add_format(sheet, LOOK_TEXT, " %s", name);
    sheet_add(sheet, look, str_text(&brief));
    str_release(&brief);
}

int
mark_columns(const struct standing *standing, const char *name)
{
    struct str brief = STR_INIT;
    int columns;

    add_brief(standing, &brief);
    columns = 2 + utf8_columns(name, strlen(name)) +
              utf8_columns(str_text(&brief), brief.len);
    str_release(&brief);
    return columns;
}

/* What was never seen needs no explanation, but for the common signs; one
 * sign that two kinds share is explained once. */
static bool
is_in_legend(enum standing_kind kind, unsigned seen)
{
    switch (kind) {
    case STANDING_NEW:
    case STANDING_RUN:
    case STANDING_WRONG:
    case STANDING_PASSED:
        return true;
    case STANDING_FAILED:
        return false;
    default:
        return seen & 1u << kind;
    }
}

void
mark_add_legend(const struct app *app, int indent, struct sheet *sheet)
{
    unsigned seen = 0;

    for (size_t i = 0; i < course_exercise_count(app->course); i++)
        seen |= 1u << standings_of(app->standings,
                                   course_exercise(app->course, i)).kind;
    for (int i = 0; i < STANDING_COUNT; i++) {
        enum standing_kind kind = (enum standing_kind)i;
        int columns = (int)strlen(standing_means(kind)) + 2;

        if (!is_in_legend(kind, seen))
            continue;
        if (sheet_column(sheet) + LEGEND_GAP + columns > sheet->width)
            sheet_line(sheet);
        if (sheet_column(sheet) > indent)
            sheet_repeat(sheet, LOOK_TEXT, " ", LEGEND_GAP);
        sheet_tab(sheet, indent);
        sheet_add(sheet, mark_look(kind), standing_sign(kind));
        sheet_add_format(sheet, LOOK_DIM, " %s", standing_means(kind));
    }
    sheet_line(sheet);
}
