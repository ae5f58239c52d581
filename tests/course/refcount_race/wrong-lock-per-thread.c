/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/refcount_race/wrong-lock-per-thread.c \
       -o refcount_race -lm */
/* Each thread has a lock of its own, which keeps nobody out. */
#include <stdbool.h>

#include "race.h"

#define OBJECTS 10

struct object {
    volatile long count;
    atomic_long freed;
    long early;
};

static struct object objects[OBJECTS];
static long threads;
static long times;
static atomic_long arrived;
static _Thread_local pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void
let_others_in(void)
{
    static _Thread_local unsigned long chance;

    chance += (unsigned long)&chance;
    chance = chance * 6364136223846793005 + 1442695040888963407;
    if (chance >> 33 < (1UL << 31) / 4000)
        pause_us(20);
}

static void
take(struct object *object)
{
    pthread_mutex_lock(&lock);
    object->count++;
    pthread_mutex_unlock(&lock);
}

static bool
drop(struct object *object)
{
    bool last;

    pthread_mutex_lock(&lock);
    object->count--;
    last = object->count == 0;
    pthread_mutex_unlock(&lock);
    return last;
}

static void
drop_and_free(struct object *object)
{
    if (drop(object))
        atomic_fetch_add_explicit(&object->freed, 1,
                                  memory_order_relaxed);
}

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
