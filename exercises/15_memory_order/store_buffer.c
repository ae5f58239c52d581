/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/15_memory_order/store_buffer.c -o store_buffer -lm */

/*
 * Two threads.  Each sets its own flag, and then looks at the other's.
 * Whoever is first, the other one comes later and sees a flag.  Or not?
 * No Python can show this: where it has threads, each of its steps is
 * ordered.  order=0 is relaxed, 1 is release and acquire, 2 is
 * sequentially consistent, which is what C does unless told otherwise.
 */
#define _GNU_SOURCE 1
#include <stdalign.h>

#include "race.h"

#define FLAGS 64

/* Each on a line of the cache by itself. */
struct flag {
    alignas(128) atomic_int up;
    int saw;                    /* of the other thread's flag */
};

static struct flag flags[2][FLAGS];
static struct {
    alignas(128) atomic_long meetings;
} came[2];
static long order;
static cpu_set_t usable;
static long cores;
static atomic_int over;
static atomic_int last;         /* this one is; thread 0 says so */
static long tries, both_zero;   /* thread 0's alone */

/* [relaxed] */
static int
relaxed(atomic_int *mine, atomic_int *other)
{
    atomic_store_explicit(
        mine, 1, memory_order_relaxed);
    return atomic_load_explicit(
        other, memory_order_relaxed);
}

static int
release_acquire(atomic_int *mine, atomic_int *other)
{
    atomic_store_explicit(mine, 1, memory_order_release);
    return atomic_load_explicit(other, memory_order_acquire);
}

static int
in_one_order(atomic_int *mine, atomic_int *other)
{
    atomic_store(mine, 1);
    return atomic_load(other);
}

/* Each thread on its own, or the system may put both on one. */
static void
take_a_core(long me)
{
    cpu_set_t mine;
    int core = -1;

    for (long seen = -1; seen < me % cores; )
        seen += CPU_ISSET(++core, &usable) != 0;
    CPU_ZERO(&mine);
    CPU_SET(core, &mine);
    sched_setaffinity(0, sizeof(mine), &mine);
}

/* Go on when both threads have come here. */
static void
meet(long me)
{
    long mine = atomic_fetch_add(&came[me].meetings, 1) + 1;

    for (int i = 0; atomic_load(&came[1 - me].meetings) < mine; i++)
        if (cores == 1 || i % 1000 == 999)
            sched_yield();
}

static void
count(void)
{
    for (int i = 0; i < FLAGS; i++) {
        tries++;
        both_zero += !flags[0][i].saw && !flags[1][i].saw;
    }
}

static void
play(long me)
{
    static int (*const ways[3])(atomic_int *, atomic_int *) = {
        relaxed, release_acquire, in_one_order,
    };

    take_a_core(me);
    while (!atomic_load(&last)) {
        meet(me);
        for (int i = 0; i < FLAGS; i++)
            flags[me][i].saw = ways[order](&flags[me][i].up,
                                           &flags[1 - me][i].up);
        if (me == 0 && atomic_load(&over))
            atomic_store(&last, 1);
        meet(me);
        if (me == 0)
            count();
        meet(me);
        for (int i = 0; i < FLAGS; i++)
            atomic_store(&flags[me][i].up, 0);
    }
}

int
main(int argc, char **argv)
{
    long ms;

    race_begin(argc, argv);
    ms = knob("ms", 1000);
    order = knob_from("order", 0, 0);
    knobs_done();
    if (order > 2)
        race_stop(2, "order", "0, 1 or 2", "");
    if (sched_getaffinity(0, sizeof(usable), &usable) < 0)
        race_stop(1, "sched_getaffinity", "not told", "");
    cores = CPU_COUNT(&usable);

    start_all(2, play);
    pause_us(ms * 1000);
    atomic_store(&over, 1);
    join_all();

    if (cores == 1)
        printf("One core: it sees its own writes in order, so this "
               "cannot show here.\n");
    result("tries", tries);
    result("both_zero", both_zero);
    return 0;
}
