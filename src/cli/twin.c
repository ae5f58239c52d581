/* The C program first, then its twin: at the same time each would take the
 * cores of the other. */
#include "cli/twin.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "build/launch.h"
#include "build/python.h"
#include "cli/say.h"
#include "report/comparison.h"
#include "report/graph.h"
#include "report/report.h"
#include "report/text.h"

int
twin_find(void)
{
    struct diag diag = DIAG_INIT;
    char *found = python_find(&diag);

    free(found);
    return found ? EXIT_FINE
                 : complain(EXIT_MISSING, diag.file, "%s", diag.text);
}

static void
add(const struct twin_call *call, struct str *text)
{
    out_add_n(call->follow->out, str_text(text), text->len);
    str_release(text);
}

/* Above what it prints. */
static void
show_title(const struct twin_call *call, const struct run *run)
{
    struct str text = STR_INIT;

    if (call->json)
        return;
    text_title(&text, run, call->follow->out->columns);
    str_add_char(&text, '\n');
    add(call, &text);
    out_flush(call->follow->out);
}

/* Wrapped, with a line's end; *line is empty afterwards. */
static void
move_line(const struct twin_call *call, struct str *line, struct str *text)
{
    if (line->len)
        text_wrap(text, str_text(line), call->follow->out->columns);
    str_clear(line);
}

/* Below it. */
static void
show_end(const struct twin_call *call, const struct run *run)
{
    struct str text = STR_INIT, line = STR_INIT;
    size_t before;

    if (call->json)
        return;
    if (call->follow->live)
        str_add_char(&text, '\n');
    else
        report_output(run, &text);
    before = text.len;
    report_hang(run, &line);
    move_line(call, &line, &text);
    report_leftovers(run, &line);
    move_line(call, &line, &text);
    comparison_outcome(run, call->exercise, &line);
    move_line(call, &line, &text);
    graph_plain(run, &call->exercise->picture, call->follow->out->columns,
                &text);
    if (text.len > before)
        str_add_char(&text, '\n');
    str_release(&line);
    add(call, &text);
}

static int
run_one(const struct twin_call *call, struct run *run)
{
    struct runner *runner = NULL;
    struct diag diag = DIAG_INIT;
    int status;

    show_title(call, run);
    if (launch_start(call->course, call->spec, run, &diag, &runner) < 0)
        return complain(EXIT_MISSING, run->program, "%s", diag.text);
    status = follow_run(call->follow, runner, run);
    runner_free(runner);
    show_end(call, run);
    return status;
}

static void
report(const struct twin_call *call, const struct run *twin)
{
    int columns = call->follow->out->columns;
    struct comparison comparison;
    struct str text = STR_INIT, sentence = STR_INIT;

    comparison_init(&comparison, call->exercise, call->c, twin);
    if (call->json) {
        comparison_json(&comparison, &text);
        /* JSON is UTF-8 whatever the locale says. */
        call->follow->out->ascii = false;
    } else {
        comparison_table(&comparison, comparison_head(&comparison), "Python",
                         columns, &text);
        comparison_sentence(&comparison, &sentence);
        if (sentence.len) {
            str_add_char(&text, '\n');
            text_wrap(&text, str_text(&sentence), columns);
        }
    }
    str_release(&sentence);
    comparison_release(&comparison);
    add(call, &text);
}

static void
describe(const struct twin_call *call, struct run *twin)
{
    launch_describe(twin, call->exercise, RUN_TWIN);
    for (size_t i = 0; i < twin->nknobs; i++)
        twin->knobs[i].value = call->c->knobs[i].value;
    launch_limit_twin(twin, call->exercise);
    twin->program = mem_copy(call->exercise->twin);
}

int
twin_run(const struct twin_call *call)
{
    struct run twin = RUN_INIT;
    int status = run_one(call, call->c);

    describe(call, &twin);
    if (status == EXIT_FINE)
        status = run_one(call, &twin);
    if (status != EXIT_MISSING && twin.status != RUN_GOING)
        report(call, &twin);
    if (status == EXIT_FINE &&
        (!run_is_fine(call->c) || !run_is_fine(&twin)))
        status = EXIT_FAILED;
    run_release(&twin);
    return out_end(call->follow->out, status);
}
