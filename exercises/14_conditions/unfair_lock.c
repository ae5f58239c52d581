/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/14_conditions/unfair_lock.c -o unfair_lock -lm */

/*
 * Threads want the same lock, over and over.  Each works for a while
 * with it, gives it back, and wants it again at once.  Who gets it?
 * fair=1 takes a lock that hands out numbers, as a baker does.  In
 * Python:
 *
 *   def work(me):
 *       while not over:
 *           with lock:
 *               hold()
 */
#include "clock.h"
#include "race.h"

static long threads, hold_us, fair, ms;
static atomic_int over;

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* lock must be held to use these: */
static pthread_cond_t called = PTHREAD_COND_INITIALIZER;
static long next_number, now_serving;

/* Who holds it, by whichever lock, changes these. */
static long turns[THREADS_MAX];
static atomic_long given;       /* turns of all together */
static long overtaken;          /* while one waited, at most */

static void
take(void)
{
    long before = given, mine;

    pthread_mutex_lock(&lock);
    if (fair) {
        before = given;
        mine = next_number++;
        while (now_serving != mine)
            pthread_cond_wait(&called, &lock);
        pthread_mutex_unlock(&lock);
    }
    if (overtaken < given - before)
        overtaken = given - before;
}

static void
give_back(void)
{
    if (fair) {
        pthread_mutex_lock(&lock);
        now_serving++;
        pthread_cond_broadcast(&called);
    }
    pthread_mutex_unlock(&lock);
}

static void
hold(long me)
{
    double end = clock_ms() + (double)hold_us / 1000;

    turns[me]++;
    given++;
    while (clock_ms() < end)
        ;
}

static void
work(long me)
{
    watch_enter();
    start_together(threads);
    while (!over) {
        take();
        hold(me);
        give_back();
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    long all = 0, most = 0, least;

    race_begin(argc, argv);
    threads = knob("threads", 4);
    hold_us = knob("hold_us", 100);
    fair = knob_from("fair", 0, 0);
    ms = knob("ms", 1000);
    knobs_done();

    start_all(threads, work);
    pause_us(ms * 1000);
    over = 1;
    join_all();

    least = turns[0];
    for (long me = 0; me < threads; me++) {
        printf("Thread %ld had it %ld times.\n", me, turns[me]);
        all += turns[me];
        most = turns[me] > most ? turns[me] : most;
        least = turns[me] < least ? turns[me] : least;
    }
    result("turns", all);
    result("most_turns", most);
    result("least_turns", least);
    result("overtaken", overtaken);
    return 0;
}
