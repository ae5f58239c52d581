#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/ladder.h"

static struct exercise exercise;

/* A check that has just begun. */
static struct findings
begun(void)
{
    struct findings findings = FINDINGS_INIT;

    findings.exercise = &exercise;
    findings.rungs[RUNG_BUILD].state = RUNG_CLIMBING;
    findings.rungs[RUNG_RUN].state = RUNG_CLIMBING;
    findings.rungs[RUNG_SANITIZE].state = RUNG_CLIMBING;
    findings.plain.wanted = 20;
    return findings;
}

static void
expect_words(const struct findings *findings, enum rung_id rung,
             const char *words)
{
    struct str text = STR_INIT;

    ladder_words(findings, rung, &text);
    assert_string_equal(str_text(&text), words);
    str_release(&text);
}

static void
test_ladder__runs_nothing_before_it_is_built(void **state)
{
    struct findings findings = begun();

    (void)state;
    assert_int_equal(ladder_state(&findings, RUNG_BUILD), RUNG_CLIMBING);
    assert_int_equal(ladder_state(&findings, RUNG_RUN), RUNG_AHEAD);
    assert_int_equal(ladder_state(&findings, RUNG_SANITIZE), RUNG_AHEAD);
    expect_words(&findings, RUNG_RUN, "");
    findings.rungs[RUNG_BUILD].state = RUNG_HELD;
    assert_int_equal(ladder_state(&findings, RUNG_RUN), RUNG_CLIMBING);
}

static void
test_ladder__says_how_far_it_is(void **state)
{
    struct findings findings = begun();
    char detail[] = "1 of 8 trials wrong";

    (void)state;
    findings.rungs[RUNG_BUILD] = (struct rung){RUNG_HELD, 0.1, NULL};
    findings.plain.done = 7;
    expect_words(&findings, RUNG_BUILD, "0.10 s");
    expect_words(&findings, RUNG_RUN, "7 of 20 trials");
    findings.rungs[RUNG_RUN] = (struct rung){RUNG_BROKE, 0.2, detail};
    expect_words(&findings, RUNG_RUN, "1 of 8 trials wrong");
    findings.rungs[RUNG_RUN] = (struct rung){RUNG_SPARED, 0.2, detail};
    expect_words(&findings, RUNG_RUN, "");
}

static void
test_ladder__has_the_rungs_that_are_asked_for(void **state)
{
    struct findings findings = begun();

    (void)state;
    assert_true(ladder_has(&findings, RUNG_SANITIZE));
    assert_false(ladder_has(&findings, RUNG_SPEED));
    exercise.plan.may_race = true;
    exercise.plan.speedup = 1.5;
    assert_false(ladder_has(&findings, RUNG_SANITIZE));
    assert_true(ladder_has(&findings, RUNG_SPEED));
    exercise = (struct exercise){0};
}

static void
test_ladder__has_a_sign_for_each_state(void **state)
{
    (void)state;
    assert_string_equal(ladder_sign(RUNG_HELD), "✓");
    assert_string_equal(ladder_sign(RUNG_BROKE), "✗");
    assert_string_equal(ladder_sign(RUNG_UNKNOWN), "?");
    assert_string_equal(ladder_sign(RUNG_CLIMBING), "▸");
    assert_string_equal(ladder_sign(RUNG_AHEAD), "·");
    assert_string_equal(ladder_sign(RUNG_SPARED), "·");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ladder__runs_nothing_before_it_is_built),
        cmocka_unit_test(test_ladder__says_how_far_it_is),
        cmocka_unit_test(test_ladder__has_the_rungs_that_are_asked_for),
        cmocka_unit_test(test_ladder__has_a_sign_for_each_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
