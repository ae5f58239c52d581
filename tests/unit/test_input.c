/* Codes of the terminal -> keys and clicks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <ncurses.h>

#include <cmocka.h>

#include "ui/input.h"

/* What arrives: bytes; a blank says that nothing is there for the moment. */
static const char *arriving;

static int
read_code(void)
{
    if (!*arriving)
        return ERR;
    return *arriving == ' ' ? (arriving++, ERR) : (unsigned char)*arriving++;
}

/* All keys that come of it, 0 behind the last. */
static const int *
keys_of(const char *bytes)
{
    static int keys[32];
    struct input input = {0};
    struct event event;
    size_t count = 0;

    arriving = bytes;
    do {
        while (input_next(&input, read_code, &event))
            keys[count++] = event.key;
    } while (*arriving || input.holding);
    keys[count] = 0;
    return keys;
}

static void
expect(const char *bytes, int first, int second, int third)
{
    const int *keys = keys_of(bytes);

    assert_int_equal(keys[0], first);
    if (first)
        assert_int_equal(keys[1], second);
    if (first && second)
        assert_int_equal(keys[2], third);
}

static void
test_input__gives_letters_as_they_are(void **state)
{
    (void)state;
    expect("jk", 'j', 'k', 0);
    expect("", 0, 0, 0);
}

static void
test_input__tells_escape_from_what_begins_with_it(void **state)
{
    (void)state;
    expect("\033", 27, 0, 0);
    expect("\033 j", 27, 'j', 0);
    expect("\033q", 27, 'q', 0);
    expect("\033\033", 27, 27, 0);
    expect("\033[B", KEY_DOWN, 0, 0);
    expect("\033\033[B", 27, KEY_DOWN, 0);
}

static void
test_input__joins_what_a_slow_link_cut(void **state)
{
    (void)state;
    expect("\033[ B", KEY_DOWN, 0, 0);
    expect("\033[1 ; 2 B", KEY_SF, 0, 0);
    expect("\033 [B", 27, KEY_DOWN, 0);
    expect("\033 O A", 27, KEY_UP, 0);
    expect("\033 [ 5 ~j", 27, KEY_PPAGE, 'j');
    expect("j[", 'j', '[', 0);
}

static void
test_input__knows_the_keys_of_putty_rxvt_and_the_console(void **state)
{
    (void)state;
    expect("\033[1~\033[4~", KEY_HOME, KEY_END, 0);
    expect("\033[7~\033[8~", KEY_HOME, KEY_END, 0);
    expect("\033[H\033[F", KEY_HOME, KEY_END, 0);
    expect("\033OH\033OF", KEY_HOME, KEY_END, 0);
    expect("\033[5~\033[6~", KEY_PPAGE, KEY_NPAGE, 0);
    expect("\033[11~\033[[A", KEY_F(1), KEY_F(1), 0);
    expect("\033OA\033[D", KEY_UP, KEY_LEFT, 0);
    expect("\033[a\033[1;2C", KEY_SR, KEY_SRIGHT, 0);
    expect("\033[Z", KEY_BTAB, 0, 0);
}

static void
test_input__reads_the_numeric_keypad(void **state)
{
    (void)state;
    expect("\033Oq\033Oy", '1', '9', 0);
    expect("\033OM\033Ok", '\r', '+', 0);
    expect("\033Om\033Oo", '-', '/', 0);
}

static void
test_input__takes_an_unknown_sequence_as_one_key(void **state)
{
    (void)state;
    expect("\033[15~\033[1;5A", INPUT_UNKNOWN, INPUT_UNKNOWN, 0);
    expect("\033[99999999999999999999999999999999999;1~q", INPUT_UNKNOWN,
           'q', 0);
    expect("\033[1\003", 3, 0, 0);
    expect("\033Oz", INPUT_UNKNOWN, 0, 0);
}

static void
expect_mouse(const char *bytes, int button, int y, int x)
{
    struct input input = {0};
    struct event event = {0};

    arriving = bytes;
    while (!input_next(&input, read_code, &event))
        assert_true(*arriving);
    assert_int_equal(event.key, INPUT_MOUSE);
    assert_int_equal(event.mouse.button, button);
    assert_int_equal(event.mouse.y, y);
    assert_int_equal(event.mouse.x, x);
}

static void
test_input__reads_the_mouse(void **state)
{
    (void)state;
    expect_mouse("\033[<0;10;5M", MOUSE_LEFT, 4, 9);
    expect_mouse("\033[<64;500;300M", MOUSE_UP, 299, 499);
    expect_mouse("\033[<0; 10;5 M", MOUSE_LEFT, 4, 9);
    expect_mouse("\033[<16;1;1M", MOUSE_LEFT, 0, 0);
    expect_mouse("\033[M!!!", 1, 0, 0);
    expect_mouse("\033[Ma+)", MOUSE_DOWN, 8, 10);
}

static void
test_input__leaves_out_a_button_let_go(void **state)
{
    (void)state;
    expect("\033[<0;10;5mj", 'j', 0, 0);
    expect("\033[M#!!j", 'j', 0, 0);
    expect("\033[<0;10Mj", 'j', 0, 0);
    expect("\033[<;;Mj", 'j', 0, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_input__gives_letters_as_they_are),
        cmocka_unit_test(test_input__tells_escape_from_what_begins_with_it),
        cmocka_unit_test(test_input__joins_what_a_slow_link_cut),
        cmocka_unit_test(
            test_input__knows_the_keys_of_putty_rxvt_and_the_console),
        cmocka_unit_test(test_input__reads_the_numeric_keypad),
        cmocka_unit_test(test_input__takes_an_unknown_sequence_as_one_key),
        cmocka_unit_test(test_input__reads_the_mouse),
        cmocka_unit_test(test_input__leaves_out_a_button_let_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
