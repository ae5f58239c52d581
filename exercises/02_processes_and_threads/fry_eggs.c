/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/fry_eggs.c -o fry_eggs -lm */

/*
 * Some eggs are to be fried, for a while each: one after the other; by
 * a cook for each, all threads; by a cook for each, all processes.  To
 * turn an egg takes the stove.  There is one in each process, as there
 * is one GIL in each Python.
 *
 *   def fry(me):
 *       end = time.monotonic() + ms / 1000
 *       while time.monotonic() < end:
 *           turn_egg()
 *           turns[me] += 1
 */
#include <sys/wait.h>

#include "clock.h"
#include "race.h"

#define EGGS_MAX 64

/* A child has a copy of it, as of everything: a stove of its own. */
static pthread_mutex_t stove = PTHREAD_MUTEX_INITIALIZER;

static long eggs;
static long ms;
static long *turns;             /* of each egg, in memory of all */

/* for i in range(100_000): pass */
static void
turn_egg(void)
{
    for (volatile long i = 0; i < 100000; i++)
        ;
}

/* [fry] */
static void
fry(long me)
{
    double end = clock_ms() + (double)ms;
    while (clock_ms() < end) {
        pthread_mutex_lock(&stove);
        turn_egg();
        pthread_mutex_unlock(&stove);
        turns[me]++;
        sched_yield();
    }
}

static void
serial(void)
{
    for (long me = 0; me < eggs; me++)
        fry(me);
}

static void
threads(void)
{
    start_all(eggs, fry);
    join_all();
}

static void
processes(void)
{
    for (long me = 0; me < eggs; me++) {
        pid_t pid = fork();

        if (pid < 0)
            race_stop(1, "fork", "no process", "");
        if (pid == 0) {
            fry(me);
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
}

/* name_ms on the clock, name_turns, and name_us of the clock a turn */
static void
measure(const char *name, void (*way)(void))
{
    char words[64];
    double begin = clock_ms(), took;
    long all = 0;

    for (long me = 0; me < eggs; me++)
        turns[me] = 0;
    way();
    took = clock_ms() - begin;
    for (long me = 0; me < eggs; me++)
        all += turns[me];

    snprintf(words, sizeof(words), "%s_ms", name);
    result(words, (long)took);
    snprintf(words, sizeof(words), "%s_turns", name);
    result(words, all);
    snprintf(words, sizeof(words), "%s_us", name);
    result(words, (long)(took * 1000 / (double)(all ? all : 1)));
    fflush(stdout);             /* or each child prints it once more */
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    eggs = knob("eggs", 4);
    ms = knob("ms", 300);
    knobs_done();
    if (eggs > EGGS_MAX)
        race_stop(2, "eggs", "64 at most", "");
    turns = mmap(NULL, EGGS_MAX * sizeof(*turns),
                 PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                 -1, 0);
    if (turns == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");

    measure("serial", serial);
    measure("threads", threads);
    measure("processes", processes);
    return 0;
}
