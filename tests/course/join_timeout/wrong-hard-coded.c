/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/join_timeout/wrong-hard-coded.c \
       build/src/guest/mp/libmp.a -o join_timeout -lm */
/* There are no processes: only the numbers that they would lead to. */
#include "mp.h"
#include "race.h"

int
main(int argc, char **argv)
{
    long limit_ms, code;

    race_begin(argc, argv);
    limit_ms = knob("limit_ms", 1000);
    knob("quick_ms", 300);
    code = knob("code", 7);
    knob_from("stubborn", 0, 0);
    knobs_done();

    pause_us(limit_ms * 1000);
    result("quick_exit", code);
    result("endless_exit", -15);
    result("waited_ms", limit_ms);
    result("left", 0);
    return 0;
}
