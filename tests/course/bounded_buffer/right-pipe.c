/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/bounded_buffer/right-pipe.c \
       -o bounded_buffer -lm */
/*
 * A pipe has slots of its own and waits by itself; tokens of another
 * keep its items few.
 */
#include "race.h"

static long producers, consumers, capacity, items;
static int tokens[2], stream[2];
static atomic_long *times;
static atomic_long inside, most, out_of_order;

static void
move(int fd, long *item, int writes)
{
    ssize_t done = writes ? write(fd, item, sizeof(*item))
                          : read(fd, item, sizeof(*item));

    if (done != sizeof(*item))
        race_stop(1, "pipe", "broke", "");
}

static void
produce(long me)
{
    for (long i = 0; i < items; i++) {
        long token, item = me * items + i, now, seen;

        move(tokens[0], &token, 0);
        now = atomic_fetch_add(&inside, 1) + 1;
        seen = atomic_load(&most);
        while (seen < now &&
               !atomic_compare_exchange_weak(&most, &seen, now))
            ;
        move(stream[1], &item, 1);
    }
}

static void
consume(long me)
{
    long all = producers * items, last[producers];
    long share = all * (me + 1) / consumers - all * me / consumers;

    for (long p = 0; p < producers; p++)
        last[p] = -1;
    while (share-- > 0) {
        long item;

        move(stream[0], &item, 0);
        atomic_fetch_sub(&inside, 1);
        move(tokens[1], &item, 1);
        atomic_fetch_add(&times[item], 1);
        if (item <= last[item / items])
            atomic_fetch_add(&out_of_order, 1);
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
    times = calloc((size_t)(producers * items), sizeof(*times));
    if (!times || pipe(tokens) || pipe(stream))
        race_stop(1, "memory or pipes", "not enough", "");
    for (long i = 0; i < capacity; i++)
        move(tokens[1], &i, 1);

    start_all(producers + consumers, work);
    join_all();

    for (long i = 0; i < producers * items; i++) {
        once += times[i] == 1;
        twice += times[i] > 1;
    }
    result("taken_once", once);
    result("taken_twice", twice);
    result("lost", producers * items - once - twice);
    result("out_of_order", out_of_order);
    result("most", most);
    result("least", 0);
    return 0;
}
