#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "build/prune.h"
#include "folder.h"

/* Give it an age in seconds. */
static void
make_old(const char *name, time_t age)
{
    /* One moment for all: no second may go by between two of them. */
    static time_t now;
    char *path = folder_path(name);
    struct timespec times[2];

    if (!now)
        now = time(NULL);
    times[0] = times[1] = (struct timespec){.tv_sec = now - age};

    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

static bool
is_there(const char *name)
{
    char *path = folder_path(name);
    bool there = file_exists(path);

    free(path);
    return there;
}

/* Programs and their lists, the first ones used last. */
static void
fill(int count)
{
    for (int i = 0; i < count; i++) {
        char *program = str_format("cache/%d/one", i);
        char *inside = str_format("cache/%d", i);
        char *list = str_format("cache/%d.deps", i);

        folder_write(program, "");
        folder_write(list, "");
        make_old(inside, 10 + i);
        make_old(list, 10 + i);
        free(program);
        free(inside);
        free(list);
    }
}

static void
test_prune__keeps_what_was_used_last(void **state)
{
    char *cache = folder_path("cache");

    (void)state;
    fill(401);
    prune_cache(cache);
    assert_true(is_there("cache/0/one"));
    assert_true(is_there("cache/0.deps"));
    assert_true(is_there("cache/199/one"));
    assert_true(is_there("cache/199.deps"));
    assert_false(is_there("cache/200"));
    assert_false(is_there("cache/200.deps"));
    assert_false(is_there("cache/400"));
    free(cache);
}

static void
test_prune__leaves_a_small_cache_alone(void **state)
{
    char *cache = folder_path("cache");

    (void)state;
    fill(100);
    prune_cache(cache);
    assert_true(is_there("cache/99/one"));
    assert_true(is_there("cache/99.deps"));
    free(cache);
}

static void
test_prune__removes_what_a_build_left(void **state)
{
    char *cache = folder_path("cache");

    (void)state;
    folder_write("cache/draft.old/x", "");
    folder_write("cache/draft.fresh/x", "");
    make_old("cache/draft.old", 7200);
    prune_cache(cache);
    assert_false(is_there("cache/draft.old"));
    assert_true(is_there("cache/draft.fresh/x"));
    prune_cache("/nonexistent");
    free(cache);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_prune__keeps_what_was_used_last),
        TEST(test_prune__leaves_a_small_cache_alone),
        TEST(test_prune__removes_what_a_build_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
