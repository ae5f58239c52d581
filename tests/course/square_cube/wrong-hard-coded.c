/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/square_cube/wrong-hard-coded.c \
       -o square_cube -lm */
/* The right numbers, and no process at all. */
#include "race.h"

int
main(int argc, char **argv)
{
    long n;

    race_begin(argc, argv);
    n = knob("n", 7);
    knob("patience_ms", 1000);
    knobs_done();

    result("square", n * n);
    result("cube", n * n * n);
    result("processes", 2);
    result("met", 2);
    return 0;
}
