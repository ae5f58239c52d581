/*
 * Conditions and the numbers of knobs: a byte, three numbers of eight bytes
 * for a knob, then texts, each up to a NUL byte.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "course/condition.h"
#include "course/knob.h"
#include "fuzz.h"

static const double values[] = {0, 1, -1, 1e308, 1e-308, 0.5};

/* Names that begin with an 'x' have no value. */
static int
look_up(void *context, const char *name, double *ret_value)
{
    const uint8_t *choice = context;

    if (name[0] == 'x')
        return -ENOENT;
    *ret_value = values[(*choice + (uint8_t)name[0]) %
                        (sizeof values / sizeof values[0])];
    return 0;
}

static void
check_condition(const char *text, uint8_t choice)
{
    struct diag diag = DIAG_INIT;
    int checked = condition_check(text, &diag);
    int holds;

    must(checked == 0 || (checked == -EINVAL && diag.text[0]));
    must_be_clean(diag.text, strlen(diag.text), false);
    holds = condition_holds(text, look_up, &choice, &diag);
    if (checked)
        must(holds == -EINVAL);
    else
        must(holds == 0 || holds == 1 || holds == -ENOENT);
}

static void
check_turn(const struct knob *knob, int64_t value)
{
    int64_t up = knob_turn(knob, value, 1);
    int64_t down = knob_turn(knob, value, -1);

    must(up >= knob->min && up <= knob->max);
    must(down >= knob->min && down <= knob->max);
    must(up >= value && down <= value);
    must(up > value || value == knob->max);
    must(down < value || value == knob->min);
}

static void
check_number(const struct knob *knob, const char *text)
{
    struct diag diag = DIAG_INIT;
    int64_t number, value;
    int read = knob_number(text, &number);
    int parsed = knob_parse(knob, text, &value, &diag);

    must(read == 0 || read == -EINVAL || read == -ERANGE);
    if (parsed == 0) {
        must(read == 0 && value == number);
        must(value >= knob->min && value <= knob->max);
        check_turn(knob, value);
    } else {
        must(diag.text[0]);
        must_be_clean(diag.text, strlen(diag.text), false);
        must(read || number < knob->min || number > knob->max);
    }
}

static int
compare(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    uint8_t choice = input_byte(&input);
    int64_t of[3];
    char name[] = "threads";
    struct knob knob = {.name = name};

    for (int i = 0; i < 3; i++)
        of[i] = input_number(&input);
    qsort(of, 3, sizeof of[0], compare);
    knob.min = of[0];
    knob.value = of[1];
    knob.max = of[2];
    check_turn(&knob, knob.value);
    while (input.size) {
        char *text = input_text(&input);

        check_condition(text, choice);
        check_number(&knob, text);
        free(text);
    }
    return 0;
}
