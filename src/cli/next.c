/* The other commands, where they are of use. */
#include "cli/next.h"

#include "course/hints.h"

static void
add_after_pass(struct out *out, const struct exercise *exercise)
{
    out_add(out, "\n");
    if (exercise->why)
        out_format(out, "'racecourse hint %s' says why it works, and what "
                        "else would.\n", exercise->name);
    out_format(out, "'racecourse diff --solution %s' shows the solution "
                    "beside yours.\n", exercise->name);
}

static void
add_opening(struct out *out, const struct workbook *workbook,
            const struct exercise *exercise)
{
    const struct lesson *lesson =
        course_lesson(workbook->course, exercise->lesson);

    out_format(out, "\n'racecourse open %d' opens its lesson, and e there "
                    "your copy of it.\n", lesson->number);
}

static void
add_hints(struct out *out, const struct workbook *workbook,
          const struct exercise *exercise)
{
    struct hints hints;
    size_t left;

    hints_init(&hints, exercise, workbook->journal);
    left = hints.count - hints.seen;
    if (left)
        out_format(out, "\n'racecourse hint %s' has %zu hint%s for you.\n",
                   exercise->name, left, left == 1 ? "" : "s");
    hints_release(&hints);
}

void
next_add(struct out *out, const struct workbook *workbook,
         const struct exercise *exercise, enum verdict verdict)
{
    if (verdict == VERDICT_PASSED)
        add_after_pass(out, exercise);
    else if (verdict == VERDICT_NOT_FINISHED)
        add_opening(out, workbook, exercise);
    else if (verdict != VERDICT_NOT_CHECKED)
        add_hints(out, workbook, exercise);
}
