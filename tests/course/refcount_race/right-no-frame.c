/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/refcount_race/right-no-frame.c \
       -o refcount_race -lm */
/*
 * Nothing of the start file's frame: barriers to meet, and gcc's names
 * for atomic steps.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS 10

static struct {
    long count, freed, early;
} objects[OBJECTS];

static long times;
static pthread_barrier_t all;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void
drop(long i)
{
    if (__atomic_sub_fetch(&objects[i].count, 1, __ATOMIC_ACQ_REL) == 0)
        __atomic_add_fetch(&objects[i].freed, 1, __ATOMIC_RELAXED);
}

static void *
use(void *unused)
{
    (void)unused;
    for (long i = 0; i < OBJECTS; i++) {
        for (long k = 0; k < times; k++) {
            __atomic_add_fetch(&objects[i].count, 1, __ATOMIC_RELAXED);
            drop(i);
        }
        if (pthread_barrier_wait(&all) == PTHREAD_BARRIER_SERIAL_THREAD)
            objects[i].early = objects[i].freed;
        pthread_barrier_wait(&all);
        drop(i);
    }
    return NULL;
}

static void
report(void)
{
    long early = 0, twice = 0, never = 0, wrong = 0;

    for (long i = 0; i < OBJECTS; i++) {
        early += objects[i].early > 0;
        twice += objects[i].freed > 1;
        never += objects[i].freed == 0;
        wrong += objects[i].early > 0 || objects[i].freed != 1;
    }
    printf("objects = %d\nfreed_early = %ld\nfreed_twice = %ld\n"
           "never_freed = %ld\nwrong = %ld\n",
           OBJECTS, early, twice, never, wrong);
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2);
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);

    times = argument(argc, argv, "times", 300000);
    pthread_barrier_init(&all, NULL, (unsigned)threads);
    for (long i = 0; i < OBJECTS; i++)
        objects[i].count = threads;
    for (long i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, use, NULL))
            return 1;
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    report();
    free(ids);
    return 0;
}
