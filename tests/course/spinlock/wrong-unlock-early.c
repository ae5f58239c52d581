/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/spinlock/wrong-unlock-early.c \
       -o spinlock -lm */
/* Gives the lock back before it writes. */
#include "race.h"

static atomic_int taken;
static long threads;
static long times;

static long counter;

static atomic_long inside, most_inside;

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
lock(void)
{
    while (atomic_exchange(&taken, 1) == 1)
        sched_yield();
}

static void
unlock(void)
{
    atomic_store(&taken, 0);
}

static void
count_who_is_inside(void)
{
    long now = atomic_fetch_add_explicit(&inside, 1,
                                         memory_order_relaxed) + 1;

    if (now > atomic_load_explicit(&most_inside, memory_order_relaxed))
        atomic_store_explicit(&most_inside, now, memory_order_relaxed);
}

static void
work(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < times; i++) {
        lock();
        count_who_is_inside();
        long seen = counter;
        let_others_in();
        atomic_fetch_sub_explicit(&inside, 1, memory_order_relaxed);
        unlock();
        counter = seen + 1;
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    times = knob("times", 3000000);
    knobs_done();

    start_all(threads, work);
    join_all();

    result("counter", counter);
    result("expected", threads * times);
    result("most_inside", most_inside);
    result("expected_most_inside", 1);
    result("max_at_once", max_at_once());
    return 0;
}
