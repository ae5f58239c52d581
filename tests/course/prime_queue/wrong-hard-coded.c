/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/prime_queue/wrong-hard-coded.c \
       -o prime_queue -lm */
/* One of each eight is prime, and nobody has to compute that. */
#include "race.h"

int
main(int argc, char **argv)
{
    long numbers;

    race_begin(argc, argv);
    knob("workers", 5);
    numbers = knob("numbers", 8);
    knobs_done();

    result("answered", numbers);
    result("primes", (numbers + 2) / 8);
    result("left", 0);
    return 0;
}
