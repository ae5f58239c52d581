/* A check in the pane of a lesson: the ladder, the verdicts, their places. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

#define OWN "course/work/01_first/adder.c"

static const char body[] =
    "#include <pthread.h>\n"
    "#include <stdio.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "#include <unistd.h>\n"
    "static long\n"
    "number(int argc, char **argv, const char *name)\n"
    "{\n"
    "    size_t len = strlen(name);\n"
    "    for (int i = 1; i < argc; i++)\n"
    "        if (strncmp(argv[i], name, len) == 0)\n"
    "            return atol(argv[i] + len + 1);\n"
    "    return 0;\n"
    "}\n";

static const char main_of_it[] =
    "int\n"
    "main(int argc, char **argv)\n"
    "{\n"
    "    long first = number(argc, argv, \"first\");\n"
    "    long second = number(argc, argv, \"second\");\n"
    "    %s\n"
    "    printf(\"expected = %%ld\\n\", first + second);\n"
    "    return 0;\n"
    "}\n";

/* It was saved on a day that stays the same. */
static void
make_old(const char *path)
{
    const struct timespec day[2] = {{.tv_sec = 1500000000},
                                    {.tv_sec = 1500000000}};

    assert_int_equal(utimensat(AT_FDCWD, path, day, 0), 0);
}

/* The learner's copy, with that in the place to be changed. */
static void
save(struct stage *stage, const char *change)
{
    FILE *file;

    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    file = fopen(stage_path(stage, OWN), "w");
    assert_non_null(file);
    fputs(body, file);
    fprintf(file, main_of_it, change);
    fclose(file);
    make_old(stage_path(stage, OWN));
}

static const char right[] = "printf(\"sum = %ld\\n\", first + second);";
static const char wrong[] = "printf(\"sum = %ld\\n\", second - first);";
static const char broken[] = "printf(\"sum = %ld\\n\", second - first)";
static const char slower[] =
    "sleep(8); printf(\"sum = %ld\\n\", first + second);";
static const char slow[] =
    "sleep(1); printf(\"sum = %ld\\n\", first + second);";

/* At each size: press c, wait, compare with NAME-COLUMNSxROWS. */
static void
look_at_each_size_of(struct stage *stage, const char *lesson,
                     const char *verdict, const char *name)
{
    static const int sizes[][2] = {{36, 120}, {24, 80}, {10, 40}};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char expected[64];

        stage_open(stage, sizes[i][0], sizes[i][1], lesson);
        stage_expect(stage, " c");
        stage_press(stage, "c", verdict);
        snprintf(expected, sizeof expected, "check-%s-%dx%d", name,
                 sizes[i][1], sizes[i][0]);
        stage_compare(stage, expected);
    }
    stage_quit(stage);
}

static void
look_at_each_size(struct stage *stage, const char *verdict, const char *name)
{
    look_at_each_size_of(stage, "1", verdict, name);
}

static void
test_check__says_that_nothing_was_done_yet(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "Not finished");
    stage_expect(stage, "e edit");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "c", "Not finished");
    stage_quit(stage);
}

/* As long as nobody has a copy the start file is shown, and how to get one. */
static void
test_check__looks_meant_before_anything_was_done(void **state)
{
    struct stage *stage = *state;

    make_old(stage_path(stage, "course/exercises/01_first/adder.c"));
    look_at_each_size(stage, "Not finished", "unfinished");
}

static void
test_check__looks_meant_while_it_climbs(void **state)
{
    struct stage *stage = *state;

    save(stage, slower);
    look_at_each_size(stage, "0 of 10 trials", "climbing");
}

/* In the words of any compiler. */
static void
test_check__looks_meant_where_it_does_not_build(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "cc",
                 "#!/bin/sh\n"
                 "for word; do case $word in *.c) file=$word;; esac; done\n"
                 "echo \"$file: In function 'main':\" >&2\n"
                 "echo \"$file:20:5: error: expected ';' before 'printf'\" "
                 ">&2\n"
                 "echo '   20 |     printf(\"sum\")' >&2\n"
                 "echo '      |     ^' >&2\n"
                 "exit 1\n");
    stage_env(stage, "CC", stage_path(stage, "cc"));
    save(stage, broken);
    look_at_each_size(stage, "Does not build", "unbuilt");
}

