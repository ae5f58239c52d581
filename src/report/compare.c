/*
 * The first of some numbers beside all others.  What is said has to be true
 * whatever they are, so little is said, and nothing of differences that are
 * smaller than those of two runs.
 */
#include "report/compare.h"

#include <math.h>

#include "report/axis.h"

static void
add_name(struct str *text, const struct entry *entry)
{
    str_add_n(text, entry->name, entry->name_len);
}

void
compare_add_value(double value, const char *unit, struct str *ret_text)
{
    axis_number(value, ret_text);
    if (unit)
        str_add_format(ret_text, " %s", unit);
}

void
compare_add_times(double times, struct str *ret_text)
{
    if (times >= 0.1 && times < 9.95)
        str_add_format(ret_text, "%.1f", times);
    else
        axis_number(times < 1000 && times > 1 ? floor(times + 0.5) : times,
                    ret_text);
    str_add(ret_text, " times");
}

static const struct entry *
extreme(const struct entries *entries, bool largest)
{
    const struct entry *found = &entries->items[0];

    for (size_t i = 1; i < entries->count; i++) {
        double number = entries->items[i].number;

        if (largest ? number > found->number : number < found->number)
            found = &entries->items[i];
    }
    return found;
}

static void
add_ratio(struct str *text, const struct entry *entry, const char *verb,
          double times, const char *than)
{
    add_name(text, entry);
    str_add(text, verb);
    compare_add_times(times, text);
    str_add(text, than);
}

/* Of a time, less is faster. */
static void
compare_times(const struct entries *entries, struct str *text)
{
    const struct entry *base = &entries->items[0];
    const struct entry *fast = extreme(entries, false);
    const struct entry *slow = extreme(entries, true);
    bool faster = base->number / fast->number >= COMPARE_ALIKE;
    bool slower = slow->number / base->number >= COMPARE_ALIKE;

    /* The first lies between two that differ. */
    if (!faster && !slower) {
        base = slow;
        faster = true;
    }
    if (faster) {
        add_ratio(text, fast, " is ", base->number / fast->number,
                  " as fast as ");
        add_name(text, base);
    }
    if (slower) {
        str_add(text, faster ? "; " : "");
        add_ratio(text, slow, " takes ", slow->number / base->number,
                  faster ? " as long" : " as long as ");
        str_add_n(text, base->name, faster ? 0 : base->name_len);
    }
}

static void
compare_amounts(const struct entries *entries, struct str *text)
{
    const struct entry *base = &entries->items[0];
    const struct entry *small = extreme(entries, false);
    const struct entry *large = extreme(entries, true);
    bool larger = large->number / base->number >= COMPARE_ALIKE;
    bool smaller = base->number / small->number >= COMPARE_ALIKE;

    if (!larger && !smaller) {
        base = small;
        larger = true;
    }
    if (larger) {
        add_ratio(text, large, " is ", large->number / base->number, " ");
        add_name(text, base);
    }
    if (smaller) {
        str_add(text, larger ? "; " : "");
        add_name(text, small);
        str_add_format(text, " is %.2g %% of ",
                       100 * small->number / base->number);
        add_name(text, base);
    }
}

/* Zero and less have no ratio. */
static void
tell_extremes(const struct entries *entries, struct str *text)
{
    const struct entry *small = extreme(entries, false);
    const struct entry *large = extreme(entries, true);

    if (small->number >= large->number) {
        str_add_format(text, entries->count == 2 ? "both are " : "all are ");
        compare_add_value(small->number, entries->unit, text);
        return;
    }
    str_add(text, "largest is ");
    add_name(text, large);
    str_add(text, ", ");
    compare_add_value(large->number, entries->unit, text);
    str_add(text, "; smallest ");
    add_name(text, small);
    str_add(text, ", ");
    compare_add_value(small->number, entries->unit, text);
}

static void
tell_alike(const struct entries *entries, struct str *text)
{
    bool two = entries->count == 2;

    if (!entries->named) {
        str_add(text, two ? "both" : "all");
        str_add(text, entries->time ? " take about as long"
                                    : " are about the same");
        return;
    }
    add_name(text, &entries->items[two ? 1 : 0]);
    str_add(text, entries->time ? " takes about as long as "
                                : " is about the same as ");
    if (two)
        add_name(text, &entries->items[0]);
    else
        str_add(text, "those below it");
}

/* "plain and folded are 0 ns; ": zeros first, where several are left to be
 * compared; returns whether that is so, and who they are. */
static bool
tell_zeros(const struct entries *entries, struct str *text,
           struct entries *ret_rest)
{
    struct entries rest = *entries;
    size_t zeros = 0, told = 0;

    rest.count = 0;
    for (size_t i = 0; i < entries->count; i++)
        if (entries->items[i].number != 0)
            rest.items[rest.count++] = entries->items[i];
    zeros = entries->count - rest.count;
    if (!zeros || rest.count < 2 || !(extreme(&rest, false)->number > 0))
        return false;
    for (size_t i = 0; i < entries->count; i++) {
        if (entries->items[i].number != 0)
            continue;
        told++;
        str_add(text, told == 1 ? "" : told == zeros ? " and " : ", ");
        add_name(text, &entries->items[i]);
    }
    str_add(text, zeros == 1 ? " is " : " are ");
    compare_add_value(0, entries->unit, text);
    str_add(text, "; ");
    rest.named = true;
    *ret_rest = rest;
    return true;
}

void
compare(const struct entries *entries, struct str *ret_text)
{
    struct entries rest;
    double smallest;

    if (entries->count == 0)
        return;
    smallest = extreme(entries, false)->number;
    if (tell_zeros(entries, ret_text, &rest)) {
        compare(&rest, ret_text);
    } else if (entries->count == 1) {
        add_name(ret_text, &entries->items[0]);
        str_add(ret_text, " is ");
        compare_add_value(smallest, entries->unit, ret_text);
    } else if (!(smallest > 0)) {
        tell_extremes(entries, ret_text);
    } else if (extreme(entries, true)->number / smallest < COMPARE_ALIKE) {
        tell_alike(entries, ret_text);
    } else if (entries->time) {
        compare_times(entries, ret_text);
    } else {
        compare_amounts(entries, ret_text);
    }
}
