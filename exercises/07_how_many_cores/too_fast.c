/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/07_how_many_cores/too_fast.c -o too_fast -lm */

/*
 * The same work twice: many steps, each of which needs what the one
 * before has left, so that none can be spared.  Of the first nobody
 * looks at the outcome.  Of the second it is printed.
 */
#include "clock.h"
#include "race.h"

/* [work] */
static long
work(long steps)
{
    unsigned long x = 1;
    for (long i = 0; i < steps; i++)
        x = x * 6364136223846793005 + 1442695040888963407;
    return (long)(x >> 33);
}

int
main(int argc, char **argv)
{
    double begin, forgotten_us, printed_us;
    volatile long outcome;      /* it is there before time is up */
    long steps;

    race_begin(argc, argv);
    steps = knob("steps", 100000000);
    knobs_done();

    begin = clock_ms();
    work(steps);
    forgotten_us = (clock_ms() - begin) * 1000;

    begin = clock_ms();
    outcome = work(steps);
    printed_us = (clock_ms() - begin) * 1000;

    result("outcome", outcome);
    result_real("forgotten_us", forgotten_us);
    result_real("printed_us", printed_us);
    return 0;
}