static void
test_check__shows_a_wrong_result(void **state)
{
    struct stage *stage = *state;

    save(stage, wrong);
    look_at_each_size(stage, "Wrong result", "wrong");
}

static void
test_check__shows_what_the_compiler_said(void **state)
{
    struct stage *stage = *state;

    save(stage, broken);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "Does not build");
    stage_expect(stage, "✗ builds");
    stage_expect(stage, "adder.c, line 20:");
    stage_expect(stage, "─ compiler ─");
    stage_quit(stage);
}

/* Each error takes lines. */
static void
test_check__keeps_the_compilers_last_line_in_sight(void **state)
{
    struct stage *stage = *state;

    save(stage, "a; b; c; d; e; f; g; h; last_one;");
    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "last_one");
    stage_expect(stage, "K ↑");
    stage_quit(stage);
}

static void
test_check__shows_that_it_passed(void **state)
{
    struct stage *stage = *state;

    save(stage, right);
    look_at_each_size(stage, "Passed", "passed");
}

static void
test_check__is_shown_while_it_climbs_and_stops(void **state)
{
    struct stage *stage = *state;

    save(stage, slow);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "▸ runs");
    stage_expect(stage, "0 of 10 trials");
    stage_expect(stage, "s stops it");
    stage_press(stage, "\003", "Stopped.");
    stage_press(stage, "c", "▸ runs");
    stage_press(stage, "s", "Stopped.");
    stage_press(stage, "\003", "q quits");
    stage_quit(stage);
}

static void
test_check__and_run_end_each_other(void **state)
{
    struct stage *stage = *state;

    save(stage, slow);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "▸ runs");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "r", "s so far");
    stage_press(stage, "c", "▸ runs");
    terminal_send(stage->terminal, "q");
    stage_expect(stage, "Enter open");
    stage_quit(stage);
}

/* Both threads write the same, so that what is printed is always right. */
static const char lucky[] =
    "#include <pthread.h>\n"
    "#include <stdio.h>\n"
    "static int done;\n"
    "static void *\n"
    "work(void *nothing)\n"
    "{\n"
    "    done = 1;\n"
    "    return nothing;\n"
    "}\n"
    "int\n"
    "main(void)\n"
    "{\n"
    "    pthread_t threads[2];\n"
    "    for (int i = 0; i < 2; i++)\n"
    "        pthread_create(&threads[i], 0, work, 0);\n"
    "    for (int i = 0; i < 2; i++)\n"
    "        pthread_join(threads[i], 0);\n"
    "    printf(\"done = %d\\n\", done);\n"
    "    return 0;\n"
    "}\n";

/* A lesson with an exercise whose copy is right by luck. */
static void
write_luck(struct stage *stage)
{
    static const char *const folders[] = {"exercises", "solutions", "work"};

    mkdir(stage_path(stage, "course/work"), 0755);
    stage_script(stage, "course/lessons/04_luck.md",
                 "# Luck\n\nNothing is as it seems.\n\n"
                 "```exercise luck\n[check]\nhold = done == 1\n"
                 "trials = 2\n```\n\n"
                 "1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9\n\n10\n\n"
                 "11\n\n12\n\n13\n\n14\n\n15\n\n16\n\n17\n\n18\n\n19\n\n"
                 "<!-- verdict: not finished -->\nA word to beginners.\n\n"
                 "<!-- verdict: right by luck -->\nLuck is no plan.\n\n"
                 "The end.\n");
    for (size_t i = 0; i < 3; i++) {
        char name[64];

        snprintf(name, sizeof name, "course/%s/04_luck", folders[i]);
        mkdir(stage_path(stage, name), 0755);
        strcat(name, "/luck.c");
        stage_script(stage, name, i < 2 ? "int main(void) { return 0; }\n"
                                        : lucky);
        make_old(stage_path(stage, name));
    }
}

