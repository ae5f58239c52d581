/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/03_races/five_ways.c -o five_ways -lm */

/*
 * Five ways to add 1.  Each is tried by some threads, one way after the
 * other: what gets lost, and how much processor time does it take?  How
 * much the compiler may tidy up decides about the first of them: the
 * tutor builds with -O0 where the knob O is 0, and so on.  By hand, say
 * -O0 in the command above.
 */
#include "clock.h"
#include "race.h"

static long threads;
static long additions;          /* of each thread, in this way */

/*
 * Undefined behaviour, here to be seen: nothing orders the threads that
 * use the first two of these.
 */
static long counter;
static volatile long kept;
static atomic_long loaded, added;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long locked;             /* lock must be held to use it */

static void
add_plain(long me)
{
    /* [loop] */
    for (long i = 0; i < additions; i++)
        counter = counter + 1;

    (void)me;
}

static void
add_volatile(long me)
{
    (void)me;
    for (long i = 0; i < additions; i++)
        kept = kept + 1;
}

static void
add_by_load_and_store(long me)
{
    (void)me;
    for (long i = 0; i < additions; i++)
        atomic_store_explicit(
            &loaded,
            atomic_load_explicit(&loaded, memory_order_relaxed) + 1,
            memory_order_relaxed);
}

static void
add_by_fetch_add(long me)
{
    (void)me;
    for (long i = 0; i < additions; i++)
        atomic_fetch_add(&added, 1);
}

static void
add_locked(long me)
{
    (void)me;
    for (long i = 0; i < additions; i++) {
        pthread_mutex_lock(&lock);
        locked = locked + 1;
        pthread_mutex_unlock(&lock);
    }
}

static const struct {
    const char *name;
    void (*add)(long me);
    long slow;                  /* so much less of it will do */
} ways[] = {
    {"plain", add_plain, 1},
    {"volatile", add_volatile, 1},
    {"load_store", add_by_load_and_store, 1},
    {"fetch_add", add_by_fetch_add, 10},
    {"mutex", add_locked, 25},
};

#define WAYS 5

static int way;                 /* that is tried */
static pthread_barrier_t start;

static void
add_together(long me)
{
    pthread_barrier_wait(&start);
    ways[way].add(me);
}

/* Try a way, and say what processor time an addition takes. */
static void
measure(long iterations)
{
    double ns = -worked_ms() * 1e6;
    char name[32];

    additions = iterations / ways[way].slow;
    pthread_barrier_init(&start, NULL, (unsigned)threads);
    start_all(threads, add_together);
    join_all();
    pthread_barrier_destroy(&start);
    ns += worked_ms() * 1e6;
    ns /= (double)(threads * additions + 1);
    snprintf(name, sizeof(name), "%s_ns", ways[way].name);
    result_real(name, (double)(long)(ns * 100) / 100);
}

int
main(int argc, char **argv)
{
    long iterations;
    char name[32];

    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 50000000);
    knob_from("O", 2, 0);
    knobs_done();

    for (way = 0; way < WAYS; way++) {
        measure(iterations);
        long sums[WAYS] = {counter, kept, loaded, added, locked};
        snprintf(name, sizeof(name), "lost_%s", ways[way].name);
        result(name, threads * additions - sums[way]);
    }
    return 0;
}
