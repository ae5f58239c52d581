/*
 * The workbook beside programs that mean it harm, or do harm by accident:
 * each is the learner's own copy of an exercise.  Keys are answered while it
 * runs, the terminal stays ours, and the run ends.
 */
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

/* Open the first lesson with that body of main() as the learner's copy. */
static void
open_with(struct stage *stage, const char *body)
{
    FILE *file;

    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    file = fopen(stage_path(stage, "course/work/01_first/adder.c"), "w");
    assert_non_null(file);
    fprintf(file,
            "#define _GNU_SOURCE\n"
            "#include <fcntl.h>\n#include <pthread.h>\n"
            "#include <signal.h>\n#include <stdio.h>\n"
            "#include <string.h>\n#include <unistd.h>\n"
            "int main(void)\n{\n%s\n    return 0;\n}\n",
            body);
    assert_int_equal(fclose(file), 0);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "work/01_first/adder.c");
}

/* A key is answered while the program runs, and the stop key ends it. */
static void
expect_answers(struct stage *stage)
{
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "Predict");
    stage_press(stage, "s", "stopped");
    stage_quit(stage);
}

static void
expect_own_terminal(struct stage *stage)
{
    assert_true(strstr(terminal_row(stage->terminal, 0), "Racecourse"));
    assert_false(terminal_on_main_screen(stage->terminal));
    assert_true(terminal_wants_mouse(stage->terminal));
    assert_false(terminal_titled(stage->terminal));
}

static void
test_program__cannot_drive_the_terminal(void **state)
{
    struct stage *stage = *state;

    open_with(stage,
              "    printf(\"\\033]0;stolen\\007\\033]2;stolen\\033\\\\\");\n"
              "    printf(\"\\033[2J\\033[H\\033[1;1Hmoved\\n\");\n"
              "    printf(\"\\033[?1049l\\033[?1000l\\033[?1006l\\033c\");\n"
              "    printf(\"\\033]52;c;c3RvbGVu\\007\\033[6n\\033[c\");\n"
              "    printf(\"\\033[5n\\033P+q544e\\033\\\\\\0337\\0338\");\n"
              "    printf(\"\\x9b""2J\\xc2\\x9b""2J\\x9d""0;x\\x9c\\n\");\n"
              "    printf(\"\\016\\017\\005after all\\n\");");
    stage_press(stage, "rr", "after all");
    expect_own_terminal(stage);
    assert_int_not_equal(terminal_find(stage->terminal, "moved"), 0);
    /* an answer to a question would have been typed into the workbook */
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "after all");
    stage_quit(stage);
}

static void
test_program__may_print_any_byte(void **state)
{
    struct stage *stage = *state;

    open_with(stage,
              "    for (int i = 0; i < 256; i++)\n"
              "        putchar(i);\n"
              "    fwrite(\"a\\0b\\n\\xff\\xfe\\xc3\\n\\xed\\xa0\\x80\\n\", 1,\n"
              "           11, stdout);\n"
              "    printf(\"sum = nan\\nsum = 1%099d\\nlast line\\n\", 0);");
    stage_press(stage, "rr", "last line");
    expect_own_terminal(stage);
    stage_quit(stage);
}

static void
flood(struct stage *stage, const char *last)
{
    char body[512];

    /* 100 MB, then it stays until it is stopped */
    snprintf(body, sizeof body,
             "    static char part[100000];\n"
             "    memset(part, 'x', sizeof part);\n"
             "    for (int i = 79; i < 100000; i += 80)\n"
             "        part[i] = '%s';\n"
             "    for (int i = 0; i < 1000; i++)\n"
             "        fwrite(part, 1, sizeof part, stdout);\n"
             "    printf(\"\\nflood over\\n\");\n"
             "    fflush(stdout);\n"
             "    for (;;)\n"
             "        pause();",
             last);
    open_with(stage, body);
    terminal_send(stage->terminal, "rr");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "flood over");
    expect_own_terminal(stage);
    expect_answers(stage);
}

static void
test_program__may_print_100_mb_of_lines(void **state)
{
    flood(*state, "\\n");
}

static void
test_program__may_print_100_mb_of_one_line(void **state)
{
    flood(*state, "x");
}

static void
test_program__may_name_its_threads_anything(void **state)
{
    struct stage *stage = *state;

    open_with(stage,
              "    pthread_setname_np(pthread_self(), \") R 1\\n(\\033[2J\");\n"
              "    printf(\"named\\n\");\n"
              "    fflush(stdout);\n"
              "    for (;;)\n"
              "        pause();");
    stage_press(stage, "rr", "named");
    expect_own_terminal(stage);
    expect_answers(stage);
}

static void
test_program__may_close_all_and_stay(void **state)
{
    struct stage *stage = *state;

    open_with(stage,
              "    printf(\"closing\\n\");\n"
              "    fflush(stdout);\n"
              "    for (int fd = 0; fd < 1024; fd++)\n"
              "        close(fd);\n"
              "    for (;;)\n"
              "        pause();");
    stage_press(stage, "rr", "closing");
    expect_answers(stage);
}

static void
test_program__may_ignore_all_and_stop_itself(void **state)
{
    struct stage *stage = *state;

    open_with(stage,
              "    for (int i = 1; i < 65; i++)\n"
              "        signal(i, SIG_IGN);\n"
              "    printf(\"tty %d\\n\", open(\"/dev/tty\", O_RDWR));\n"
              "    fflush(stdout);\n"
              "    raise(SIGSTOP);");
    stage_press(stage, "rr", "tty -1");
    expect_answers(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_program__cannot_drive_the_terminal),
        STAGE_TEST(test_program__may_print_any_byte),
        STAGE_TEST(test_program__may_print_100_mb_of_lines),
        STAGE_TEST(test_program__may_print_100_mb_of_one_line),
        STAGE_TEST(test_program__may_name_its_threads_anything),
        STAGE_TEST(test_program__may_close_all_and_stay),
        STAGE_TEST(test_program__may_ignore_all_and_stop_itself),
    };

    return cmocka_run_group_tests_name("programs", tests, NULL, NULL);
}
