/* The questions asked before a run. */
#include "ui/question.h"

#include <string.h>

#include "base/str.h"
#include "check/outcome.h"
#include "course/copy.h"
#include "doc/doc.h"

static const struct prediction *
prediction_at(const struct live *live, size_t index)
{
    return &live->exercise->predictions[index];
}

static int
answer_to(const struct app *app, const struct live *live, size_t index)
{
    int answer = journal_answer(app->journal, live->exercise->name, index);

    return answer <= (int)prediction_at(live, index)->nanswers ? answer : 0;
}

/* Where the knob of that name is turned; NULL: there is none. */
static int64_t *
value_of(const struct live *live, const char *knob)
{
    for (size_t k = 0; k < live->exercise->nknobs; k++)
        if (strcmp(live->exercise->knobs[k].name, knob) == 0)
            return &live->values[k];
    return NULL;
}

static bool
asks_about_these_knobs(const struct live *live,
                       const struct prediction *prediction)
{
    for (size_t i = 0; i < prediction->nonly; i++) {
        const int64_t *value = value_of(live, prediction->only[i].knob);

        if (value && *value != prediction->only[i].value)
            return false;
    }
    return true;
}

bool
question_turn_knobs(struct live *live, size_t index)
{
    const struct prediction *prediction = prediction_at(live, index);
    bool turned = !asks_about_these_knobs(live, prediction);

    for (size_t i = 0; i < prediction->nonly; i++) {
        int64_t *value = value_of(live, prediction->only[i].knob);

        if (value)
            *value = prediction->only[i].value;
    }
    return turned;
}

size_t
question_open(const struct app *app, const struct live *live)
{
    for (size_t i = 0; i < live->exercise->npredictions; i++)
        if (!answer_to(app, live, i) &&
            asks_about_these_knobs(live, prediction_at(live, i)))
            return i;
    return NO_QUESTION;
}

static bool
was_decided(const struct live *live, size_t index)
{
    return live->state == LIVE_OVER &&
           outcome_decides(prediction_at(live, index), &live->run);
}

size_t
question_current(const struct app *app, const struct live *live)
{
    size_t open = question_open(app, live);

    if (open != NO_QUESTION)
        return open;
    for (size_t i = 0; i < live->exercise->npredictions; i++)
        if (!answer_to(app, live, i))
            return i;
    for (size_t i = 0; i < live->exercise->npredictions; i++)
        if (!was_decided(live, i))
            return i;
    return NO_QUESTION;
}

static size_t
exercise_number(const struct app *app, const struct live *live)
{
    return (size_t)(live->exercise - course_exercise(app->course, 0));
}

/* A click on an answer gives it: each begins on a line of its own. */
static void
add_rows(struct sheet *sheet, const struct rows *rows, struct hit first,
         int line)
{
    for (size_t i = 0; i < rows_count(rows); i++) {
        const struct row *row = rows_at(rows, i);
        struct hit hit = {.kind = HIT_NONE};

        if (row->line >= line) {
            hit = first;
            hit.value += row->line - line;
        }
        sheet_hit(sheet, hit);
        sheet_row(sheet, 1, row);
    }
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
}

