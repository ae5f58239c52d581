/*
 * A question: what stands before the list is the question, each item of the
 * list an answer, the brackets at its end the condition under which it is
 * the true one.  The conditions are not shown, they would give it away.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "course/condition.h"
#include "course/parts.h"
#include "course/words.h"

#define ANSWERS_MIN 2
#define ANSWERS_MAX 9

struct question {
    const struct exercise *exercise;
    const struct part *part;
    struct prediction *prediction;
    struct str text;            /* of the answer that is being read */
    int text_line;
    struct str shown;
    int err;
};

/* The bytes of "12. " or "3) " in front of an answer, 0 if it is none. */
static size_t
marker_length(const char *line, size_t len)
{
    size_t at = 0, digits = 0;

    while (at < len && at < 3 && line[at] == ' ')
        at++;
    while (at + digits < len && isdigit((unsigned char)line[at + digits]))
        digits++;
    at += digits;
    if (!digits || digits > 9 || at + 1 >= len ||
        (line[at] != '.' && line[at] != ')') || line[at + 1] != ' ')
        return 0;
    while (at + 1 < len && line[at + 1] == ' ')
        at++;
    return at + 1;
}

/* Take the condition off the end of the answer's text; the caller's. */
static char *
cut_condition(struct str *text)
{
    const char *open;
    char *condition;
    size_t len = text->len;

    if (!len || text->data[len - 1] != ']')
        return NULL;
    open = memrchr(text->data, '[', len);
    if (!open)
        return NULL;
    condition = word_trim(open + 1,
                          len - 2 - (size_t)(open - text->data));
    len = (size_t)(open - text->data);
    while (len && isspace((unsigned char)text->data[len - 1]))
        len--;
    str_truncate(text, len);
    return condition;
}

static void
add_answer(struct prediction *prediction, const char *text, char *condition)
{
    struct answer *answer;

    prediction->answers =
        mem_resize(prediction->answers, prediction->nanswers + 1,
                   sizeof *prediction->answers);
    answer = &prediction->answers[prediction->nanswers++];
    answer->text = mem_copy(text);
    answer->condition = condition;
}

/* Further lines are indented, so that they stay inside the item. */
static void
show_answer(struct str *shown, size_t number, const char *text)
{
    str_add_format(shown, "%zu. ", number);
    for (; *text; text++) {
        str_add_char(shown, *text);
        if (*text == '\n')
            str_add(shown, "   ");
    }
    str_add_char(shown, '\n');
}

static void
end_answer(struct question *question)
{
    const struct part *part = question->part;
    struct diag diag = DIAG_INIT;
    struct str *text = &question->text;
    char *condition;

    while (text->len && isspace((unsigned char)text->data[text->len - 1]))
        str_truncate(text, text->len - 1);
    condition = cut_condition(text);
    if (!condition) {
        diags_add(part->diags, part->file, question->text_line,
                  "this answer needs a condition at its end, as in "
                  "'[counter == expected]'");
        question->err = -EINVAL;
    } else if (condition_check(condition, &diag) < 0) {
        diags_add(part->diags, part->file, question->text_line, "%s",
                  diag.text);
        question->err = -EINVAL;
    }
    if (!text->len) {
        diags_add(part->diags, part->file, question->text_line,
                  "this answer has no text");
        question->err = -EINVAL;
    }
    add_answer(question->prediction, str_text(text), condition);
    show_answer(&question->shown, question->prediction->nanswers,
                str_text(text));
    str_clear(text);
}

/* A line of the fence, without its newline. */
static void
take_line(struct question *question, const char *line, size_t len,
          int number)
{
    size_t marker = marker_length(line, len);

    if (marker) {
        if (question->text_line)
            end_answer(question);
        question->text_line = number;
        str_add_n(&question->text, line + marker, len - marker);
    } else if (question->text_line) {
        while (len && isspace((unsigned char)*line)) {
            line++;
            len--;
        }
        str_add_char(&question->text, '\n');
        str_add_n(&question->text, line, len);
    } else {
        str_add_n(&question->shown, line, len);
        str_add_char(&question->shown, '\n');
    }
}

/* Everything up to the first answer is the question. */
static void
read_lines(struct question *question)
{
    const struct part *part = question->part;
    const char *next = part->body, *end = part->body + part->len;

    for (int number = part->line + 1; next < end; number++) {
        const char *newline = memchr(next, '\n', (size_t)(end - next));
        const char *stop = newline ? newline : end;
        bool begins = !question->text_line &&
                      marker_length(next, (size_t)(stop - next));

        if (begins) {
            question->prediction->question =
                word_trim(str_text(&question->shown), question->shown.len);
            str_add_char(&question->shown, '\n');
        }
        take_line(question, next, (size_t)(stop - next), number);
        next = stop + 1;
    }
    if (question->text_line)
        end_answer(question);
    if (!question->prediction->question)
        question->prediction->question =
            word_trim(str_text(&question->shown), question->shown.len);
}

static int
add_filter(struct question *question, char *filter)
{
    const struct part *part = question->part;
    struct prediction *prediction = question->prediction;
    const struct knob *knob = NULL;
    struct diag diag = DIAG_INIT;
    char *equals = strchr(filter, '=');
    int64_t value;

    if (equals) {
        *equals = '\0';
        knob = exercise_knob(question->exercise, filter);
    }
    if (!knob) {
        diags_add(part->diags, part->file, part->line,
                  "'%s' is no knob of %s; behind the name stand knobs with "
                  "their values, as in 'threads=1'", filter,
                  question->exercise->name);
        return -EINVAL;
    }
    if (knob_parse(knob, equals + 1, &value, &diag) < 0) {
        diags_add(part->diags, part->file, part->line, "%s", diag.text);
        return -EINVAL;
    }
    prediction->only = mem_resize(prediction->only, prediction->nonly + 1,
                                  sizeof *prediction->only);
    prediction->only[prediction->nonly].knob = mem_copy(filter);
    prediction->only[prediction->nonly++].value = value;
    return 0;
}

static void
read_filters(struct question *question, const char *words)
{
    const char *word;
    size_t len;

    while ((len = word_next(&words, "", &word)) > 0) {
        char *filter = mem_copy_n(word, len);

        if (add_filter(question, filter) < 0)
            question->err = -EINVAL;
        free(filter);
    }
}

static void
check_question(struct question *question)
{
    const struct part *part = question->part;
    const struct prediction *prediction = question->prediction;

    if (!prediction->question[0]) {
        diags_add(part->diags, part->file, part->line,
                  "there is no question before the answers");
        question->err = -EINVAL;
    }
    if (prediction->nanswers < ANSWERS_MIN ||
        prediction->nanswers > ANSWERS_MAX) {
        diags_add(part->diags, part->file, part->line,
                  "a question has %d to %d answers in a numbered list, this "
                  "one has %zu", ANSWERS_MIN, ANSWERS_MAX,
                  prediction->nanswers);
        question->err = -EINVAL;
    }
}

int
question_read(const struct exercise *exercise, const char *words,
              const struct part *part, struct prediction *prediction,
              char **ret_shown)
{
    struct question question = {
        .exercise = exercise,
        .part = part,
        .prediction = prediction,
    };

    *prediction = (struct prediction){0};
    read_filters(&question, words);
    read_lines(&question);
    check_question(&question);
    str_release(&question.text);
    *ret_shown = str_detach(&question.shown);
    if (question.err)
        prediction_release(prediction);
    return question.err;
}
