#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/noun.h"

static void
test_noun__knows_one_of_many(void **state)
{
    static const char *const words[][2] = {
        {"steps", "step"},     {"n", "n"},         {"tries", "try"},
        {"passes", "pass"},    {"boxes", "box"},   {"pushes", "push"},
        {"caches", "cache"},   {"mass", "mass"},   {"s", "s"},
        {"ties", "tie"},       {"", ""},           {"batches", "batch"},
        {"launches", "launch"}, {"entries", "entry"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str one = STR_INIT;

        noun_one(words[i][0], &one);
        assert_string_equal(str_text(&one), words[i][1]);
        str_release(&one);
    }
}

static void
test_noun__knows_many_of_one(void **state)
{
    static const char *const words[][2] = {
        {"step", "steps"},   {"try", "tries"},    {"day", "days"},
        {"pass", "passes"},  {"box", "boxes"},    {"push", "pushes"},
        {"cache", "caches"}, {"batch", "batches"}, {"launch", "launches"},
        {"million steps", "million steps"},       {"n", "ns"},
        {"step of size", "steps of size"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str many = STR_INIT;

        noun_many(words[i][0], &many);
        assert_string_equal(str_text(&many), words[i][1]);
        str_release(&many);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noun__knows_one_of_many),
        cmocka_unit_test(test_noun__knows_many_of_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
