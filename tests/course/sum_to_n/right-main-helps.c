/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sum_to_n/right-main-helps.c \
       -o sum_to_n -lm */
/* Whoever is free takes the next slice, and main() helps: it would do
 * everything if nobody else came. */
#include "race.h"

#define SLICES 64

static long workers;
static long n;
static atomic_long next, total;

static long
cut(long i)
{
    return 1 + i * n / SLICES;
}

static void
add_up(long me)
{
    volatile long sum = 0;
    long slice;

    (void)me;
    watch_enter();
    while ((slice = atomic_fetch_add(&next, 1)) < SLICES)
        for (long i = cut(slice); i < cut(slice + 1); i++)
            sum = sum + i;
    atomic_fetch_add(&total, sum);
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    workers = knob("workers", 2);
    n = knob("n", 2000000000);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");
    if (n > 3000000000)
        race_stop(2, "n", "3000000000 at most, for the sum", "");

    start_all(workers, add_up);
    add_up(workers);
    join_all();

    result("sum", total);
    result("expected_sum", n * (n + 1) / 2);
    result("max_at_once", max_at_once());
    return 0;
}
