/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/prime_pool/wrong-main-does-all.c \
       build/src/guest/mp/libmp.a -o prime_pool -lm */
/* The pool is launched, and its tasks do nothing; main() tries all. */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define EACH 8                  /* numbers of a list */

static const long list[EACH] = {222377, 3334,   2212,   3345,
                                23441,  454577, 341737, 565633};

static long workers, lists, count;
static long *numbers;           /* all lists, each in another order */
static int *primes;             /* 1 where the number is one */

/* How many processes were launched and got work, in yours? */
static atomic_long *launched;
static _Thread_local int was_counted;
static long counting;           /* in the first round */

static int
try_all(long number)
{
    for (volatile long by = 2; by < number; by++)
        if (number % by == 0)
            return 0;
    return number > 1;
}

/* Not for ever: perhaps there are none. */
static void
wait_for_others(long n)
{
    time_t enough = time(NULL) + 2;

    while (atomic_load_explicit(launched, memory_order_relaxed) < n &&
           time(NULL) <= enough)
        sched_yield();
}

static void
begin_task(void)
{
    watch_enter();
    if (!counting || was_counted)
        return;
    was_counted = 1;
    atomic_fetch_add_explicit(launched, 1, memory_order_relaxed);
    wait_for_others(workers < count ? workers : count);
}

/* def is_prime(number): */
static int
is_prime(const void *number, void *ret_prime)
{
    (void)number;
    begin_task();
    *(int *)ret_prime = 0;
    watch_leave();
    return 0;
}

/* primes = [is_prime(number) for number in numbers] */
static void
by_loop(const long *some, int *answers, long n)
{
    for (long i = 0; i < n; i++)
        answers[i] = try_all(some[i]);
}

static void
by_pool(const long *some, int *answers, long n)
{
    struct mp_pool *pool;

    /* with Pool(workers) as pool: */
    mp_pool_new((int)workers, &pool);
    /* answers = pool.map(is_prime, some) */
    mp_pool_map(pool, is_prime, some, answers, n);
    mp_pool_free(pool);
}

static void
by_yours(const long *some, int *answers, long n)
{
    struct mp_pool *pool;

    mp_pool_new((int)workers, &pool);
    mp_pool_map(pool, is_prime, some, answers, n);
    mp_pool_free(pool);
    by_loop(some, answers, n);
}

/* Parts of n numbers each, and the shortest time there was for one list
 * of them. */
static void
measure(const char *name, long n,
        void (*way)(const long *, int *, long), long rounds)
{
    double shortest = 1e9;

    for (long i = 0; i < rounds * count; i += n) {
        double began = clock_ms(), took;

        way(numbers + i % count, primes + i % count, n);
        took = (clock_ms() - began) * EACH / (double)n;
        if (took < shortest)
            shortest = took;
        counting = 0;
    }
    result(name, (long)(shortest * 1000));
    fflush(stdout);
}

static void
count_right(void)
{
    long found = 0, right = 0;

    for (long i = 0; i < count; i++) {
        found += primes[i];
        right += primes[i] == (numbers[i] == 454577);
    }
    result("primes", found);
    result("right", right);
    result("expected_right", count);
}

int
main(int argc, char **argv)
{
    long rounds, compare;

    race_begin(argc, argv);
    workers = knob("workers", 5);
    lists = knob("lists", 10);
    rounds = knob("rounds", 20);
    compare = knob_from("compare", 1, 0);
    knobs_done();
    if (workers > 64 || lists > 100000)
        race_stop(2, "workers, lists", "64 and 100000 at most", "");

    count = EACH * lists;
    numbers = calloc((size_t)count, sizeof(*numbers));
    primes = calloc((size_t)count, sizeof(*primes));
    if (!numbers || !primes ||
        mp_array_new(1, sizeof(*launched), &launched) < 0)
        race_stop(1, "lists", "no memory", "");
    for (long i = 0; i < count; i++)
        numbers[i] = list[(i + i / EACH) % EACH];

    if (compare) {
        measure("serial_us", EACH, by_loop, rounds);
        measure("each_us", EACH, by_pool, rounds);
    }
    memset(primes, 0, (size_t)count * sizeof(*primes));
    counting = 1;
    measure("yours_us", count, by_yours, rounds);
    count_right();
    result("launched", atomic_load(launched));
    result("expected_launched", workers < count ? workers : count);
    result("max_at_once", max_at_once());
    free(numbers);
    free(primes);
    return 0;
}
