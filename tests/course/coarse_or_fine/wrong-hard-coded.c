/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/coarse_or_fine/wrong-hard-coded.c \
       -o coarse_or_fine -lm */
/* Prints what comes out at the default knobs. */
#include "race.h"

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    knob("threads", 4);
    knob("accounts", 20);
    knob("times", 150);
    knob_from("disk_ms", 2, 0);
    knobs_done();

    result("total", 600);
    result("max_at_once", 4);
    return 0;
}
