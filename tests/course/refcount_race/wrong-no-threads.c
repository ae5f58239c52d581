/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/refcount_race/wrong-no-threads.c \
       -o refcount_race -lm */
/* main() does the work of all threads itself, one after the other. */
#include <stdbool.h>

#include "race.h"

#define OBJECTS 10

struct object {
    _Atomic long count;
    atomic_long freed;
    long early;
};

static struct object objects[OBJECTS];
static long threads;
static long times;

static void
take(struct object *object)
{
    atomic_fetch_add(&object->count, 1);
}

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

static void
work(long me)
{
    (void)me;
    for (long i = 0; i < OBJECTS; i++)
        for (long k = 0; k < times; k++) {
            take(&objects[i]);
            drop_and_free(&objects[i]);
        }
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

    for (long me = 0; me < threads; me++)
        work(me);
    for (long i = 0; i < OBJECTS; i++)
        for (long me = 0; me < threads; me++)
            drop_and_free(&objects[i]);

    report();
    result("max_at_once", max_at_once());
    return 0;
}
