/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/counter_race/right-no-frame.c \
       -o counter_race -lm */
/* Nothing of the start file's frame: a return value for each thread. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long iterations = 100000000;

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
count(void *unused)
{
    long mine = 0;

    (void)unused;
    for (long i = 0; i < iterations; i++)
        mine++;
    return (void *)mine;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2), sum = 0;
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);

    iterations = argument(argc, argv, "iterations", iterations);
    for (long i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, count, NULL))
            return 1;
    for (long i = 0; i < threads; i++) {
        void *mine;

        pthread_join(ids[i], &mine);
        sum += (long)mine;
    }
    printf("counter = %ld\n", sum);
    free(ids);
    return 0;
}
