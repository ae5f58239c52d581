#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"

static struct mp_pool *
new_pool(int workers)
{
    struct mp_pool *pool;

    CHECK_INT(mp_pool_new(workers, &pool), 0);
    return pool;
}

static int
square(const void *arg, void *ret_result)
{
    long x = *(const long *)arg;

    if (x < 0)
        return -EDOM;
    *(long *)ret_result = x * x;
    return 0;
}

static void
expect_squares_in_order(struct mp_pool *pool, size_t count, size_t chunk)
{
    long *xs = calloc(count + 1, sizeof(long)), y;
    struct mp_imap *imap;
    size_t place;

    for (size_t i = 0; i < count; i++)
        xs[i] = (long)i + 1;
    CHECK_INT(mp_pool_imap(pool, square, xs, long, count, &imap,
                           .chunk = chunk), 0);
    for (size_t i = 0; i < count; i++) {
        CHECK_INT(mp_imap_next(imap, -1, &place, &y), 0);
        CHECK_INT((long)place, (long)i);
        CHECK_INT(y, (long)((i + 1) * (i + 1)));
    }
    CHECK_INT(mp_imap_next(imap, -1, &place, &y), -ENODATA);
    CHECK_INT(mp_imap_next(imap, 0, &place, &y), -ENODATA);
    mp_imap_free(imap);
    free(xs);
}

static void
test_imap__gives_results_in_order(void)
{
    struct mp_pool *pool = new_pool(3);

    for (size_t count = 0; count < 20; count++)
        for (size_t chunk = 0; chunk < 8; chunk++)
            expect_squares_in_order(pool, count, chunk);
    expect_squares_in_order(pool, 20000, 0);
    expect_squares_in_order(pool, 20000, 7);
    mp_pool_free(pool);
}

static void
test_imap__gives_each_result_once_in_any_order(void)
{
    enum {COUNT = 20000};
    struct mp_pool *pool = new_pool(3);
    static long xs[COUNT], seen[COUNT];
    struct mp_imap *imap;
    size_t place;
    long y;
    int rc, count = 0;

    for (long i = 0; i < COUNT; i++)
        xs[i] = i;
    CHECK_INT(mp_pool_imap_unordered(pool, square, xs, long, COUNT, &imap), 0);
    while ((rc = mp_imap_next(imap, -1, &place, &y)) == 0) {
        CHECK_INT(y, (long)(place * place));
        CHECK_INT(seen[place]++, 0);
        count++;
    }
    CHECK_INT(rc, -ENODATA);
    CHECK_INT(count, COUNT);
    mp_imap_free(imap);
    mp_pool_free(pool);
}

/* The first waits until it is allowed to end. */
static int
first_waits(const void *arg, void *ret_result)
{
    int fd = *(const int *)arg;
    char byte;

    *(int *)ret_result = fd;
    return fd >= 0 && read(fd, &byte, 1) != 1 ? -errno : 0;
}

static void
test_imap__waits_for_its_turn_or_does_not(void)
{
    struct mp_pool *pool;
    int ends[2], in[3] = {-1, -1, -1}, out;
    struct mp_imap *ordered, *unordered;
    size_t place;

    CHECK_INT(pipe(ends), 0);
    in[0] = ends[0];
    pool = new_pool(3);
    CHECK_INT(mp_pool_imap(pool, first_waits, in, int, 3, &ordered), 0);
    CHECK_INT(mp_pool_imap_unordered(pool, first_waits, in, int, 3,
                                     &unordered), 0);
    CHECK_INT(mp_imap_next(unordered, -1, &place, &out), 0);
    CHECK(place > 0);
    CHECK_INT(mp_imap_next(unordered, -1, &place, &out), 0);
    CHECK(place > 0);
    CHECK_INT(mp_imap_next(unordered, 0.01, &place, &out), -ETIMEDOUT);
    CHECK_INT(mp_imap_next(ordered, 0.01, &place, &out), -ETIMEDOUT);
    CHECK_INT(write(ends[1], "12", 2), 2);
    for (int i = 0; i < 3; i++) {
        CHECK_INT(mp_imap_next(ordered, -1, &place, &out), 0);
        CHECK_INT((long)place, i);
    }
    CHECK_INT(mp_imap_next(unordered, -1, &place, NULL), 0);
    CHECK_INT((long)place, 0);
    mp_imap_free(ordered);
    mp_imap_free(unordered);
    mp_pool_free(pool);
    close(ends[0]);
    close(ends[1]);
}

static void
test_imap__returns_errors_and_goes_on(void)
{
    struct mp_pool *pool = new_pool(2);
    long xs[6] = {1, -2, 3, -4, 5, 6}, y;
    struct mp_imap *imap;
    size_t place = 99;

    CHECK_INT(mp_pool_imap(pool, square, xs, long, 6, &imap, .chunk = 4), 0);
    for (size_t i = 0; i < 6; i++) {
        y = 77;
        CHECK_INT(mp_imap_next(imap, -1, &place, &y), xs[i] < 0 ? -EDOM : 0);
        CHECK_INT((long)place, (long)i);
        CHECK_INT(y, xs[i] < 0 ? 77 : xs[i] * xs[i]);
        if (xs[i] < 0)
            CHECK_INT((long)mp_pool_fault(pool)->task, (long)i);
    }
    CHECK_INT(mp_imap_next(imap, -1, &place, &y), -ENODATA);
    mp_imap_free(imap);
    mp_pool_free(pool);
}

static int
die_at_3(const void *arg, void *ret_result)
{
    if (*(const long *)arg == 3)
        raise(SIGTERM);
    return square(arg, ret_result);
}

static void
test_imap__tells_of_a_death(void)
{
    struct mp_pool *pool = new_pool(1);
    long xs[6] = {1, 2, 3, 4, 5, 6}, y;
    struct mp_imap *imap;

    CHECK_INT(mp_pool_imap(pool, die_at_3, xs, long, 6, &imap), 0);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), 0);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), 0);
    CHECK_INT(y, 4);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), -ECHILD);
    CHECK_INT(mp_pool_fault(pool)->exitcode, -SIGTERM);
    CHECK_INT((long)mp_pool_fault(pool)->task, 2);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), -ECHILD);
    mp_imap_free(imap);
    mp_pool_free(pool);
}

/* Left in the middle: what was not asked for is done, and forgotten. */
static void
test_imap__may_be_left_early(void)
{
    struct mp_pool *pool = new_pool(2);
    long xs[1000] = {0}, y;

    for (int i = 0; i < 100; i++) {
        struct mp_imap *imap;

        CHECK_INT(mp_pool_imap(pool, square, xs, long, 1000, &imap), 0);
        CHECK_INT(mp_imap_next(imap, -1, NULL, &y), 0);
        mp_imap_free(imap);
    }
    mp_imap_free(NULL);
    expect_squares_in_order(pool, 100, 0);
    mp_pool_free(pool);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_imap__gives_results_in_order),
        APART(test_imap__gives_each_result_once_in_any_order),
        APART(test_imap__waits_for_its_turn_or_does_not),
        APART(test_imap__returns_errors_and_goes_on),
        APART(test_imap__tells_of_a_death),
        APART(test_imap__may_be_left_early),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
