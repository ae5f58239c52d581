/*
 * What a shell may offer in place of the last word of a command line, made
 * of the tables of commands and options and of the course, so that no shell
 * has a list of its own.  Prints a candidate a line, a tab, and what it is;
 * a line with a colon in front names what shells know better themselves.
 */
#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"

#define FOLDERS ":folders"
#define FILES ":files"
#define COMMAND ":command"      /* what is behind "--" is one of its own */

/* A command line up to the word that is completed. */
struct line {
    const struct command *command; /* NULL: there is none yet */
    char **words;               /* all of them, words behind options too */
    size_t nwords;
    size_t nplain;              /* the command's own words */
    const char *exercise;       /* the first of these */
    bool rest;                  /* there was "--" */
    const struct option_row *open; /* the last word is its value, or NULL */
    const char *last;
    struct args args;           /* --course */
    struct out *out;
};

static void
offer(const struct line *line, const char *text, const char *what)
{
    if (strncmp(text, line->last, strlen(line->last)) == 0)
        out_format(line->out, "%s\t%s\n", text, what);
}

static const struct option_row *
option_of(const char *word)
{
    size_t len = strcspn(word, "=");

    for (int id = 0; id < OPTION_COUNT; id++)
        if (strlen(option_rows[id].name) + 2 == len &&
            strncmp(option_rows[id].name, word + 2, len - 2) == 0)
            return &option_rows[id];
    return NULL;
}

