/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/13_is_it_faster/divisors.c \
       build/src/guest/mp/libmp.a -o divisors -lm */

/*
 * Count the divisors of four large numbers, 1 and the number itself
 * left out: one number after another, then by a pool.  In Python:
 *
 *   serial = [divisors(n) for n in numbers]
 *   with Pool(workers) as pool:
 *       pooled = pool.map(divisors, numbers, chunksize=1)
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define NUMBERS 4

static const unsigned times_size[NUMBERS] = {77, 74, 73, 71};

/* def divisors(n): */
static int
divisors(const void *arg, void *ret_count)
{
    unsigned n = *(const unsigned *)arg;
    long count = 0;

    for (unsigned d = 2; d < n; d++)
        count += n % d == 0;
    *(long *)ret_count = count;
    return 0;
}

static void
check(int error, const char *what)
{
    if (error)
        race_stop(1, what, strerror(-error), "");
}

/* One after the other; what each took of a processor, and all on the
 * clock. */
static double
serial(const unsigned *numbers, long *ret_counts, double *ret_worked)
{
    double begin = clock_ms();

    for (int i = 0; i < NUMBERS; i++) {
        double before = worked_ms();

        divisors(&numbers[i], &ret_counts[i]);
        ret_worked[i] = worked_ms() - before;
    }
    return clock_ms() - begin;
}

/* To start the workers is part of the price. */
static double
pooled(int workers, const unsigned *numbers, long *ret_counts)
{
    double begin = clock_ms();
    struct mp_pool *pool;

    check(mp_pool_new(workers, &pool), "a pool");
    check(mp_pool_map(pool, divisors, numbers, ret_counts, NUMBERS,
                      .chunk = 1), "a task");
    mp_pool_free(pool);
    return clock_ms() - begin;
}

/* How many times faster it could be with a core for each worker: who is
 * free first takes the next number. */
static double
at_most(int workers, const double *worked)
{
    double busy[workers], all = 0, last = 0;

    for (int w = 0; w < workers; w++)
        busy[w] = 0;
    for (int i = 0; i < NUMBERS; i++) {
        int first = 0;

        for (int w = 1; w < workers; w++)
            if (busy[w] < busy[first])
                first = w;
        all += worked[i];
        busy[first] += worked[i];
        last = busy[first] > last ? busy[first] : last;
    }
    return all / last;
}

static double
two_digits(double value)
{
    return (double)(long)(value * 100 + 0.5) / 100;
}

int
main(int argc, char **argv)
{
    unsigned numbers[NUMBERS];
    long one[NUMBERS], other[NUMBERS], workers, size;
    double worked[NUMBERS], serial_ms, pool_ms;
    char name[32];

    race_begin(argc, argv);
    workers = knob("workers", 4);
    size = knob("size", 1000000);
    knobs_done();
    if (workers > MP_WORKERS_MAX || size > 10000000)
        race_stop(2, "workers or size", "too many", "");
    for (int i = 0; i < NUMBERS; i++)
        numbers[i] = times_size[i] * (unsigned)size;

    serial_ms = serial(numbers, one, worked);
    result_real("serial_ms", two_digits(serial_ms));
    pool_ms = pooled((int)workers, numbers, other);
    result_real("pool_ms", two_digits(pool_ms));
    for (int i = 0; i < NUMBERS; i++) {
        snprintf(name, sizeof(name), "divisors_%d", i + 1);
        result(name, one[i]);
        snprintf(name, sizeof(name), "expected_divisors_%d", i + 1);
        result(name, other[i]);
    }
    result_real("speedup", two_digits(serial_ms / pool_ms));
    result_real("at_most", two_digits(at_most((int)workers, worked)));
    return 0;
}