/* The sanitizer does not start everywhere. */
static void
test_check__shows_a_race_in_two_columns(void **state)
{
    struct stage *stage = *state;

    write_luck(stage);
    stage_open(stage, 36, 120, "4");
    stage_expect(stage, "luck");
    stage_press(stage, "c", "trials print what they should");
    stage_expect_gone(stage, "▸");
    if (terminal_shows(stage->terminal, "Right by luck")) {
        stage_expect(stage, "write done");
        stage_expect(stage, "writes done                   writes done");
        stage_expect(stage, "luck.c:7 work()               luck.c:7 work()");
        stage_expect(stage, "holds nothing");
        stage_expect(stage, "┃ Luck is no plan.");
        stage_expect(stage, "  A word to beginners.");
        look_at_each_size_of(stage, "4", "Right by luck", "luck");
    } else {
        stage_quit(stage);
    }
}

static void
test_watch__checks_what_is_saved(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    save(stage, wrong);
    stage_expect(stage, "Wrong result");
    stage_expect(stage, "Each save is checked by itself.");
    save(stage, right);
    stage_expect(stage, "Passed");
    stage_press(stage, "q", "Enter open");
    save(stage, wrong);
    stage_press(stage, "\r", "Passed");
    stage_quit(stage);
}

static void
test_watch__begins_anew_where_it_is_saved_meanwhile(void **state)
{
    struct stage *stage = *state;

    save(stage, slow);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "▸ runs");
    save(stage, wrong);
    stage_expect(stage, "Wrong result");
    stage_quit(stage);
}

static void
test_watch__leaves_a_run_alone(void **state)
{
    struct stage *stage = *state;

    save(stage, slow);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "r", "predict first");
    save(stage, wrong);
    stage_expect(stage, "adder was saved; c checks it");
    stage_expect(stage, "predict first");
    stage_press(stage, "c", "Wrong result");
    stage_quit(stage);
}

/* The first e copies the start file, which nobody has saved. */
static void
test_watch__checks_what_the_editor_saved(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "edit",
                 "#!/bin/sh\nsed -i 's/second - first/second + first/' "
                 "\"$1\"\n");
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "+", "first ‹ 4 ›");
    assert_false(terminal_shows(stage->terminal, "Not finished"));
    stage_env(stage, "EDITOR", stage_path(stage, "edit"));
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "e", "Passed");
    stage_quit(stage);
}

/* It is told as soon as nobody can go on, where the kernel shows locks. */
static void
test_check__says_who_waits_for_whom(void **state)
{
    struct stage *stage = *state;

    save(stage, "static pthread_mutex_t only = PTHREAD_MUTEX_INITIALIZER; "
                "pthread_mutex_lock(&only); pthread_mutex_lock(&only); "
                "printf(\"sum = %ld\\n\", first + second);");
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "✗ runs");
    if (terminal_shows(stage->terminal, "Deadlock")) {
        stage_expect(stage, "│  main");
        stage_expect(stage, "│  waits for mutex only");
        stage_expect(stage, "│  adder.c:20 main()");
        stage_expect(stage, "│  which it holds itself");
    }
    stage_quit(stage);
}

/* What is to be copied stands apart from the check. */
static void
test_check__leaves_room_above_it_for_what_is_copied(void **state)
{
    struct stage *stage = *state;
    int y, x;

    save(stage, right);
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "c", "Passed");
    stage_press(stage, "y", "to copy");
    stage_locate(stage, "saved on", &y, &x);
    assert_string_equal(terminal_row(stage->terminal, y - 1), "");
    stage_quit(stage);
}

static void
test_check__is_made_in_a_talk(void **state)
{
    struct stage *stage = *state;

    save(stage, right);
    stage_present(stage, 36, 120, "1");
    stage_expect(stage, "A lesson for the tests");
    stage_press(stage, " ", "What does it print?");
    stage_press(stage, "c", "Passed");
    assert_false(terminal_shows(stage->terminal, "next lesson"));
    assert_false(terminal_shows(stage->terminal, "Each save"));
    stage_quit(stage);
}

