/* Which of a program's variables point to something; its memory is made up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "run/pointers.h"

static const char maps[] =
    "10000-11000 r-xp 00000000 fe:00 77   /home/a\n"
    "11000-12000 rw-p 00001000 fe:00 77   /home/a\n"
    "12000-13000 rw-p 00000000 00:00 0 \n"
    "20000-21000 rw-p 00000000 00:00 0    [heap]\n"
    "30000-31000 rw-p 00000000 fe:00 78   /usr/lib/libc.so.6\n"
    "31000-32000 rw-p 00000000 00:00 0 \n"
    "40000-41000 rw-s 00000000 00:01 79   /dev/zero (deleted)\n"
    "50000-51000 rw-p 00000000 00:00 0    [stack]\n";

#define VALUE 0x40000

/* Every word of it is VALUE, but for what lies before arg. */
static int
read_values(void *arg, uint64_t address, void *bytes, size_t size)
{
    const uint64_t *first = arg;
    unsigned char *to = bytes;

    if (size > 4096)
        return -EFAULT;
    for (size_t i = 0; i < size; i += sizeof(uint64_t)) {
        uint64_t word = address + i < *first ? 0 : VALUE;

        memcpy(to + i, &word, sizeof word);
    }
    return 0;
}

static int
read_nothing(void *arg, uint64_t address, void *bytes, size_t size)
{
    (void)arg;
    (void)address;
    (void)bytes;
    (void)size;
    return -EFAULT;
}

static uint64_t
find(uint64_t first, uint64_t from)
{
    const struct pointers_memory memory = {maps, read_values, &first};
    uint64_t address = 0;

    if (!pointers_find(&memory, VALUE, from, &address))
        return 0;
    return address;
}

static void
test_pointers__are_found_in_a_programs_data(void **state)
{
    (void)state;
    assert_int_equal(find(0, 0), 0x11000);
    assert_int_equal(find(0x11008, 0), 0x11008);
    assert_int_equal(find(0x12ff8, 0), 0x12ff8);
}

static void
test_pointers__are_found_one_after_the_other(void **state)
{
    (void)state;
    assert_int_equal(find(0, 0x11001), 0x11008);
    assert_int_equal(find(0, 0x11ff9), 0x12000);
    assert_int_equal(find(0x11800, 0x11001), 0x11800);
    assert_int_equal(find(0, 0x12ff9), 0);
}

static void
test_pointers__elsewhere_are_none(void **state)
{
    const struct pointers_memory memory = {maps, read_nothing, NULL};
    const struct pointers_memory none = {"", read_nothing, NULL};
    uint64_t address;

    (void)state;
    assert_int_equal(find(0x13000, 0), 0);
    assert_false(pointers_find(&memory, VALUE, 0, &address));
    assert_false(pointers_find(&none, VALUE, 0, &address));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pointers__are_found_in_a_programs_data),
        cmocka_unit_test(test_pointers__are_found_one_after_the_other),
        cmocka_unit_test(test_pointers__elsewhere_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
