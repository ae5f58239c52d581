/* What a program left, as names and in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "run/leftovers.h"

static void
test_leftovers__a_line_of_system_v_names_key_and_number(void **state)
{
    struct leftover leftover;

    (void)state;
    /* 0x5243686f and, as the kernel writes 0xfeedbeef, a negative number */
    assert_int_equal(
        leftover_parse_ipc("1380149359          7  600   4096", &leftover),
        0);
    assert_string_equal(leftover.name, "key 0x5243686f, id 7");
    assert_int_equal(
        leftover_parse_ipc(" -17973521      32769  600   4096", &leftover),
        0);
    assert_string_equal(leftover.name, "key 0xfeedbeef, id 32769");
    assert_int_equal(leftover_parse_ipc("         0  0  600", &leftover), 0);
    assert_string_equal(leftover.name, "key 0x0, id 0");
    assert_int_equal(
        leftover_parse_ipc("       key      shmid perms", &leftover),
        -EINVAL);
    assert_int_equal(leftover_parse_ipc("", &leftover), -EINVAL);
}

static void
add(struct leftovers *leftovers, enum leftover_kind kind, unsigned count,
    const char *name)
{
    struct leftover leftover = {.kind = kind, .count = count};

    strncpy(leftover.name, name, sizeof leftover.name - 1);
    leftovers_add(leftovers, &leftover);
}

static void
assert_said(const struct leftovers *leftovers, const char *words)
{
    struct str text = STR_INIT;

    leftovers_say(leftovers, &text);
    assert_string_equal(str_text(&text), words);
    str_release(&text);
}

static void
test_leftovers__are_told_in_words(void **state)
{
    struct leftovers leftovers = {.count = 0};

    (void)state;
    assert_said(&leftovers, "");
    add(&leftovers, LEFTOVER_PROCESSES, 1, "");
    assert_said(&leftovers, "1 process that lived on");
    add(&leftovers, LEFTOVER_ZOMBIES, 2, "");
    add(&leftovers, LEFTOVER_MEMORY, 1, "/numbers");
    assert_said(&leftovers, "1 process that lived on, 2 children that it "
                            "never waited for, shared memory /numbers");
}

static void
test_leftovers__too_many_are_counted(void **state)
{
    struct leftovers leftovers = {.count = 0};

    (void)state;
    for (int i = 0; i < 100; i++)
        add(&leftovers, LEFTOVER_FILE, 1, "f");
    assert_int_equal(leftovers.count, LEFTOVERS_MAX);
    assert_said(&leftovers, "file f, file f, file f, file f, and 96 more");
}

static void
test_leftovers__a_name_drives_no_terminal(void **state)
{
    struct leftovers leftovers = {.count = 0};

    (void)state;
    add(&leftovers, LEFTOVER_FILE, 1, "a\033[2Jb\xff");
    assert_string_equal(leftovers.items[0].name, "a?[2Jb?");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_leftovers__a_line_of_system_v_names_key_and_number),
        cmocka_unit_test(test_leftovers__are_told_in_words),
        cmocka_unit_test(test_leftovers__too_many_are_counted),
        cmocka_unit_test(test_leftovers__a_name_drives_no_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