static int
line_count(const char *text)
{
    int lines = 1;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

void
question_add(const struct app *app, const struct live *live, size_t index,
             struct sheet *sheet)
{
    const struct prediction *prediction = prediction_at(live, index);
    struct hit first = {HIT_ANSWER, 1, exercise_number(app, live), index};
    struct str text = STR_INIT;
    struct doc *doc;
    struct rows *rows;

    str_add_format(&text, "%s\n\n", prediction->question);
    for (size_t i = 0; i < prediction->nanswers; i++)
        str_add_format(&text, "%zu. %s\n", i + 1,
                       prediction->answers[i].text);
    doc = doc_new(str_text(&text), text.len, DOC_GITHUB | DOC_LESSON);
    rows = rows_new(doc, sheet->width - 2);
    add_rows(sheet, rows, first, line_count(prediction->question) + 2);
    rows_free(rows);
    doc_free(doc);
    str_release(&text);
}

/* An answer in quotes, without the marks of inline code. */
static void
quote_answer(struct str *text, const struct live *live, size_t index,
             int answer)
{
    const char *from = prediction_at(live, index)->answers[answer - 1].text;

    str_add(text, "“");
    for (; *from; from++)
        if (*from != '`')
            str_add_char(text, *from);
    str_add(text, "”");
}

/* The question was about the program as it was given: where the learner has
 * changed that, no answer to it becomes wrong or right. */
static bool
is_changed(const struct live *live)
{
    return live->source == RUN_MINE && copy_changed(live->exercise);
}

static void
add_outcome(struct sheet *sheet, const struct live *live, size_t index,
            int answer, int truth)
{
    struct str text = STR_INIT;
    bool changed = is_changed(live);
    enum look look = changed ? LOOK_TEXT
                     : answer == truth ? LOOK_RIGHT : LOOK_WRONG;

    if (!changed && answer == truth) {
        quote_answer(&text, live, index, answer);
        str_add(&text, ", as you predicted");
    } else {
        str_add(&text, "You predicted ");
        quote_answer(&text, live, index, answer);
        str_add(&text, changed ? "; with your changes it is " : "; it is ");
        if (answer == truth)
            str_add(&text, "so");
        else
            quote_answer(&text, live, index, truth);
    }
    sheet_wrap(sheet, look, 1, str_text(&text));
    str_release(&text);
}

void
question_add_outcome(const struct app *app, const struct live *live,
                     struct sheet *sheet)
{
    for (size_t i = 0; i < live->exercise->npredictions; i++) {
        int answer = answer_to(app, live, i);
        int truth = live->state == LIVE_OVER
                        ? outcome_answer(prediction_at(live, i), &live->run)
                        : 0;

        if (answer && truth)
            add_outcome(sheet, live, i, answer, truth);
    }
}

/* Runs in which that answer is the true one; or any is, for 0. */
static size_t
count_answer(const struct series *series, size_t index, int answer)
{
    size_t count = 0;

    for (size_t i = 0; i < series->nruns; i++)
        count += answer ? series->runs[i].answers[index] == answer
                        : series->runs[i].answers[index] != 0;
    return count;
}

bool
question_of_series(const struct app *app, const struct live *live,
                   const struct series *series, size_t *ret_index,
                   int *ret_answer)
{
    for (size_t i = 0;
         i < live->exercise->npredictions && i < SERIES_QUESTIONS; i++) {
        int answer = answer_to(app, live, i);

        if (!answer || !count_answer(series, i, 0))
            continue;
        *ret_index = i;
        *ret_answer = answer;
        return true;
    }
    return false;
}

static void
add_series_outcome(struct sheet *sheet, const struct live *live,
                   const struct series *series, size_t index, int answer)
{
    size_t agreed = count_answer(series, index, answer);
    struct str text = STR_INIT;

    quote_answer(&text, live, index, answer);
    if (agreed == series->nruns)
        str_add_format(&text, ", as you predicted, in each of %zu runs",
                       agreed);
    else if (agreed)
        str_add_format(&text, ", as you predicted, in %zu of %zu runs",
                       agreed, series->nruns);
    else
        str_add_format(&text, ", your prediction, in none of %zu runs",
                       series->nruns);
    sheet_wrap(sheet, agreed ? LOOK_RIGHT : LOOK_WRONG, 1, str_text(&text));
    str_release(&text);
}

void
question_add_series(const struct app *app, const struct live *live,
                    const struct series *series, struct sheet *sheet)
{
    for (size_t i = 0;
         i < live->exercise->npredictions && i < SERIES_QUESTIONS; i++) {
        int answer = answer_to(app, live, i);

        if (answer && count_answer(series, i, 0))
            add_series_outcome(sheet, live, series, i, answer);
    }
}

static struct prose_mark
mark_answer(const struct app *app, const struct live *live, size_t index,
            int item)
{
    int answer = answer_to(app, live, index);
    int truth = live->state == LIVE_OVER
                    ? outcome_answer(prediction_at(live, index), &live->run)
                    : 0;
    struct hit hit = {HIT_ANSWER, item, exercise_number(app, live), index};
    const struct prose_mark plain = {"", "", LOOK_TEXT, hit};
    bool decided;

    if (item != answer && item != truth)
        return plain;
    decided = answer && truth && !is_changed(live);
    if (decided && item == truth)
        return (struct prose_mark){
            "✓", answer == truth ? "as you predicted" : "what came out",
            LOOK_RIGHT, hit};
    if (item != answer)
        return plain;
    if (decided)
        return (struct prose_mark){"✗", "your prediction", LOOK_WRONG, hit};
    return (struct prose_mark){"›", "your prediction", LOOK_KEY, hit};
}

struct prose_mark
question_mark(const struct app *app, const struct row *row)
{
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);
    const struct prose_mark none = {.before = "", .after = ""};

    if (row->fence < 0 || row->item == 0)
        return none;
    for (size_t e = 0; e < lesson->nexercises; e++) {
        const struct live *live = app->lives[lesson->first_exercise + e];

        for (size_t i = 0; i < live->exercise->npredictions; i++)
            if (prediction_at(live, i)->fence == (size_t)row->fence)
                return mark_answer(app, live, i, row->item);
    }
    return none;
}
