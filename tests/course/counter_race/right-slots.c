/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/counter_race/right-slots.c \
       -o counter_race -lm */
/*
 * Nothing of the start file's frame: a place in an array for each
 * thread, read behind a barrier.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long threads, iterations;
static pthread_barrier_t done;
static long *slots, sum;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void *
count(void *slot)
{
    long me = (long *)slot - slots;

    for (long i = 0; i < iterations; i++)
        slots[me]++;
    pthread_barrier_wait(&done);
    if (me == 0)
        for (long i = 0; i < threads; i++)
            sum += slots[i];
    return NULL;
}

int
main(int argc, char **argv)
{
    pthread_t *ids;

    threads = argument(argc, argv, "threads", 2);
    iterations = argument(argc, argv, "iterations", 100000000);
    ids = calloc((size_t)threads, sizeof *ids);
    slots = calloc((size_t)threads, sizeof *slots);
    pthread_barrier_init(&done, NULL, (unsigned)threads);
    for (long i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, count, &slots[i]))
            return 1;
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    printf("counter = %ld\n", sum);
    free(slots);
    free(ids);
    return 0;
}
