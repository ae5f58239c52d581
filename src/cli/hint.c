/* The next hint; for whoever passed, why it works. */
#include <errno.h>
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/markdown.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "course/hints.h"
#include "course/standing.h"

static void
add_heading(struct out *out, const char *text)
{
    out_style(out, "1");
    out_add(out, text);
    out_style(out, "");
    out_add(out, "\n\n");
}

static void
add_hint(struct out *out, const struct hint *hint, size_t number,
         size_t count)
{
    struct str heading = STR_INIT;

    str_add_format(&heading, "Hint %zu of %zu", number, count);
    if (hint->verdict != VERDICT_NONE)
        str_add_format(&heading, ", on “%s”", verdict_name(hint->verdict));
    add_heading(out, str_text(&heading));
    markdown_add_text(out, hint->text);
    str_release(&heading);
}

static void
add_all(struct out *out, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->nhints; i++) {
        if (i)
            out_add(out, "\n");
        add_hint(out, &exercise->hints[i], i + 1, exercise->nhints);
    }
    if (!exercise->nhints)
        out_format(out, "%s has no hints.\n", exercise->name);
}

/* Why there is no other. */
static void
add_end(struct out *out, const struct exercise *exercise,
        const struct hints *hints)
{
    if (hints->count)
        out_format(out, "That was the last hint; "
                        "'racecourse hint --all %s' shows them again.\n",
                   exercise->name);
    else if (hints->others)
        out_format(out, "The hints of %s are for what a check finds; "
                        "'racecourse check %s' makes one.\n",
                   exercise->name, exercise->name);
    else
        out_format(out, "%s has no hints.\n", exercise->name);
}

static void
add_next(struct out *out, const struct exercise *exercise,
         struct journal *journal)
{
    struct hints hints;
    int err;

    hints_init(&hints, exercise, journal);
    err = hints_climb(&hints, exercise, journal);
    if (err && err != -ENOENT)
        complain(0, "progress", "could not be saved: %s", strerror(-err));
    if (err != -ENOENT)
        add_hint(out, hints.items[hints.seen - 1], hints.seen, hints.count);
    if (err != -ENOENT && hints.seen == hints.count)
        out_add(out, "\n");
    if (hints.seen == hints.count)
        add_end(out, exercise, &hints);
    hints_release(&hints);
}

static bool
has_passed(const struct workbook *workbook, const struct exercise *exercise)
{
    struct standings *standings =
        standings_new(workbook->course, workbook->journal);
    bool passed = standings_of(standings, exercise).kind == STANDING_PASSED;

    standings_free(standings);
    return passed;
}

static int
show(const struct args *args, const struct workbook *workbook)
{
    static struct out out;
    const struct exercise *exercise =
        workbook_exercise(workbook, args->words[0]);

    if (!exercise)
        return EXIT_USAGE;
    out_init(&out);
    if (args_has(args, OPTION_ALL)) {
        add_all(&out, exercise);
    } else if (exercise->why && has_passed(workbook, exercise)) {
        add_heading(&out, "Passed");
        markdown_add_text(&out, exercise->why);
    } else {
        add_next(&out, exercise, workbook->journal);
    }
    return out_end(&out, EXIT_FINE);
}

int
command_hint(const struct args *args)
{
    return workbook_do(args, "hint", show);
}
