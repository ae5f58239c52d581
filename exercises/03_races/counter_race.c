/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/03_races/counter_race.c -o counter_race -lm */

/*
 * Some threads add 1 to the same counter, over and over.  In Python:
 *
 *   def add(me):
 *       global counter
 *       for i in range(iterations):
 *           counter = counter + 1
 */
#include "race.h"

static long threads;
static long iterations;

/* lock = threading.Lock() */
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/*
 * Undefined behaviour, here to be seen: nothing orders the threads that
 * read and write this counter.  `volatile` does not mend that.  It only
 * keeps gcc from folding the whole loop into one addition, which would
 * take the race out of the result, but not out of the program.
 */
// TODO: atomic_fetch_add wants `_Atomic` here, not `volatile`
static volatile long counter;
// end

/*
 * Two ways out: `with lock:` is pthread_mutex_lock(&lock) before and
 * pthread_mutex_unlock(&lock) behind; or a single step that does all,
 * atomic_fetch_add(&counter, 1), which Python does not have.
 */
static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        // TODO: keep the others out between the read and the write
        counter = counter + 1;
        // end
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
