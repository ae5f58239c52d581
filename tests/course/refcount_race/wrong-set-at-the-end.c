/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/refcount_race/wrong-set-at-the-end.c \
       -o refcount_race -lm */
/* The threads do nothing, and main() prints what ought to come out. */
#include "race.h"

static void
work(long me)
{
    (void)me;
    watch_enter();
    watch_leave();
}

int
main(int argc, char **argv)
{
    long threads;

    race_begin(argc, argv);
    threads = knob("threads", 2);
    knob("times", 300000);
    knobs_done();

    start_all(threads, work);
    join_all();

    result("objects", 10);
    result("freed_early", 0);
    result("freed_twice", 0);
    result("never_freed", 0);
    result("wrong", 0);
    result("max_at_once", max_at_once());
    return 0;
}
