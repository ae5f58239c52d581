/* Lessons as a talk. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/allow.h"
#include "cli/command.h"
#include "cli/place.h"
#include "cli/rehearse.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "cli/workbook.h"
#include "ui/ui.h"

#define LIMIT_SECONDS 20        /* a room does not wait longer */
#define LINES_MIN 10
#define LINES_MAX 300
#define COLUMNS_MIN 40
#define COLUMNS_MAX 500

/* The lessons that the talk is made of. */
struct choice {
    const struct lesson **lessons;
    size_t count;
};

static void
choose(struct choice *choice, const struct lesson *lesson)
{
    choice->lessons = mem_resize(choice->lessons, choice->count + 1,
                                 sizeof(struct lesson *));
    choice->lessons[choice->count++] = lesson;
}

static int
choose_named(struct choice *choice, const struct workbook *workbook,
             const struct args *args)
{
    for (size_t i = 0; i < args->nwords; i++) {
        const struct lesson *lesson =
            workbook_lesson(workbook, args->words[i]);

        if (!lesson)
            return EXIT_USAGE;
        choose(choice, lesson);
    }
    return EXIT_FINE;
}

static void
choose_all(struct choice *choice, const struct workbook *workbook)
{
    for (size_t i = 0; i < course_lesson_count(workbook->course); i++)
        choose(choice, course_lesson(workbook->course, i));
}

/* "60x20" */
static int
read_size(const char *text, struct rehearsal *rehearsal)
{
    char *end;
    long columns = strtol(text, &end, 10);
    long lines = *end == 'x' ? strtol(end + 1, &end, 10) : 0;

    if (*end || strspn(text, "0123456789x") < strlen(text) || columns <= 0 ||
        lines <= 0)
        return complain(EXIT_USAGE, "--size",
                        "'%s' is no size; say columns and lines, as in 60x20",
                        text);
    if (columns < COLUMNS_MIN || columns > COLUMNS_MAX || lines < LINES_MIN ||
        lines > LINES_MAX)
        return complain(EXIT_USAGE, "--size",
                        "%s is not between %dx%d and %dx%d", text,
                        COLUMNS_MIN, LINES_MIN, COLUMNS_MAX, LINES_MAX);
    rehearsal->columns = (int)columns;
    rehearsal->lines = (int)lines;
    return EXIT_FINE;
}

/* That of this terminal, where there is one that is large enough. */
static int
find_size(const struct args *args, struct rehearsal *rehearsal)
{
    struct winsize size;

    if (args_has(args, OPTION_SIZE))
        return read_size(args->values[OPTION_SIZE], rehearsal);
    rehearsal->columns = 80;
    rehearsal->lines = 24;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col >= COLUMNS_MIN && size.ws_row >= LINES_MIN) {
        rehearsal->columns = size.ws_col;
        rehearsal->lines = size.ws_row;
    }
    return EXIT_FINE;
}

static int
find_limit(const struct args *args, struct rehearsal *rehearsal)
{
    const char *text = args->values[OPTION_LIMIT];

    rehearsal->limit_seconds = LIMIT_SECONDS;
    return text ? allow_seconds(text, &rehearsal->limit_seconds) : EXIT_FINE;
}

static bool
is_chosen(const struct choice *choice, const char *file)
{
    for (size_t i = 0; i < choice->count; i++)
        if (strcmp(path_name(choice->lessons[i]->path), path_name(file)) == 0)
            return true;
    return false;
}

/* What is malformed in its lessons would be missed in the talk. */
static size_t
print_malformed(const struct workbook *workbook, const struct choice *choice,
                struct out *out)
{
    const struct diags *diags = &workbook->diags;
    char text[sizeof(struct diag)];
    size_t count = 0;

    for (size_t i = 0; i < diags->count; i++) {
        if (!is_chosen(choice, diags->items[i].file))
            continue;
        out_format(out, "%s\n",
                   diag_format(&diags->items[i], text, sizeof text));
        count++;
    }
    return count;
}

static int
check_talk(const struct args *args, const struct workbook *workbook,
           struct choice *choice)
{
    static struct out out;
    struct rehearsal rehearsal = {.course = workbook->course, .out = &out};
    struct talk *talk;
    int status = find_size(args, &rehearsal);

    if (status == EXIT_FINE)
        status = find_limit(args, &rehearsal);
    if (status == EXIT_FINE)
        status = waits_begin("present");
    if (status != EXIT_FINE)
        return status;
    if (!choice->count)
        choose_all(choice, workbook);
    out_init(&out);
    talk = talk_new(workbook->course, choice->lessons, choice->count);
    rehearsal.talk = talk;
    rehearsal.problems = print_malformed(workbook, choice, &out);
    status = rehearse(&rehearsal);
    talk_free(talk);
    return out_end(&out, status);
}

/* Where the learner was, or else at the beginning. */
static void
choose_last(struct choice *choice, const struct workbook *workbook)
{
    size_t offset, count = course_lesson_count(workbook->course);
    const char *name = journal_place(workbook->journal, &offset);
    const struct lesson *lesson = course_lesson(workbook->course, 0);

    for (size_t i = 0; name && i < count; i++)
        if (strcmp(course_lesson(workbook->course, i)->name, name) == 0)
            lesson = course_lesson(workbook->course, i);
    choose(choice, lesson);
}

/* What happens in a talk is not the learner's progress. */
static int
show(const struct workbook *workbook, const struct talk *talk, bool notes)
{
    struct journal *journal = journal_open(NULL);
    char *beacon = place_talks(course_root(workbook->course));
    struct ui_spec spec = {
        .course = workbook->course,
        .journal = journal,
        .talk = talk,
        .beacon = beacon,
        .notes = notes,
    };
    int status = workbook_show(&spec);

    free(beacon);
    journal_free(journal);
    return status;
}

static int
give_talk(const struct args *args, const struct workbook *workbook,
          struct choice *choice)
{
    struct talk *talk;
    int status;

    if (!choice->count)
        choose_last(choice, workbook);
    talk = talk_new(workbook->course, choice->lessons, choice->count);
    if (talk_count(talk))
        status = show(workbook, talk, args_has(args, OPTION_NOTES));
    else
        status = complain(EXIT_FAILED, choice->lessons[0]->path,
                          "there is nothing to show in it");
    talk_free(talk);
    return status;
}

static int
check_usage(const struct args *args)
{
    if (args_has(args, OPTION_CHECK) && args_has(args, OPTION_NOTES))
        return complain(EXIT_USAGE, "present", "--check or --notes, not both");
    if (args_has(args, OPTION_CHECK))
        return EXIT_FINE;
    if (args_has(args, OPTION_SIZE))
        return complain(EXIT_USAGE, "--size", "goes with --check");
    if (args_has(args, OPTION_LIMIT))
        return complain(EXIT_USAGE, "--limit", "goes with --check");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return complain(EXIT_MISSING, "terminal",
                        "a talk needs one; `racecourse present --check` "
                        "does without");
    return EXIT_FINE;
}

int
command_present(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    struct choice choice = {0};
    int status = check_usage(args);

    if (status == EXIT_FINE)
        status = workbook_open(args, &workbook);
    if (status == EXIT_FINE)
        status = choose_named(&choice, &workbook, args);
    if (status == EXIT_FINE)
        status = args_has(args, OPTION_CHECK)
                     ? check_talk(args, &workbook, &choice)
                     : give_talk(args, &workbook, &choice);
    free(choice.lessons);
    workbook_close(&workbook);
    return status;
}