static const struct command *
command_named(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (*commands[i].name && strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void
take_value(struct line *line, const struct option_row *row, const char *value)
{
    if (row == &option_rows[OPTION_COURSE])
        line->args.values[OPTION_COURSE] = value;
}

/* Returns how many words the option takes. */
static size_t
take_option(struct line *line, size_t at)
{
    const char *word = line->words[at], *equals = strchr(word, '=');
    const struct option_row *row = option_of(word);

    if (!row || !row->value)
        return 1;
    if (equals) {
        take_value(line, row, equals + 1);
        return 1;
    }
    if (at + 2 == line->nwords)
        line->open = row;
    else
        take_value(line, row, line->words[at + 1]);
    return 2;
}

static void
take_word(struct line *line, const char *word)
{
    bool first = !line->command && line->nplain == 0;

    line->command = first ? command_named(word) : line->command;
    if (first && line->command)
        return;
    if (line->nplain++ == 0)
        line->exercise = word;
}

/* All words but the last. */
static void
take_words(struct line *line)
{
    for (size_t at = 0; at + 1 < line->nwords && !line->rest;) {
        const char *word = line->words[at];

        if (word[0] == '-' && word[1] && strcmp(word, "--") != 0) {
            at += take_option(line, at);
            continue;
        }
        line->rest = strcmp(word, "--") == 0;
        if (!line->rest)
            take_word(line, word);
        at++;
    }
}

static void
offer_options(const struct line *line)
{
    unsigned allowed = OPTION_BIT(OPTION_COURSE) | OPTION_BIT(OPTION_HELP);

    allowed |= line->command ? line->command->options
                             : OPTION_BIT(OPTION_VERSION);
    for (int id = 0; id < OPTION_COUNT; id++) {
        struct str text = STR_INIT;

        str_add_format(&text, "--%s", option_rows[id].name);
        if (allowed & OPTION_BIT(id))
            offer(line, str_text(&text), option_rows[id].what);
        str_release(&text);
    }
}

static void
offer_commands(const struct line *line)
{
    for (size_t i = 0; i < command_count; i++)
        if (*commands[i].name && !commands[i].hidden)
            offer(line, commands[i].name, commands[i].what);
}

static void
offer_lessons(const struct line *line, const struct course *course)
{
    for (size_t i = 0; i < course_lesson_count(course); i++) {
        const struct lesson *lesson = course_lesson(course, i);

        offer(line, strchr(lesson->name, '_') + 1, lesson->title);
    }
}

static void
offer_exercises(const struct line *line, const struct course *course)
{
    for (size_t i = 0; i < course_exercise_count(course); i++) {
        const struct exercise *exercise = course_exercise(course, i);

        offer(line, exercise->name,
              course_lesson(course, exercise->lesson)->title);
    }
}

static bool
is_set(const struct line *line, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i + 1 < line->nwords; i++)
        if (strncmp(line->words[i], name, len) == 0 &&
            line->words[i][len] == '=')
            return true;
    return false;
}

static void
offer_value(const struct line *line, const struct knob *knob, int64_t value,
            const char *what)
{
    struct str text = STR_INIT;

    str_add_format(&text, "%s=%" PRId64, knob->name, value);
    offer(line, str_text(&text), what);
    str_release(&text);
}

/* Names, and once one is there, the values that it can be told by. */
static void
offer_knob(const struct line *line, const struct knob *knob)
{
    struct str text = STR_INIT, what = STR_INIT;

    if (strchr(line->last, '=')) {
        offer_value(line, knob, knob->value, "default");
        if (knob->min != knob->value)
            offer_value(line, knob, knob->min, "smallest");
        if (knob->max != knob->value)
            offer_value(line, knob, knob->max, "largest");
    } else if (!is_set(line, knob->name)) {
        str_add_format(&text, "%s=", knob->name);
        str_add_format(&what, "%" PRId64 ", %" PRId64 " to %" PRId64,
                       knob->value, knob->min, knob->max);
        offer(line, str_text(&text), str_text(&what));
    }
    str_release(&text);
    str_release(&what);
}

static void
offer_knobs(const struct line *line, const struct course *course)
{
    struct diag diag = DIAG_INIT;
    const struct exercise *exercise =
        course_find_exercise(course, line->exercise, &diag);

    for (size_t i = 0; exercise && i < exercise->nknobs; i++)
        offer_knob(line, &exercise->knobs[i]);
}

static void
offer_of_course(const struct line *line, enum complete_kind kind)
{
    struct workbook workbook = WORKBOOK_INIT;

    if (workbook_open(&line->args, &workbook) == EXIT_FINE) {
        if (kind == COMPLETE_LESSON || kind == COMPLETE_TEXT)
            offer_lessons(line, workbook.course);
        else if (kind != COMPLETE_KNOBS || line->nplain == 0)
            offer_exercises(line, workbook.course);
        else
            offer_knobs(line, workbook.course);
    }
    workbook_close(&workbook);
}

static void
offer_words(const struct line *line)
{
    enum complete_kind kind = line->command->complete;

    if (line->nplain >= line->command->max_words || kind == COMPLETE_NOTHING)
        return;
    if (kind == COMPLETE_COMMAND)
        offer_commands(line);
    else if (kind == COMPLETE_FOLDER)
        out_add(line->out, FOLDERS "\n");
    else
        offer_of_course(line, kind);
    if (kind == COMPLETE_TEXT)
        out_add(line->out, FILES "\n");
    else if (kind == COMPLETE_COURSE && line->nplain == 0)
        out_add(line->out, FOLDERS "\n");
}

/* What the last word is a value of, or NULL. */
static const struct option_row *
option_with_value(const struct line *line)
{
    bool inside = line->last[0] == '-' && strchr(line->last, '=');

    return inside ? option_of(line->last) : line->open;
}

static void
complete(const struct line *line)
{
    const struct option_row *option = option_with_value(line);

    if (line->rest) {
        if (line->command && line->command->flags & ARGS_REST)
            out_add(line->out, COMMAND "\n");
    } else if (option) {
        if (option == &option_rows[OPTION_COURSE])
            out_add(line->out, FOLDERS "\n");
        else if (option == &option_rows[OPTION_FILE])
            out_add(line->out, FILES "\n");
    } else if (line->last[0] == '-') {
        offer_options(line);
    } else if (line->command) {
        offer_words(line);
    } else if (line->nplain == 0) {
        offer_commands(line);
    }
}

int
command_complete(const struct args *args)
{
    static struct out out;
    struct line line = {.out = &out};

    out_init(&out);
    if (args->nrest > 0) {
        line.args = *args;
        line.words = args->rest;
        line.nwords = args->nrest;
        line.last = args->rest[args->nrest - 1];
        take_words(&line);
        complete(&line);
    }
    return out_end(&out, EXIT_FINE);
}
