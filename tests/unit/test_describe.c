#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "course/parts.h"
#include "course/verdict.h"

/* The fence stands on line 10, so the body's first line is 11. */
static void
describe(struct exercise *exercise, const char *body, struct diags *diags)
{
    struct part part = {body, strlen(body), "lessons/03_races.md", 10, diags};

    *exercise = (struct exercise){0};
    *diags = (struct diags)DIAGS_INIT;
    describe_exercise(exercise, &part);
}

static void
end(struct exercise *exercise, struct diags *diags)
{
    exercise_release(exercise);
    diags_release(diags);
}

static void
test_describe__takes_all_that_the_format_has(void **state)
{
    struct exercise exercise;
    struct diags diags;

    (void)state;
    describe(&exercise,
             "[build]\n"
             "flags    = -O1 -fno-inline  ; a comment\n"
             "libs     = mp\n"
             "variants = O0, O2\n"
             "# another comment\n"
             "[check]\n"
             "knobs     = threads 2..6, iterations 1000..200000\n"
             "trials    = 20\n"
             "hold      = counter == expected\n"
             "hold      = seconds < 2 or threads == 1\n"
             "same      = counter\n"
             "unordered = line, other\n"
             "tolerance = pi 1e-9, e 0.5\n"
             "workers   = threads\n"
             "race_free = yes\n"
             "speedup   = 1.5\n"
             "limit     = 5\n"
             "unsolved  = wrong result, right by luck\n"
             "[knobs]\n"
             "  threads    = 2, 1..64\n"
             "\titerations = 1e8, 1..1G\n"
             "O = 2, 0..3\n"
             "[results]\n"
             "counter = updates\n"
             "[explore]\n"
             "threads = 2\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_string_equal(exercise.flags, "-O1 -fno-inline");
    assert_int_equal(exercise.nlibs, 1);
    assert_string_equal(exercise.libs[0], "mp");
    assert_int_equal(exercise.nvariants, 2);
    assert_string_equal(exercise.variants[1], "O2");
    assert_string_equal(exercise_variant(&exercise, "O", 0), "O0");
    assert_null(exercise_variant(&exercise, "O", 1));
    assert_null(exercise_variant(&exercise, "threads", 2));
    assert_int_equal(exercise.nknobs, 3);
    assert_string_equal(exercise.knobs[0].name, "threads");
    assert_int_equal(exercise.knobs[1].value, 100000000);
    assert_int_equal(exercise.knobs[1].max, 1000000000);
    assert_ptr_equal(exercise_knob(&exercise, "iterations"),
                     &exercise.knobs[1]);
    assert_null(exercise_knob(&exercise, "iteration"));
    assert_string_equal(exercise.hold,
                        "counter == expected, seconds < 2 or threads == 1");
    assert_string_equal(exercise.workers, "threads");
    assert_int_equal(exercise.limit_seconds, 5);
    assert_int_equal(exercise.nunits, 1);
    assert_string_equal(exercise.units[0].unit, "updates");
    assert_false(exercise.demonstration);
    end(&exercise, &diags);
}

static void
test_describe__keeps_what_a_check_asks_for(void **state)
{
    struct exercise exercise;
    const struct check_plan *plan = &exercise.plan;
    struct diags diags;

    (void)state;
    describe(&exercise,
             "[knobs]\nthreads = 2, 1..64\niterations = 1e6, 1..1e9\n"
             "[check]\nknobs = threads 2..6, iterations 1e3\n"
             "trials = 20\nsame = pi, sum\nunordered = task\n"
             "tolerance = pi 1e-9, sum 0.5\nspeedup = 1.5\n"
             "overlap = most >= 2\nwork = right == 8\nrace_free = no\n"
             "unsolved = wrong result, stuck\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_int_equal(plan->trials, 20);
    assert_int_equal(plan->ndraws, 2);
    assert_int_equal(plan->draws[0].knob, 0);
    assert_int_equal(plan->draws[0].max, 6);
    assert_int_equal(plan->draws[1].min, 1000);
    assert_int_equal(plan->draws[1].max, 1000);
    assert_int_equal(plan->nsame, 2);
    assert_string_equal(plan->same[1], "sum");
    assert_int_equal(plan->nunordered, 1);
    assert_true(plan_tolerance(plan, "sum") == 0.5);
    assert_true(plan_tolerance(plan, "task") == 0);
    assert_true(plan->speedup == 1.5);
    assert_string_equal(plan->overlap, "most >= 2");
    assert_string_equal(plan->work, "right == 8");
    assert_true(plan->may_race);
    assert_int_equal(plan->unsolved, VERDICT_BIT(VERDICT_WRONG_RESULT) |
                                         VERDICT_BIT(VERDICT_STUCK));
    end(&exercise, &diags);
}

static void
test_describe__keeps_what_a_picture_draws(void **state)
{
    struct exercise exercise;
    const struct picture *picture = &exercise.picture;
    struct diags diags;

    (void)state;
    describe(&exercise,
             "[picture]\nbars = serial_ms, threads_ms\nunit = ms\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_int_equal(picture->kind, PICTURE_OF_BARS);
    assert_int_equal(picture->nnames, 2);
    assert_string_equal(picture->names[1], "threads_ms");
    assert_string_equal(picture->unit, "ms");
    assert_false(picture->begins[0] || picture->begins[1]);
    end(&exercise, &diags);
    describe(&exercise, "[picture]\nbars = a, b\nbars = c, d\n", &diags);
    assert_int_equal(diags.count, 0);
    assert_int_equal(picture->nnames, 4);
    assert_true(picture->begins[2] && !picture->begins[3]);
    end(&exercise, &diags);
    describe(&exercise,
             "[picture]\nmodel = ideal\ncurve = error, rest\nx = steps\n"
             "log = x, y\n"
             "says = Fewer [sic] digits.  [error_100 > error_10]\n"
             "says = More. [true]\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_int_equal(picture->kind, PICTURE_OF_CURVES);
    assert_string_equal(picture->names[1], "rest");
    assert_string_equal(picture->models[0], "ideal");
    assert_string_equal(picture->x, "steps");
    assert_null(picture->unit);
    assert_true(picture->log_x && picture->log_y);
    assert_int_equal(picture->nsays, 2);
    assert_string_equal(picture->says[0].text, "Fewer [sic] digits.");
    assert_string_equal(picture->says[0].condition, "error_100 > error_10");
    end(&exercise, &diags);
    describe(&exercise, "[picture]\ncurve = a\nlog = y\n", &diags);
    assert_true(!picture->log_x && picture->log_y);
    end(&exercise, &diags);
}

static void
test_describe__keeps_what_the_twin_gets(void **state)
{
    struct exercise exercise;
    const struct twin_plan *plan = &exercise.twin_plan;
    struct diags diags;

    (void)state;
    describe(&exercise,
             "[twin]\nsteps = 1M\nper = steps, turns\nunit = round\n"
             "[knobs]\nworkers = 4, 1..64\nsteps = 1e8, 1..1G\n"
             "[results]\nturns = turns of an egg\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_int_equal(plan->line, 11);
    assert_int_equal(plan->nmosts, 1);
    assert_int_equal(twin_value(plan, 0, 64), 64);
    assert_int_equal(twin_value(plan, 1, 100000000), 1000000);
    assert_int_equal(twin_value(plan, 1, 1000000), 1000000);
    assert_int_equal(twin_value(plan, 1, 5), 5);
    assert_int_equal(plan->nper, 2);
    assert_string_equal(plan->per[1], "turns");
    assert_string_equal(plan->unit, "round");
    end(&exercise, &diags);
    describe(&exercise,
             "[results]\nrounds = rounds of all\n"
             "[knobs]\nms = 1, 1..9\n[twin]\nms = 2\nper = rounds\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_string_equal(plan->unit, "rounds of all");
    end(&exercise, &diags);
    describe(&exercise, "[knobs]\nms = 9, 1..9\n[twin]\nms = 2\nspeed = no\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_true(plan->unequal);
    end(&exercise, &diags);
    describe(&exercise, "[twin]\nper = steps\n[knobs]\nsteps = 1, 1..9\n",
             &diags);
    assert_int_equal(diags.count, 0);
    assert_string_equal(plan->unit, "step");
    end(&exercise, &diags);
}

static void
test_describe__has_defaults(void **state)
{
    struct exercise exercise;
    struct diags diags;

    (void)state;
    describe(&exercise, "", &diags);
    assert_int_equal(diags.count, 0);
    assert_string_equal(exercise.flags, "-O2");
    assert_null(exercise.hold);
    assert_int_equal(exercise.limit_seconds, 0);
    assert_int_equal(exercise.picture.kind, PICTURE_NONE);
    end(&exercise, &diags);
    describe(&exercise, "[build]\ndemonstration = yes\n", &diags);
    assert_true(exercise.demonstration);
    end(&exercise, &diags);
}

/* A body, the line that is to be reported, a part of what is said. */
static const struct {
    const char *body;
    int line;
    const char *said;
} malformed[] = {
    {"[knobz]\na = 1, 1..2\nb = 1, 1..2\n", 11, "no section [knobz]"},
    {"threads = 1, 1..2\n", 11, "before any section"},
    {"[build]\nflag = -O2\n", 12, "[build] knows no 'flag'"},
    {"[build]\nflags = -O2 x.c\n", 12, "begins with '-'"},
    {"[build]\nlibs = mp, np\n", 12, "no library 'np'"},
    {"[build]\nvariants = -x\n", 12, "'-x' cannot be a variant"},
    {"[build]\nvariants = O0\n", 12, "no knob chooses 'O0'"},
    {"[build]\nvariants = O4\n[knobs]\nO = 2, 0..3\n", 12, "chooses 'O4'"},
    {"[build]\ndemonstration = maybe\n", 12, "yes or no, not 'maybe'"},
    {"[knobs]\n\nthreads\n", 13, "neither 'name = value'"},
    {"[knobs\n", 11, "neither 'name = value'"},
    {"[knobs]\nthreads = 2\n", 12, "needs a default and a range"},
    {"[knobs]\nthreads = 2, 1-64\n", 12, "needs a default and a range"},
    {"[knobs]\nthreads = two, 1..64\n", 12, "needs a default and a range"},
    {"[knobs]\nthreads = 2, 1..1e30\n", 12, "beyond 64 bits"},
    {"[knobs]\nthreads = 2, 64..1\n", 12, "write 1..64"},
    {"[knobs]\nthreads = 65, 1..64\n", 12, "outside its range 1..64"},
    {"[knobs]\na b = 1, 1..2\n", 12, "cannot be a knob"},
    {"[knobs]\na = 1, 1..2\na = 1, 1..3\n", 13, "second time"},
    {"[results]\na b = c\n", 12, "counter = updates"},
    {"[results]\na = x\na = y\n", 13, "second time"},
    {"[check]\nholds = a == b\n", 12, "[check] knows no 'holds'"},
    {"[check]\nhold = a = b\n", 12, "needs a comparison"},
    {"[check]\nhold = a == b\nhold = a ==\n", 13, "at its end"},
    {"[check]\nlimit = 0\n", 12, "limit takes whole seconds"},
    {"[check]\ntrials = many\n", 12, "trials takes a number"},
    {"[check]\nknobs = threads 2..6\n", 12, "no knob of this exercise"},
    {"[check]\nknobs = a 2..6\n[knobs]\na = 1, 1..5\n", 12, "beyond its range"},
    {"[check]\nknobs = a\n[knobs]\na = 1, 1..5\n", 12, "with ranges"},
    {"[check]\nsame = a, 7\n", 12, "names of results"},
    {"[check]\ntolerance = pi\n", 12, "as in 'pi 1e-9'"},
    {"[check]\nworkers = 2 +\n", 12, "a knob or a sum"},
    {"[check]\nrace_free = true\n", 12, "yes or no"},
    {"[check]\nspeedup = fast\n", 12, "a factor"},
    {"[check]\noverlap = many\n", 12, "needs a comparison"},
    {"[check]\nwork = right\n", 12, "needs a comparison"},
    {"[check]\nunsolved = right by lack\n", 12, "nearest is right by luck"},
    {"[picture]\nbar = a\n[picture]\nbars = a\n", 12, "knows no 'bar'"},
    {"[build]\n[picture]\nunit = ms\n", 12, "draws something"},
    {"[picture]\nbars = a\ncurve = b\n", 13, "of one kind"},
    {"[picture]\ncurve = a\ncurve = b\n", 13, "one line of curves"},
    {"[picture]\nbars = a\nbars = a\n", 13, "names a twice"},
    {"[picture]\nbars = a, 7\n", 12, "names of results, not 'a, 7'"},
    {"[picture]\nbars =\n", 12, "names of results"},
    {"[picture]\nbars = a, b, a\n", 12, "names a twice"},
    {"[picture]\ncurve = a, b, c, d, e\n", 12, "no room for e"},
    {"[picture]\nbars = a\nmodel = b\n", 11, "are for a curve"},
    {"[picture]\nbars = a\nlog = y\n", 11, "are for a curve"},
    {"[picture]\ncurve = a\nlog = z\n", 13, "x, y or both"},
    {"[picture]\ncurve = a\nmodel = a\n", 11, "with itself"},
    {"[picture]\ncurve = a\nunit =\n", 13, "one to 24"},
    {"[picture]\ncurve = a\nx = this is far too long a name\n", 13,
     "one to 24"},
    {"[picture]\ncurve = a\nsays = Good.\n", 13, "when it is true"},
    {"[picture]\ncurve = a\nsays = [a > 1]\n", 13, "when it is true"},
    {"[picture]\ncurve = a\nsays = Good. [a >]\n", 13, "at its end"},
    {"[knobs]\na = 1, 1..9\n[twin]\na = 10\nper = a\n", 14, "1 to 9"},
    {"[knobs]\na = 1, 1..9\n[twin]\na = 2\na = 3\nper = a\n", 15,
     "second time"},
    {"[knobs]\na = 1, 1..9\n[twin]\na = 2\n", 13, "add 'per = a'"},
    {"[knobs]\na = 1, 1..9\n[twin]\nb = 2\n", 14, "knows no 'b'"},
    {"[knobs]\na = 1, 1..9\n[twin]\nper = b\n", 14, "no knob"},
    {"[knobs]\na = 1, 1..9\n[twin]\nper = a, a\n", 14, "a twice"},
    {"[knobs]\na = 1, 1..9\nb = 1, 1..9\n[twin]\nper = a, b\n", 14,
     "several names"},
    {"[knobs]\na = 1, 1..9\n[twin]\nunit = a\n", 13, "no per"},
    {"[twin]\nspeed = fast\n", 12, "yes or no"},
    {"[knobs]\na = 1, 1..9\n[twin]\nunit =\nper = a\n", 14, "one to 24"},
};

static void
test_describe__says_what_is_malformed_and_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        struct exercise exercise;
        struct diags diags;

        describe(&exercise, malformed[i].body, &diags);
        if (diags.count != 1 || diags.items[0].line != malformed[i].line ||
            !strstr(diags.items[0].text, malformed[i].said) ||
            strcmp(diags.items[0].file, "lessons/03_races.md") != 0)
            fail_msg("%s: %zu said, first line %d: %s", malformed[i].body,
                     diags.count, diags.count ? diags.items[0].line : 0,
                     diags.count ? diags.items[0].text : "");
        end(&exercise, &diags);
    }
}

static void
test_describe__keeps_the_rest(void **state)
{
    struct exercise exercise;
    struct diags diags;

    (void)state;
    describe(&exercise,
             "[knobs]\n"
             "bad = 1\n"
             "good = 9, 1..5\n"
             "[check]\n"
             "hold = a ==\n"
             "hold = a == 1\n",
             &diags);
    assert_int_equal(diags.count, 3);
    assert_int_equal(exercise.nknobs, 1);
    assert_int_equal(exercise.knobs[0].value, 5);
    assert_string_equal(exercise.hold, "a == 1");
    end(&exercise, &diags);
}

static void
test_describe__reports_a_line_that_is_too_long(void **state)
{
    char body[600] = "[knobs]\n";
    struct exercise exercise;
    struct diags diags;

    (void)state;
    memset(body + 8, 'x', 400);
    strcpy(body + 408, "\ngood = 1, 1..5\nnone\n");
    describe(&exercise, body, &diags);
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.items[0].line, 12);
    assert_non_null(strstr(diags.items[0].text, "longer than"));
    assert_int_equal(diags.items[1].line, 14);
    assert_int_equal(exercise.nknobs, 1);
    end(&exercise, &diags);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_describe__takes_all_that_the_format_has),
        cmocka_unit_test(test_describe__keeps_what_a_check_asks_for),
        cmocka_unit_test(test_describe__keeps_what_a_picture_draws),
        cmocka_unit_test(test_describe__keeps_what_the_twin_gets),
        cmocka_unit_test(test_describe__has_defaults),
        cmocka_unit_test(test_describe__says_what_is_malformed_and_where),
        cmocka_unit_test(test_describe__keeps_the_rest),
        cmocka_unit_test(test_describe__reports_a_line_that_is_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
