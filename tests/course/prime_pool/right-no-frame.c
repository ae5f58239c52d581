/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/prime_pool/right-no-frame.c \
       build/src/guest/mp/libmp.a -o prime_pool -lm */
/* Nothing of the frame is left but the knobs and the results. */
#include "mp.h"
#include "race.h"

static const long list[] = {222377, 3334,   2212,   3345,
                            23441,  454577, 341737, 565633};

static int
smallest_divisor(const void *arg, void *ret_divisor)
{
    long number = *(const long *)arg, by = 2;

    while (number % by)
        by++;
    *(long *)ret_divisor = by;
    return 0;
}

int
main(int argc, char **argv)
{
    long workers, lists, right = 0, primes = 0;
    struct mp_pool *pool;

    race_begin(argc, argv);
    workers = knob("workers", 5);
    lists = knob("lists", 10);
    knob("rounds", 20);
    knob_from("compare", 1, 0);
    knobs_done();

    long count = 8 * lists, numbers[count], divisors[count];
    for (long i = 0; i < count; i++)
        numbers[i] = list[i % 8];
    mp_pool_new((int)workers, &pool);
    mp_pool_map(pool, smallest_divisor, numbers, divisors, count);
    mp_pool_free(pool);
    for (long i = 0; i < count; i++) {
        int prime = divisors[i] == numbers[i];

        primes += prime;
        right += prime == (numbers[i] == 454577);
    }
    result("right", right);
    result("primes", primes);
    result("launched", workers);
    return 0;
}