/* The verdict of another exercise moves nothing. */
static void
test_check__goes_on_behind_another_exercise(void **state)
{
    struct stage *stage = *state;

    write_luck(stage);
    stage_script(stage, "course/exercises/04_luck/other.c",
                 "int main(void) { return 0; }\n");
    stage_script(stage, "course/lessons/04_luck.md",
                 "# Luck\n\nTwo.\n\n```exercise luck\n[check]\n"
                 "hold = done == 1\ntrials = 2\n```\n\n"
                 "```exercise other\n[build]\ndemonstration = yes\n```\n");
    stage_open(stage, 36, 120, "4");
    stage_expect(stage, "luck  1 of 2");
    stage_press(stage, "c\t", "other  2 of 2");
    stage_expect_gone(stage, "s stop");
    stage_expect(stage, "other  2 of 2");
    stage_press(stage, "\t", "✓ runs");
    stage_quit(stage);
}

/* Who passed is not sent away from a lesson that has more to do. */
static void
test_check__passed_reads_on_before_the_last_exercise(void **state)
{
    struct stage *stage = *state;

    write_luck(stage);
    stage_script(stage, "course/exercises/04_luck/easy.c",
                 "int main(void) { return 0; }\n");
    stage_script(stage, "course/work/04_luck/easy.c",
                 "#include <stdio.h>\n"
                 "int main(void) { puts(\"done = 1\"); return 0; }\n");
    stage_script(stage, "course/lessons/04_luck.md",
                 "# Luck\n\nTwo.\n\n```exercise easy\n[check]\n"
                 "hold = done == 1\ntrials = 1\nrace_free = no\n```\n\n"
                 "```exercise luck\n[build]\ndemonstration = yes\n```\n");
    stage_open(stage, 36, 120, "4");
    stage_expect(stage, "easy  1 of 2");
    stage_press(stage, "c", "Passed");
    stage_expect(stage, "Space read on");
    assert_false(terminal_shows(stage->terminal, "next lesson"));
    stage_quit(stage);
}

static void
test_check__of_a_demonstration_is_none(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "2");
    stage_press(stage, "c", "there is nothing to check");
    stage_quit(stage);
}

static void
test_check__has_a_sign_for_all_in_ascii_and_without_colours(void **state)
{
    struct stage *stage = *state;

    save(stage, wrong);
    stage_env(stage, "LC_ALL", "C");
    stage_env(stage, "NO_COLOR", "1");
    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "cz", "Wrong result");
    stage_compare(stage, "check-ascii-80x24");
    stage_quit(stage);
}

static void
test_check__is_kept_until_the_exercise_is_run(void **state)
{
    struct stage *stage = *state;

    save(stage, right);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "c", "Passed");
    stage_press(stage, "n", "2 Hostile programs");
    stage_press(stage, "p", "Passed");
    stage_press(stage, "+", "first ‹ 4 ›");
    stage_expect_gone(stage, "Passed");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_check__says_that_nothing_was_done_yet),
        STAGE_TEST(test_check__looks_meant_before_anything_was_done),
        STAGE_TEST(test_check__looks_meant_while_it_climbs),
        STAGE_TEST(test_check__looks_meant_where_it_does_not_build),
        STAGE_TEST(test_check__shows_a_wrong_result),
        STAGE_TEST(test_check__shows_what_the_compiler_said),
        STAGE_TEST(test_check__keeps_the_compilers_last_line_in_sight),
        STAGE_TEST(test_check__shows_that_it_passed),
        STAGE_TEST(test_check__is_shown_while_it_climbs_and_stops),
        STAGE_TEST(test_check__and_run_end_each_other),
        STAGE_TEST(test_check__shows_a_race_in_two_columns),
        STAGE_TEST(test_watch__checks_what_is_saved),
        STAGE_TEST(test_watch__begins_anew_where_it_is_saved_meanwhile),
        STAGE_TEST(test_watch__leaves_a_run_alone),
        STAGE_TEST(test_watch__checks_what_the_editor_saved),
        STAGE_TEST(test_check__says_who_waits_for_whom),
        STAGE_TEST(test_check__leaves_room_above_it_for_what_is_copied),
        STAGE_TEST(test_check__is_made_in_a_talk),
        STAGE_TEST(test_check__goes_on_behind_another_exercise),
        STAGE_TEST(test_check__passed_reads_on_before_the_last_exercise),
        STAGE_TEST(test_check__of_a_demonstration_is_none),
        STAGE_TEST(
            test_check__has_a_sign_for_all_in_ascii_and_without_colours),
        STAGE_TEST(test_check__is_kept_until_the_exercise_is_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
