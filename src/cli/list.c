/* Lessons and exercises, and how far each is. */
#include <string.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"

struct mark {
    const char *sign;
    const char *style;
    const char *words;
};

static struct mark
mark_of(const struct exercise *exercise, enum progress progress)
{
    static const struct mark marks[] = {
        [PROGRESS_NONE] = {"·", "", "not run yet"},
        [PROGRESS_RUN] = {"•", "", "run"},
        [PROGRESS_WRONG] = {"✗", "31", "not right yet"},
        [PROGRESS_RIGHT] = {"✓", "32", "right"},
    };

    if (exercise->demonstration && progress == PROGRESS_RUN)
        return (struct mark){"✓", "32", "seen"};
    return marks[progress];
}

static bool
is_done(const struct exercise *exercise, enum progress progress)
{
    return progress == PROGRESS_RIGHT ||
           (exercise->demonstration && progress == PROGRESS_RUN);
}

static int
longest_name(const struct course *course)
{
    int longest = 0;

    for (size_t i = 0; i < course_exercise_count(course); i++) {
        const char *name = course_exercise(course, i)->name;
        int columns = utf8_columns(name, strlen(name));

        longest = columns > longest ? columns : longest;
    }
    return longest;
}

static void
add_exercise(struct out *out, const struct workbook *workbook,
             const struct exercise *exercise, int width)
{
    struct mark mark =
        mark_of(exercise, journal_progress(workbook->journal, exercise->name));

    out_add(out, "    ");
    if (out->colours && *mark.style)
        out_style(out, mark.style);
    out_add(out, mark.sign);
    if (out->colours && *mark.style)
        out_style(out, "");
    out_format(out, " %-*s  %s\n", width, exercise->name, mark.words);
}

static void
add_lesson(struct out *out, const struct workbook *workbook,
           const struct lesson *lesson, int width)
{
    out_format(out, "%2d  ", lesson->number);
    out_style(out, "1");
    out_add(out, lesson->title);
    out_style(out, "");
    if (lesson->minutes)
        out_format(out, "  (about %d minutes)", lesson->minutes);
    out_add(out, "\n");
    for (size_t i = 0; i < lesson->nexercises; i++)
        add_exercise(
            out, workbook,
            course_exercise(workbook->course, lesson->first_exercise + i),
            width);
}

static void
add_all(struct out *out, const struct workbook *workbook)
{
    const struct course *course = workbook->course;
    size_t count = course_exercise_count(course), done = 0;
    int width = longest_name(course);

    for (size_t i = 0; i < course_lesson_count(course); i++)
        add_lesson(out, workbook, course_lesson(course, i), width);
    for (size_t i = 0; i < count; i++) {
        const struct exercise *exercise = course_exercise(course, i);

        done += is_done(exercise,
                        journal_progress(workbook->journal, exercise->name));
    }
    out_format(out, "\n%zu of %zu exercises done\n", done, count);
}

int
command_list(const struct args *args)
{
    static struct out out;
    struct workbook workbook = WORKBOOK_INIT;
    int status = workbook_open(args, &workbook);

    if (status == EXIT_FINE) {
        workbook_complain(&workbook, NULL);
        out_init(&out);
        add_all(&out, &workbook);
        status = out_end(&out, EXIT_FINE);
    }
    workbook_close(&workbook);
    return status;
}
