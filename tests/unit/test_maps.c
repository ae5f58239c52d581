/* What is where in the memory of a process, and which pipe a link means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "run/maps.h"
#include "run/pipes.h"

/* As a kernel wrote it, but for the names. */
static const char text[] =
    "55df2cbb8000-55df2cbb9000 r--p 00000000 fe:00 10952948   /home/a b\n"
    "55df2cbbc000-55df2cbbd000 rw-p 00003000 fe:00 10952948   /home/a b\n"
    "55df4984e000-55df4986f000 rw-p 00000000 00:00 0          [heap]\n"
    "7fd552b52000-7fd552b53000 rw-s 00001000 00:01 4242       /dev/zero\n"
    "7fd552b53000-7fd553353000 rw-p 00000000 00:00 0 \n";

static void
test_maps__finds_an_address(void **state)
{
    struct mapping map;

    (void)state;
    assert_true(mapping_find(text, 0x55df2cbbc0a0, &map));
    assert_int_equal(map.start, 0x55df2cbbc000);
    assert_int_equal(map.end, 0x55df2cbbd000);
    assert_int_equal(map.inode, 10952948);
    assert_int_equal(map.path_len, strlen("/home/a b"));
    assert_memory_equal(map.path, "/home/a b", map.path_len);
    assert_false(map.shared);
    assert_true(mapping_find(text, 0x7fd552b52fff, &map));
    assert_true(map.shared);
    assert_true(mapping_find(text, 0x7fd552b53000, &map));
    assert_int_equal(map.inode, 0);
    assert_int_equal(map.path_len, 0);
}

static void
test_maps__knows_where_nothing_is(void **state)
{
    struct mapping map;

    (void)state;
    assert_false(mapping_find(text, 0, &map));
    assert_false(mapping_find(text, 0x55df2cbb9000, &map));
    assert_false(mapping_find(text, UINT64_MAX, &map));
    assert_false(mapping_find("", 0x1000, &map));
    assert_int_equal(mapping_parse("55df2cbb8000-55df2cbb9000 r", &map),
                     -EINVAL);
    assert_int_equal(mapping_parse("no map", &map), -EINVAL);
}

static void
test_maps__a_link_names_a_pipe(void **state)
{
    (void)state;
    assert_int_equal(pipe_parse("pipe:[4711]"), 4711);
    assert_int_equal(pipe_parse("pipe:[4711"), 0);
    assert_int_equal(pipe_parse("pipe:[]"), 0);
    assert_int_equal(pipe_parse("socket:[4711]"), 0);
    assert_int_equal(pipe_parse("/tmp/pipe:[4711]"), 0);
    assert_int_equal(pipe_parse(""), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_maps__finds_an_address),
        cmocka_unit_test(test_maps__knows_where_nothing_is),
        cmocka_unit_test(test_maps__a_link_names_a_pipe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
