/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/07_how_many_cores/sum_to_n.c \
       build/src/guest/mp/libmp.a -o sum_to_n -lm */

/*
 * Adds up the numbers from 1 to n.  One worker does it all; as many
 * could as there are cores, each with a slice of the numbers.  In
 * Python:
 *
 *   def add_up(slice):
 *       for i in range(slice.first, slice.end):
 *           slice.sum = slice.sum + i
 */
#include "race.h"

/* What a worker has to know, and where it leaves its sum. */
struct slice {
    long first;
    long end;                   /* the first one that is not in it */
    long sum;
    pthread_t thread;
};

static struct slice slice[THREADS_MAX];
static long workers;
static long n;

/* Where slice i begins, and slice i - 1 ends: in range(1, n + 1). */
/* [cut] */
static long
cut(long i)
{
    return 1 + i * n / workers;
}

static void *
add_up(void *arg)
{
    struct slice *self = arg;
    /* volatile: make each addition, and do not look for a formula. */
    volatile long sum = 0;

    watch_enter();
    for (long i = self->first; i < self->end; i++)
        sum = sum + i;
    self->sum = sum;
    watch_leave();
    return NULL;
}

static long
sum_to_n(void)
{
    // TODO: a slice for each worker, all at work at once, one sum
    slice[0].first = cut(0);
    slice[0].end = cut(workers);
    add_up(&slice[0]);
    return slice[0].sum;
    // end
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
