/* Lessons and exercises, and how far each is. */
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "report/standing.h"

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
add_sign(struct out *out, enum standing_kind kind)
{
    static const char *const styles[STANDING_COUNT] = {
        [STANDING_WRONG] = "31",
        [STANDING_FAILED] = "31",
        [STANDING_PENDING] = "33",
        [STANDING_PASSED] = "32",
    };

    if (out->colours && styles[kind])
        out_style(out, styles[kind]);
    out_add(out, standing_sign(kind));
    if (out->colours && styles[kind])
        out_style(out, "");
}

static void
add_exercise(struct out *out, const struct list_spec *list,
             const struct exercise *exercise, int width)
{
    struct standing standing = standings_of(list->standings, exercise);
    struct str words = STR_INIT;

    report_standing(&standing, list->now, &words);
    out_add(out, "    ");
    add_sign(out, standing.kind);
    out_format(out, " %-*s  %s\n", width, exercise->name, str_text(&words));
    str_release(&words);
}

static void
add_lesson(struct out *out, const struct list_spec *list,
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
            out, list,
            course_exercise(list->course, lesson->first_exercise + i),
            width);
}

static void
add_all(struct out *out, const struct list_spec *list)
{
    int width = longest_name(list->course);
    size_t passed, all;

    for (size_t i = 0; i < course_lesson_count(list->course); i++)
        add_lesson(out, list, course_lesson(list->course, i), width);
    standings_count(list->standings, &passed, &all);
    out_format(out, "\n%zu of %zu passed\n", passed, all);
}

static int
show(const struct args *args, const struct workbook *workbook)
{
    static struct out out;
    struct str json = STR_INIT;
    struct list_spec list = {
        .course = workbook->course,
        .journal = workbook->journal,
        .standings = standings_new(workbook->course, workbook->journal),
        .now = time(NULL),
    };

    out_init(&out);
    if (args_has(args, OPTION_JSON)) {
        out.ascii = false;
        report_list_json(&list, &json);
        out_add(&out, str_text(&json));
    } else {
        add_all(&out, &list);
    }
    str_release(&json);
    standings_free(list.standings);
    return out_end(&out, EXIT_FINE);
}

int
command_list(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    int status = workbook_open(args, &workbook);

    if (status == EXIT_FINE) {
        workbook_complain(&workbook, NULL);
        status = show(args, &workbook);
    }
    workbook_close(&workbook);
    return status;
}
