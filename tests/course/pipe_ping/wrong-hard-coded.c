/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/pipe_ping/wrong-hard-coded.c \
       -o pipe_ping -lm */
/* What should come out, and no process that it could come from. */
#include "race.h"

int
main(int argc, char **argv)
{
    long rounds;

    race_begin(argc, argv);
    rounds = knob("rounds", 50000);
    knobs_done();

    result("good", rounds);
    result("expected_good", rounds);
    result("round_ns", 5000);
    result("saw_the_end", 1);
    return 0;
}
