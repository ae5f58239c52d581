/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/deadlock/wrong-hard-coded.c \
       -o deadlock -lm */
/* Prints what comes out at the default knobs. */
#include "race.h"

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    knob("threads", 2);
    knob("times", 3000);
    knob_from("ledger_us", 100, 0);
    knob_from("to_self", 0, 0);
    knobs_done();

    result("money_0", -2000);
    result("money_1", 4000);
    result("total", 2000);
    result("audits", 400);
    result("wrong_audits", 0);
    return 0;
}
