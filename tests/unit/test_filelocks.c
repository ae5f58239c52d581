/* Who waits for whose lock on a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>

#include "run/filelocks.h"

/* As a kernel wrote it. */
static const char text[] =
    "1: FLOCK  ADVISORY  WRITE 31276 fe:00:1147022 0 EOF\n"
    "1: -> FLOCK  ADVISORY  WRITE 31280 fe:00:1147022 0 EOF\n"
    "2: POSIX  ADVISORY  READ  77 fe:00:1147023 0 EOF\n"
    "2:  -> POSIX  ADVISORY  WRITE 31276 fe:00:1147023 0 EOF\n"
    "3: OFDLCK ADVISORY  WRITE -1 fe:00:1147024 0 EOF\n"
    "3: -> OFDLCK ADVISORY  WRITE 99 fe:00:1147024 0 EOF\n"
    "4: LEASE  ACTIVE    WRITE 5 fe:00:7 0 EOF\n"
    "1: -> FLOCK  ADVISORY  WRITE 40 fe:00:1147022 0 EOF\n"
    "4: -> FLOCK  ADVISORY  WRITE 40 fe:00:7 0 EOF\n";

static void
test_filelocks__names_the_holder(void **state)
{
    (void)state;
    assert_int_equal(filelocks_holder(text, 31280), 31276);
    assert_int_equal(filelocks_holder(text, 31276), 77);
}

static void
test_filelocks__says_nothing_of_what_is_not_certain(void **state)
{
    (void)state;
    assert_int_equal(filelocks_holder(text, 77), 0);
    assert_int_equal(filelocks_holder(text, 99), 0);
    assert_int_equal(filelocks_holder(text, 40), 0);
    assert_int_equal(filelocks_holder("", 40), 0);
    assert_int_equal(filelocks_holder("nonsense\n\n1:\n", 40), 0);
}

static void
test_filelocks__parses_a_line(void **state)
{
    struct filelock lock;

    (void)state;
    assert_int_equal(filelock_parse(text, &lock), 0);
    assert_int_equal(lock.number, 1);
    assert_int_equal(lock.pid, 31276);
    assert_false(lock.waits);
    assert_int_equal(filelock_parse("1: -> POSIX A W 4 x", &lock), 0);
    assert_true(lock.waits);
    assert_int_equal(filelock_parse("1: -> POSIX A W", &lock), -EINVAL);
    assert_int_equal(filelock_parse("", &lock), -EINVAL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filelocks__names_the_holder),
        cmocka_unit_test(test_filelocks__says_nothing_of_what_is_not_certain),
        cmocka_unit_test(test_filelocks__parses_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
