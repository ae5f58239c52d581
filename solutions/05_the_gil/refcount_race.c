/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       solutions/05_the_gil/refcount_race.c -o refcount_race -lm */

/*
 * Objects that count their references, as Python's do.  Some threads
 * take and drop references to one object, then to the next.  All the
 * while each thread holds one reference more, and drops it when all
 * are done with that object.  So each object must be freed once, and
 * not before.  In Python:
 *
 *   for o in objects:
 *       for i in range(times):
 *           mine = o            # takes a reference
 *           del mine            # drops it
 */
#include <stdbool.h>

#include "race.h"

#define OBJECTS 10

struct object {
    _Atomic long count;
    atomic_long freed;          /* how often; only noted, not done */
    long early;                 /* ... before all were done with it */
};

static struct object objects[OBJECTS];
static long threads;
static long times;
static atomic_long arrived;

/*
 * Now and then, by chance, the other threads come first for a moment.
 * Between a read and a write that does harm, elsewhere it does none.
 */
static void
let_others_in(void)
{
    static _Thread_local unsigned long chance;

    chance += (unsigned long)&chance;   /* its own for each thread */
    chance = chance * 6364136223846793005 + 1442695040888963407;
    if (chance >> 33 < (1UL << 31) / 4000)
        pause_us(20);
}

/*
 * There is no gap between read and write any more, so nobody can be let
 * in.  The count that decides is the one that the subtraction returns.
 * To read it afterwards would be a second step: another thread could
 * drop its reference in between, and then both would free the object.
 */
static void
take(struct object *object)
{
    atomic_fetch_add(&object->count, 1);
}

/* Returns whether that was the last reference. */
static bool
drop(struct object *object)
{
    return atomic_fetch_sub(&object->count, 1) == 1;
}

static void
drop_and_free(struct object *object)
{
    if (drop(object))
        atomic_fetch_add_explicit(&object->freed, 1,
                                  memory_order_relaxed);
}

/*
 * No thread goes on before all have come here.  The counter of arrivals
 * is relaxed: it orders nothing else.
 */
static void
wait_for_all(void)
{
    static _Thread_local long meetings;

    meetings++;
    atomic_fetch_add_explicit(&arrived, 1, memory_order_relaxed);
    while (atomic_load_explicit(&arrived, memory_order_relaxed) <
           meetings * threads)
        sched_yield();
}

static void
work(long me)
{
    watch_enter();
    start_together(threads);
    for (long i = 0; i < OBJECTS; i++) {
        wait_for_all();
        for (long k = 0; k < times; k++) {
            take(&objects[i]);
            let_others_in();
            drop_and_free(&objects[i]);
            let_others_in();
        }
        wait_for_all();
        if (me == 0)
            objects[i].early = objects[i].freed;
        wait_for_all();
        drop_and_free(&objects[i]);
    }
    watch_leave();
}

static void
report(void)
{
    long early = 0, twice = 0, never = 0, wrong = 0;

    for (long i = 0; i < OBJECTS; i++) {
        early += objects[i].early > 0;
        twice += objects[i].freed > 1;
        never += objects[i].freed == 0;
        wrong += objects[i].early > 0 || objects[i].freed != 1;
    }
    result("objects", OBJECTS);
    result("freed_early", early);
    result("freed_twice", twice);
    result("never_freed", never);
    result("wrong", wrong);
    result("expected_wrong", 0);
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    times = knob("times", 300000);
    knobs_done();
    for (long i = 0; i < OBJECTS; i++)
        objects[i].count = threads;

    start_all(threads, work);
    join_all();

    report();
    result("max_at_once", max_at_once());
    return 0;
}
