/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       solutions/14_conditions/bounded_buffer.c \
       build/src/guest/mp/libmp.a -o bounded_buffer -lm */

/*
 * A queue from the inside.  Producers put items into a few slots, and
 * consumers take them out.  Who finds the slots full, or empty, waits
 * until that has changed.  In Python, queue.Queue(capacity) is built of
 * just these: a lock, and conditions to wait for.
 */
#include <stdbool.h>

#include "race.h"

#define SLOTS_MAX 1024

/*
 * A condition belongs to a lock.  pthread_cond_wait(&not_full, &lock)
 * gives the lock back, sleeps until somebody signals, and returns when
 * it has the lock again.  pthread_cond_signal(&not_full) wakes one of
 * those who sleep, pthread_cond_broadcast(&not_full) wakes them all.
 */
/* lock = threading.Lock() */
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* not_full = threading.Condition(lock) */
pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
/* not_empty = threading.Condition(lock) */
pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;

/* lock must be held to use these: */
static long slot[SLOTS_MAX];
static long nput, ngot;         /* how many ever */
static long most, least;        /* that were in the slots at a time */

static long producers, consumers, capacity, items;
static atomic_long *times;      /* each item was taken */
static atomic_long out_of_order;

static bool
is_full(void)
{
    return nput - ngot >= capacity;
}

static bool
is_empty(void)
{
    return nput <= ngot;
}

static void
fill_slot(long item)
{
    slot[nput++ % capacity] = item;
    if (most < nput - ngot)
        most = nput - ngot;
}

static long
empty_slot(void)
{
    long item = slot[ngot++ % capacity];

    if (least > nput - ngot)
        least = nput - ngot;
    return item;
}

/* def put(item): */
static void
put(long item)
{
    /* with not_full: */
    pthread_mutex_lock(&lock);
    /* while is_full(): not_full.wait() */
    while (is_full())
        pthread_cond_wait(&not_full, &lock);
    /* fill_slot(item); not_empty.notify() */
    fill_slot(item);
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

/* def get(): */
static long
get(void)
{
    long item;

    pthread_mutex_lock(&lock);
    /* while is_empty(): not_empty.wait() */
    while (is_empty())
        pthread_cond_wait(&not_empty, &lock);
    /* item = empty_slot(); not_full.notify() */
    item = empty_slot();
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
    return item;
}

static void
produce(long me)
{
    for (long i = 0; i < items; i++)
        put(me * items + i);
}

/* Relaxed: it orders nobody, so it hides no race. */
static void
count_up(atomic_long *counter)
{
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

/* Its share; the items of each producer come in their order. */
static void
consume(long me)
{
    long all = producers * items, last[producers];
    long share = all * (me + 1) / consumers - all * me / consumers;

    for (long p = 0; p < producers; p++)
        last[p] = -1;
    while (share-- > 0) {
        long item = get();

        count_up(&times[item]);
        if (item <= last[item / items])
            count_up(&out_of_order);
        last[item / items] = item;
    }
}

static void
work(long me)
{
    watch_enter();
    start_together(producers + consumers);
    if (me < producers)
        produce(me);
    else
        consume(me - producers);
    watch_leave();
}

static void
report(void)
{
    long once = 0, twice = 0, lost = 0;

    for (long i = 0; i < producers * items; i++) {
        once += times[i] == 1;
        twice += times[i] > 1;
        lost += times[i] == 0;
    }
    result("taken_once", once);
    result("expected", producers * items);
    result("taken_twice", twice);
    result("lost", lost);
    result("out_of_order", out_of_order);
    result("most", most);
    result("least", least);
    result("max_at_once", max_at_once());
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    producers = knob("producers", 2);
    consumers = knob("consumers", 2);
    capacity = knob("capacity", 1);
    items = knob("items", 50000);
    knobs_done();
    if (capacity > SLOTS_MAX)
        race_stop(2, "capacity", "1024 at most", "");
    times = calloc((size_t)(producers * items), sizeof(*times));
    if (!times)
        race_stop(1, "calloc", "no memory", "");

    start_all(producers + consumers, work);
    join_all();

    report();
    return 0;
}
