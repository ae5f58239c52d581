/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/fry_eggs.c -o fry_eggs -lm */

/*
 * Each cook looks after one egg until its time is over.  There is one
 * stove, and only the cook who stands at it can turn an egg.  The stove
 * is a lock; in Python it would be the GIL:
 *
 *   def fry(me):
 *       end = time.monotonic() + ms / 1000
 *       while time.monotonic() < end:
 *           turn(me)
 */
#include "race.h"

#define EGGS_MAX 64

static pthread_mutex_t stove = PTHREAD_MUTEX_INITIALIZER;

static long ms;
static long turns[EGGS_MAX];    /* a cook counts only his own */

/* time.monotonic(), in milliseconds */
static long
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* About a millisecond of work. */
static void
turn_egg(void)
{
    for (volatile long i = 0; i < 1000000; i++)
        ;
}

/* [fry] */
static void
fry(long me)
{
    long end = now_ms() + ms;
    while (now_ms() < end) {
        pthread_mutex_lock(&stove);
        turn_egg();
        pthread_mutex_unlock(&stove);
        turns[me]++;
        sched_yield();
    }
}

int
main(int argc, char **argv)
{
    long eggs, all = 0;

    race_begin(argc, argv);
    eggs = knob("eggs", 4);
    ms = knob("ms", 1000);
    knobs_done();
    if (eggs > EGGS_MAX)
        race_stop(2, "eggs", "64 at most", "");

    start_all(eggs, fry);
    join_all();

    for (long me = 0; me < eggs; me++) {
        printf("Egg %ld was turned %ld times.\n", me, turns[me]);
        all += turns[me];
    }
    result("turns", all);
    return 0;
}
