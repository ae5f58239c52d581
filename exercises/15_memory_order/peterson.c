/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/15_memory_order/peterson.c -o peterson -lm */

/*
 * Peterson's lock for two threads.  "I want to go in.  But after you."
 * It needs no exchange, only loads and stores; and it needs them in one
 * order that all agree on.  order=0 is release and acquire, which is
 * not enough, order=1 is sequentially consistent.
 */
#define _GNU_SOURCE 1
#include "race.h"

static atomic_int want[2];
static atomic_int turn;
static long order;
static cpu_set_t usable;
static long cores;
static atomic_int over;
static long made[2];            /* additions, by each */

/* want[] and turn must say that it is one's own to use this: */
static volatile long counter;

/* On one core nothing changes before the other thread runs. */
static void
be_patient(void)
{
    static _Thread_local long tries;

    if (cores == 1 || ++tries % 1000 == 0)
        sched_yield();
}

static void
lock_weakly(int me)
{
    atomic_store_explicit(&want[me], 1, memory_order_release);
    atomic_store_explicit(&turn, 1 - me, memory_order_release);
    while (atomic_load_explicit(&want[1 - me], memory_order_acquire) &&
           atomic_load_explicit(&turn, memory_order_acquire) != me)
        be_patient();
}

static void
lock(int me)
{
    atomic_store(&want[me], 1);
    atomic_store(&turn, 1 - me);
    while (atomic_load(&want[1 - me]) && atomic_load(&turn) != me)
        be_patient();
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

static void
work(long me)
{
    long additions = 0;

    take_a_core(me);
    while (!atomic_load_explicit(&over, memory_order_relaxed)) {
        if (order == 0)
            lock_weakly((int)me);
        else
            lock((int)me);
        counter = counter + 1;
        additions++;
        atomic_store_explicit(&want[me], 0, memory_order_release);
    }
    made[me] = additions;
}

int
main(int argc, char **argv)
{
    long ms;

    race_begin(argc, argv);
    ms = knob("ms", 1000);
    order = knob_from("order", 0, 0);
    knobs_done();
    if (order > 1)
        race_stop(2, "order", "0 or 1", "");
    if (sched_getaffinity(0, sizeof(usable), &usable) < 0)
        race_stop(1, "sched_getaffinity", "not told", "");
    cores = CPU_COUNT(&usable);

    start_all(2, work);
    pause_us(ms * 1000);
    atomic_store(&over, 1);
    join_all();

    if (cores == 1)
        printf("One core: it sees its own writes in order, so this "
               "cannot show here.\n");
    result("counter", counter);
    result("expected", made[0] + made[1]);
    result("lost", made[0] + made[1] - counter);
    return 0;
}
