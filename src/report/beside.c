/* Two runs of one exercise beside each other, in words. */
#include "check/outcome.h"
#include "report/report.h"

#define ALIKE 1.1               /* times as long: no difference */
#define SHORTEST 0.02           /* seconds: less cannot be compared */

/* "Yours crashed: ...", where it did. */
static void
add_ending(struct str *text, const char *who, const struct run *run)
{
    if (run_is_fine(run))
        return;
    str_add_format(text, "%s%s ", text->len ? "; " : "", who);
    report_ending(run, text);
}

static void
add_rightness(struct str *text, const struct run *own,
              const struct run *solution, const struct exercise *exercise)
{
    static const char *const words[2][2] = {
        {"neither is right", "the solution is right, yours is not"},
        {"yours is right, the solution is not", "both are right"},
    };

    if (outcome_is_judged(exercise, solution))
        str_add_format(text, "%s%s", text->len ? "; " : "",
                       words[outcome_right(exercise, own)]
                            [outcome_right(exercise, solution)]);
}

static void
add_times(struct str *text, double own, double solution)
{
    bool slower = own > solution;
    double shorter = slower ? solution : own;
    double times = shorter > 0 ? (slower ? own : solution) / shorter : 0;

    if (shorter < SHORTEST)
        return;
    str_add(text, text->len ? "; " : "");
    if (times < ALIKE)
        str_add(text, "they take about as long");
    else
        str_add_format(text, "%s takes %.*f times as long",
                       slower ? "yours" : "the solution", times < 10 ? 1 : 0,
                       times);
}

void
report_beside(const struct run *own, const struct run *solution,
              const struct exercise *exercise, struct str *ret_text)
{
    struct str text = STR_INIT;

    add_ending(&text, "yours", own);
    add_ending(&text, "the solution", solution);
    add_rightness(&text, own, solution, exercise);
    if (run_is_fine(own) && run_is_fine(solution))
        add_times(&text, own->seconds, solution->seconds);
    str_add(ret_text, str_text(&text));
    str_release(&text);
}
