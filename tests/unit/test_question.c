#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "course/parts.h"

static struct knob knobs[] = {{(char[]){"threads"}, 2, 1, 64}};
static const struct exercise exercise = {
    .name = (char[]){"counter_race"},
    .knobs = knobs,
    .nknobs = 1,
};

/* The fence stands on line 20. */
static int
ask(const char *words, const char *body, struct prediction *prediction,
    struct diags *diags, char **ret_shown)
{
    struct part part = {body, strlen(body), "a.md", 20, diags};

    *diags = (struct diags)DIAGS_INIT;
    return question_read(&exercise, words, &part, prediction, ret_shown);
}

static void
test_question__has_answers_that_come_true(void **state)
{
    struct prediction prediction;
    struct diags diags;
    char *shown;

    (void)state;
    assert_int_equal(
        ask("threads=2",
            "Two threads add a million each.\n"
            "What is printed?\n"
            "\n"
            "1. `2000000`, always      [counter == expected]\n"
            "2. less,\n"
            "   usually [counter < expected]\n"
            "\n"
            "3) one of a[0] and b[1] [counter > expected]\n",
            &prediction, &diags, &shown),
        0);
    assert_int_equal(diags.count, 0);
    assert_string_equal(prediction.question,
                        "Two threads add a million each.\n"
                        "What is printed?");
    assert_int_equal(prediction.nanswers, 3);
    assert_string_equal(prediction.answers[0].text, "`2000000`, always");
    assert_string_equal(prediction.answers[0].condition,
                        "counter == expected");
    assert_string_equal(prediction.answers[1].text, "less,\nusually");
    assert_string_equal(prediction.answers[2].text, "one of a[0] and b[1]");
    assert_string_equal(prediction.answers[2].condition,
                        "counter > expected");
    assert_int_equal(prediction.nonly, 1);
    assert_string_equal(prediction.only[0].knob, "threads");
    assert_int_equal(prediction.only[0].value, 2);
    assert_string_equal(shown,
                        "Two threads add a million each.\n"
                        "What is printed?\n"
                        "\n"
                        "\n"
                        "1. `2000000`, always\n"
                        "2. less,\n"
                        "   usually\n"
                        "3. one of a[0] and b[1]\n");
    free(shown);
    prediction_release(&prediction);
}

static const struct {
    const char *words;
    const char *body;
    int line;
    const char *said;
} malformed[] = {
    {"", "What?\n\n1. a\n2. b [x == 1]\n", 23, "needs a condition"},
    {"", "What?\n\n1. a [x == 1]\n2. b [x = 2]\n", 24, "needs a comparison"},
    {"", "What?\n\n1. a [x == 1]\n2. [x == 2]\n", 24, "no text"},
    {"", "What?\n\n1. a [x == 1]\n", 20, "this one has 1"},
    {"", "What?\n", 20, "this one has 0"},
    {"", "1. a [x == 1]\n2. b [x == 2]\n", 20, "no question"},
    {"thread=1", "What?\n1. a [true]\n2. b [true]\n", 20, "'thread' is no"},
    {"threads", "What?\n1. a [true]\n2. b [true]\n", 20, "'threads' is no"},
    {"threads=x", "What?\n1. a [true]\n2. b [true]\n", 20, "not 'x'"},
    {"threads=65", "What?\n1. a [true]\n2. b [true]\n", 20, "out of range"},
};

static void
test_question__that_no_run_decides_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        struct prediction prediction;
        struct diags diags;
        char *shown;
        int err = ask(malformed[i].words, malformed[i].body, &prediction,
                      &diags, &shown);

        if (err != -EINVAL || diags.count != 1 ||
            diags.items[0].line != malformed[i].line ||
            !strstr(diags.items[0].text, malformed[i].said))
            fail_msg("%s: %d, %zu said, first line %d: %s",
                     malformed[i].body, err, diags.count,
                     diags.count ? diags.items[0].line : 0,
                     diags.count ? diags.items[0].text : "");
        assert_null(prediction.answers);
        diags_release(&diags);
        free(shown);
    }
}

static void
test_question__never_shows_a_condition(void **state)
{
    struct prediction prediction;
    struct diags diags;
    char *shown;

    (void)state;
    ask("", "What?\n1. a [x == 1]\n2. b\n", &prediction, &diags, &shown);
    assert_string_equal(shown, "What?\n\n1. a\n2. b\n");
    diags_release(&diags);
    free(shown);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_question__has_answers_that_come_true),
        cmocka_unit_test(test_question__that_no_run_decides_is_reported),
        cmocka_unit_test(test_question__never_shows_a_condition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
