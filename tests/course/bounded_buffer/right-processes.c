/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/bounded_buffer/right-processes.c \
       build/src/guest/mp/libmp.a -o bounded_buffer -lm */
/*
 * The same between processes: what all of them use lies in memory that
 * they share, the lock and the conditions, too.
 */
#include <stdbool.h>

#include "mp.h"
#include "race.h"

struct buffer {
    /* lock must be held to use these: */
    long nput, ngot;
    long most, least;
};

static long producers, consumers, capacity, items;

static struct mp_lock *lock;
static struct mp_condition *not_full, *not_empty;
static struct buffer *buffer;
static long *slot;
static atomic_long *times;
static atomic_long *out_of_order;

static void
put(long item)
{
    mp_condition_acquire(not_full, -1);
    while (buffer->nput - buffer->ngot >= capacity)
        mp_condition_wait(not_full, -1);
    slot[buffer->nput++ % capacity] = item;
    if (buffer->most < buffer->nput - buffer->ngot)
        buffer->most = buffer->nput - buffer->ngot;
    mp_condition_notify(not_empty, 1);
    mp_condition_release(not_full);
}

static long
get(void)
{
    long item;

    mp_condition_acquire(not_empty, -1);
    while (buffer->nput <= buffer->ngot)
        mp_condition_wait(not_empty, -1);
    item = slot[buffer->ngot++ % capacity];
    mp_condition_notify(not_full, 1);
    mp_condition_release(not_empty);
    return item;
}

static void
consume(long me)
{
    long all = producers * items, last[producers];
    long share = all * (me + 1) / consumers - all * me / consumers;

    for (long p = 0; p < producers; p++)
        last[p] = -1;
    while (share-- > 0) {
        long item = get();

        atomic_fetch_add(&times[item], 1);
        if (item <= last[item / items])
            atomic_fetch_add(out_of_order, 1);
        last[item / items] = item;
    }
}

static int
work(void *arg)
{
    long me = (long)arg;

    watch_enter();
    start_together(producers + consumers);
    for (long i = 0; me < producers && i < items; i++)
        put(me * items + i);
    if (me >= producers)
        consume(me - producers);
    watch_leave();
    return 0;
}

static void
make_buffer(void)
{
    if (mp_lock_new(&lock) || mp_condition_new(lock, &not_full) ||
        mp_condition_new(lock, &not_empty) ||
        mp_array_new(1, sizeof(*buffer), &buffer) ||
        mp_array_new((size_t)capacity, sizeof(*slot), &slot) ||
        mp_array_new((size_t)(producers * items), sizeof(*times),
                     &times) ||
        mp_array_new(1, sizeof(*out_of_order), &out_of_order))
        race_stop(1, "a buffer", "no shared memory", "");
}

static void
run(void)
{
    struct mp_process *process[producers + consumers];

    for (long me = 0; me < producers + consumers; me++)
        if (mp_process_start(work, (void *)me, &process[me]))
            race_stop(1, "a process", "could not be started", "");
    for (long me = 0; me < producers + consumers; me++) {
        mp_process_join(process[me], -1);
        mp_process_free(process[me]);
    }
}

int
main(int argc, char **argv)
{
    long once = 0, twice = 0;

    race_begin(argc, argv);
    producers = knob("producers", 2);
    consumers = knob("consumers", 2);
    capacity = knob("capacity", 1);
    items = knob("items", 50000);
    knobs_done();
    make_buffer();

    run();

    for (long i = 0; i < producers * items; i++) {
        once += times[i] == 1;
        twice += times[i] > 1;
    }
    result("taken_once", once);
    result("taken_twice", twice);
    result("lost", producers * items - once - twice);
    result("out_of_order", *out_of_order);
    result("most", buffer->most);
    result("least", buffer->least);
    return 0;
}
