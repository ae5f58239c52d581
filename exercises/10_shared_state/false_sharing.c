/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/10_shared_state/false_sharing.c \
       -o false_sharing -lm */

/*
 * Each thread adds to a counter of its own; nobody ever touches another
 * one's.  Nevertheless it matters how far apart the counters lie: cores
 * do not exchange bytes, but lines, mostly of 64 of them.
 * There is no Python here: its objects lie where they like.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdbool.h>

#include "clock.h"
#include "race.h"

#define STRIDE_MAX 4096         /* bytes */
#define CORES_MAX 64
#define ROUNDS 2000

/* A counter lies `stride` bytes behind the one before. */
static _Alignas(4096) char memory[CORES_MAX * STRIDE_MAX];
static long stride;
static long times;

static int core[CORES_MAX];     /* of each thread, another one */
static long cores;              /* how many different ones */

/* For those who begin a round together. */
static long together;
static _Atomic double here[CORES_MAX];  /* when last; by each itself */
static double enough;           /* when it has taken long enough */

/* A core that computes for two, as some do, is its first half. */
static int
first_half(int cpu)
{
    char path[80];
    int first = cpu;
    FILE *file;

    snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%d/"
             "topology/thread_siblings_list", cpu);
    file = fopen(path, "r");
    if (!file)
        return cpu;
    if (fscanf(file, "%d", &first) != 1)
        first = cpu;
    fclose(file);
    return first;
}

static void
find_cores(long threads)
{
    cpu_set_t usable, seen;

    CPU_ZERO(&seen);
    if (sched_getaffinity(0, sizeof(usable), &usable) < 0)
        race_stop(1, "sched_getaffinity", "not told", "");
    for (int cpu = 0; cpu < CPU_SETSIZE && cores < threads; cpu++) {
        int half = first_half(cpu);

        if (!CPU_ISSET(cpu, &usable) || CPU_ISSET(half, &seen))
            continue;
        CPU_SET(half, &seen);
        core[cores++] = cpu;
    }
    for (long i = cores; i < threads; i++)
        core[i] = core[i % cores];
}

/* Two that take turns on one core cannot get into each other's way. */
static void
stay_on(int cpu)
{
    cpu_set_t one;

    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    sched_setaffinity(0, sizeof(one), &one);
}

/* Whether all of them were waiting 10 microseconds ago, or less. */
static bool
all_are_here(void)
{
    double now = clock_ms();

    for (long i = 0; i < together; i++)
        if (now - atomic_load(&here[i]) > 0.01)
            return false;
    return true;
}

/*
 * On a busy machine threads seldom run at the same moment by chance,
 * and then nothing shows.  So they begin each round together; false:
 * the time for that is over.
 */
static bool
meet(long me, long round)
{
    if (together > cores)
        return true;
    while (clock_ms() < enough) {
        atomic_store(&here[me], clock_ms());
        if (all_are_here())
            return true;
    }
    return round == 0;
}

static void
add(atomic_long *counter)
{
    for (long i = 0; i < times / ROUNDS; i++)
        atomic_fetch_add(counter, 1);
}

static double spent[CORES_MAX]; /* ms; each thread has its own */

static void
work(long me)
{
    double sum = 0;
    long round;

    stay_on(core[me]);
    watch_enter();
    for (round = 0; round < ROUNDS && meet(me, round); round++) {
        sum -= clock_read_ms(CLOCK_THREAD_CPUTIME_ID);
        add((atomic_long *)(memory + me * stride));
        sum += clock_read_ms(CLOCK_THREAD_CPUTIME_ID);
    }
    watch_leave();
    spent[me] = sum * ROUNDS / (double)round;
}

/* How long a thread works for `times`, the counters so far apart. */
static void
measure(const char *name, long threads, long bytes)
{
    double sum = 0;

    stride = bytes;
    together = threads;
    enough = clock_ms() + 2000;
    start_all(threads, work);
    join_all();
    for (long i = 0; i < threads; i++)
        sum += spent[i];
    result(name, (long)(sum / (double)threads + 0.5));
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    long threads, bytes;

    race_begin(argc, argv);
    threads = knob("threads", 2);
    bytes = knob("stride", 128);
    times = knob("times", 40000000);
    knobs_done();
    if (threads < 2 || threads > CORES_MAX)
        race_stop(2, "threads", "from 2 to 64", "");
    if (bytes % 8 || bytes > STRIDE_MAX)
        race_stop(2, "stride", "a multiple of 8, 4096 at most", "");
    if (times < ROUNDS)
        race_stop(2, "times", "2000 at least", "");

    find_cores(threads);
    if (cores < 2)
        printf("There is one core only: this cannot show here.\n");
    result("cores", cores);
    measure("alone_ms", 1, 8);
    measure("neighbours_ms", threads, 8);
    measure("apart_ms", threads, bytes);
    return 0;
}
