/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/spinlock/wrong-hard-coded.c \
       -o spinlock -lm */
/* Prints what comes out at the default knobs. */
#include "race.h"

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    knob("threads", 2);
    knob("times", 3000000);
    knobs_done();

    result("counter", 6000000);
    result("most_inside", 1);
    return 0;
}
