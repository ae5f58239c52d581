/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sum_to_n/right-start-all.c \
       -o sum_to_n -lm */
/* By the helpers of race.h; each worker knows its own number. */
#include "race.h"

struct slice {
    long sum;
};

static struct slice slice[THREADS_MAX];
static long workers;
static long n;

static long
cut(long i)
{
    return 1 + i * n / workers;
}

static void
add_slice(long me)
{
    volatile long sum = 0;

    watch_enter();
    for (long i = cut(me); i < cut(me + 1); i++)
        sum = sum + i;
    slice[me].sum = sum;
    watch_leave();
}

static long
sum_to_n(void)
{
    long sum = 0;

    start_all(workers, add_slice);
    join_all();
    for (long i = 0; i < workers; i++)
        sum = sum + slice[i].sum;
    return sum;
}

int
main(int argc, char **argv)
{
    long sum;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    n = knob("n", 2000000000);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");
    if (n > 3000000000)
        race_stop(2, "n", "3000000000 at most, for the sum", "");

    sum = sum_to_n();

    result("sum", sum);
    result("expected_sum", n * (n + 1) / 2);
    result("max_at_once", max_at_once());
    return 0;
}
