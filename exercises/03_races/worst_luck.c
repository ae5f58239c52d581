/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/03_races/worst_luck.c -o worst_luck -lm */

/*
 * Two threads add 1 to a counter, `iterations` times each, and each
 * switch between them comes at the worst moment.  Here it is no luck:
 * they hand each other the turn.  What they do is what the threads of
 * counter_race do, in an order that is possible there, too.
 */
#include <semaphore.h>

#include "race.h"

static long iterations;

/* Never touched by both at once: only the one whose turn it is may. */
static long counter;

/* Taken by the thread that waits for its turn, given by the other. */
static sem_t turn[2];

static void
say(long me, const char *does, long value)
{
    printf("thread %ld %s %ld\n", me + 1, does, value);
    fflush(stdout);
    pause_us(200000);
}

static void
wait_for_turn(long me)
{
    sem_wait(&turn[me]);
}

static void
hand_over(long me)
{
    sem_post(&turn[1 - me]);
}

static void
add_many(long times)
{
    for (long i = 0; i < times; i++)
        counter = counter + 1;
}

static void
first(void)
{
    long mine = counter;

    say(0, "reads", mine);
    hand_over(0);
    wait_for_turn(0);

    counter = mine + 1;
    say(0, "writes", counter);
    hand_over(0);
    wait_for_turn(0);

    add_many(iterations - 1);
    say(0, "does all the others, and leaves", counter);
    hand_over(0);
}

static void
second(void)
{
    long mine;

    wait_for_turn(1);
    add_many(iterations - 1);
    say(1, "does all but one, and leaves", counter);
    hand_over(1);
    wait_for_turn(1);

    mine = counter;
    say(1, "reads", mine);
    hand_over(1);
    wait_for_turn(1);

    counter = mine + 1;
    say(1, "writes", counter);
}

static void
work(long me)
{
    if (me == 0)
        first();
    else
        second();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    iterations = knob("iterations", 1000000);
    knobs_done();
    sem_init(&turn[0], 0, 0);
    sem_init(&turn[1], 0, 0);

    start_all(2, work);
    join_all();

    result("counter", counter);
    result("expected", 2 * iterations);
    return 0;
}
