/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/14_conditions/try_and_back_off.c \
       -o try_and_back_off -lm */

/*
 * Two polite people in a corridor.  Each needs two locks, one begins
 * with this and one with that.  Who finds his second lock taken gives
 * the first back and tries again: so nobody holds what another waits
 * for.  Both keep the beat of one metronome:
 *
 *   def walk(me):
 *       while not through:
 *           on the first beat    mine.acquire()
 *           on the second        through = other.acquire(False)
 *           on the third         mine.release()
 *
 * random=1 lets each leave out up to three bars after a failed try.
 */
#include <stdbool.h>

#include "clock.h"
#include "race.h"

#define PEOPLE 2
#define BEATS 3                 /* of a bar */

pthread_mutex_t door[PEOPLE] = {PTHREAD_MUTEX_INITIALIZER,
                                PTHREAD_MUTEX_INITIALIZER};

static double begin;
static long tick_ms, tries, is_random;
static long failed[PEOPLE];
static bool through[PEOPLE];

/* An absolute time: who comes late once is not late for ever. */
static void
wait_for_beat(long beat)
{
    double ms = begin + (double)(beat * tick_ms) - clock_ms();

    if (ms > 0)
        pause_us((long)(ms * 1000));
}

/* One bar: whether both were to be had. */
static bool
try_once(long me, long beat)
{
    pthread_mutex_t *mine = &door[me], *other = &door[1 - me];

    wait_for_beat(beat);
    pthread_mutex_lock(mine);
    wait_for_beat(beat + 1);
    bool both = pthread_mutex_trylock(other) == 0;
    wait_for_beat(beat + 2);
    if (both)
        pthread_mutex_unlock(other);
    pthread_mutex_unlock(mine);
    return both;
}

static void
walk(long me)
{
    unsigned seed = (unsigned)(clock_ms() * 1000) + (unsigned)me;
    long bar = 1;

    while (!through[me] && failed[me] < tries) {
        through[me] = try_once(me, bar * BEATS);
        failed[me] += !through[me];
        bar += 1 + (is_random ? rand_r(&seed) % 4 : 0);
    }
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    tick_ms = knob("tick_ms", 8);
    tries = knob("tries", 60);
    is_random = knob_from("random", 0, 0);
    knobs_done();

    begin = clock_ms();
    start_all(PEOPLE, walk);
    join_all();

    long most = failed[0] > failed[1] ? failed[0] : failed[1];
    result("failed_tries", most);
    result("through", through[0] + through[1]);
    return 0;
}
