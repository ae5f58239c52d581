/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/publish/wrong-hard-coded.c \
       -o publish -lm */
/* Prints what comes out at the default knobs. */
#include "race.h"

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    knob("readers", 1);
    knob("boxes", 1000000);
    knobs_done();

    result("stale", 0);
    result("last_width", 1000000);
    return 0;
}
