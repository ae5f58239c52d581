/* The twin's run beside the run of the program in C. */
#include "base/str.h"
#include "report/report.h"
#include "ui/beside.h"
#include "ui/columns.h"
#include "ui/pane.h"

/* "C: 98715887 updates lost (49 %)", where a run's results say something. */
static void
add_outcome(const char *who, const struct live *live, struct sheet *sheet)
{
    struct str text = STR_INIT, line = STR_INIT;

    comparison_outcome(&live->run, live->exercise, &line);
    if (line.len) {
        str_add_format(&text, "%s: %s", who, str_text(&line));
        sheet_wrap(sheet, LOOK_TEXT, 1, str_text(&text));
    }
    str_release(&line);
    str_release(&text);
}

/* Why it was ended. */
static void
add_hang(const struct live *live, struct sheet *sheet)
{
    struct str text = STR_INIT;

    report_hang(&live->run, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_WRONG, 1, str_text(&text));
    str_release(&text);
}

static void
add_sentence(const struct live *live, const struct live *twin,
             const struct comparison *comparison, struct sheet *sheet)
{
    struct str text = STR_INIT;

    if (live->state == LIVE_UNBUILT)
        str_add(&text, "Yours does not build; r says why.");
    else
        comparison_sentence(comparison, &text);
    sheet_wrap(sheet, LOOK_STRONG, 1, str_text(&text));
    str_release(&text);
    add_hang(live, sheet);
    if (live->state != LIVE_UNBUILT)
        add_outcome("C", live, sheet);
    add_outcome("Python", twin, sheet);
}

static void
add_comparison(const struct app *app, const struct live *live,
               const struct live *twin, struct sheet *sheet)
{
    struct comparison comparison;

    comparison_init(&comparison, live->exercise, &live->run, &twin->run);
    sheet_gap(sheet);
    sheet_anchor(sheet);
    sheet_rule(sheet, "C and Python");
    if (!app->lesson.beside)
        add_sentence(live, twin, &comparison, sheet);
    columns_add(sheet, &comparison, comparison_head(&comparison), "Python");
    if (app->lesson.beside) {
        sheet_gap(sheet);
        add_sentence(live, twin, &comparison, sheet);
    }
    comparison_release(&comparison);
    beside_add_picture(app, live, "C's run", sheet);
    sheet_gap(sheet);
    sheet_rule(sheet, "Python's run");
    pane_add_watch(&twin->run, &twin->calm, sheet);
    sheet_gap(sheet);
    pane_add_picture(app, twin, sheet);
    pane_add_output(twin, "Python's output", sheet);
}

void
pane_add_twin(const struct app *app, const struct live *live,
              struct sheet *sheet)
{
    static const char *const words[] = {"1 of 2: C", "2 of 2: Python"};
    const struct live *twin = &app->sides[SIDE_TWIN];

    if (twin->exercise != live->exercise ||
        beside_add_going(app, twin, words, sheet))
        return;
    if (twin->state == LIVE_OVER) {
        add_comparison(app, live, twin, sheet);
    } else {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_DIM, 0, "stopped; w runs both again");
    }
}
