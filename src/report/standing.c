/* The words of a standing. */
#include "report/standing.h"

#include "base/ago.h"

static const struct {
    const char *sign;
    const char *means;
} kinds[STANDING_COUNT] = {
    [STANDING_NEW] = {"·", "not run yet"},
    [STANDING_RUN] = {"•", "run"},
    [STANDING_WRONG] = {"✗", "not right yet"},
    [STANDING_RIGHT] = {"○", "right, not checked"},
    [STANDING_UNKNOWN] = {"?", "cannot be checked"},
    [STANDING_FAILED] = {"✗", "not right yet"},
    [STANDING_PENDING] = {"!", "passed once"},
    [STANDING_PASSED] = {"✓", "passed"},
};

const char *
standing_sign(enum standing_kind kind)
{
    return kinds[kind].sign;
}

const char *
standing_means(enum standing_kind kind)
{
    return kinds[kind].means;
}

static void
add_attempts(const struct checked *checked, struct str *text)
{
    if (checked->attempts > 0)
        str_add_format(text, "%s%d attempt%s", text->len ? ", " : "",
                       checked->attempts, checked->attempts == 1 ? "" : "s");
}

static void
add_passed(const struct checked *checked, int64_t now, struct str *text)
{
    if (checked->verdict == VERDICT_PASSED)
        add_attempts(checked, text);
    str_add(text, text->len ? ", passed " : "passed ");
    ago_add(text, checked->passed, now);
}

static void
add_verdict(const struct standing *standing, int64_t now, struct str *text)
{
    str_add_format(text, "%s%s", text->len ? "; " : "",
                   verdict_name(standing->checked->verdict));
    add_attempts(standing->checked, text);
    str_add(text, ", ");
    ago_add(text, standing->checked->time, now);
}

/* Nothing of a verdict is said twice where the newest is the pass. */
static void
add_pending(const struct standing *standing, int64_t now, struct str *text)
{
    str_add(text, "passed ");
    ago_add(text, standing->checked->passed, now);
    if (standing->checked->verdict != VERDICT_PASSED)
        add_verdict(standing, now, text);
}

void
report_standing(const struct standing *standing, int64_t now,
                struct str *ret_text)
{
    struct str text = STR_INIT;

    if (standing->kind == STANDING_PASSED && standing->demonstration)
        str_add(&text, "seen");
    else if (standing->kind == STANDING_PASSED)
        add_passed(standing->checked, now, &text);
    else if (standing->kind == STANDING_PENDING)
        add_pending(standing, now, &text);
    else if (standing->checked->verdict != VERDICT_NONE)
        add_verdict(standing, now, &text);
    else
        str_add(&text, standing_means(standing->kind));
    if (standing->changed)
        str_add(&text, ", changed since");
    str_add(ret_text, str_text(&text));
    str_release(&text);
}

void
report_standing_brief(const struct standing *standing, struct str *ret_text)
{
    enum verdict verdict = standing->checked->verdict;

    if (standing->kind == STANDING_FAILED)
        str_add(ret_text, verdict_name(verdict));
    else if (standing->kind == STANDING_PENDING && verdict != VERDICT_PASSED)
        str_add_format(ret_text, "%s, passed before", verdict_name(verdict));
    else if (standing->kind == STANDING_PENDING)
        str_add(ret_text, "changed since it passed");
}
