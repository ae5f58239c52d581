/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/pool_pi/right-threads.c \
       -o pool_pi -lm */
/* Threads instead of processes, and a lock around the sum of all. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long workers, steps;
static double pi;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static double
partial(long rank)
{
    double dx = 1.0 / (double)steps, sum = 0;

    for (long i = rank; i < steps; i += workers) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    return sum * dx;
}

static void *
work(void *rank)
{
    double sum = partial((long)rank);

    pthread_mutex_lock(&lock);
    pi += sum;
    pthread_mutex_unlock(&lock);
    return NULL;
}

int
main(int argc, char **argv)
{
    pthread_t *ids;

    workers = argument(argc, argv, "workers", 2);
    steps = argument(argc, argv, "steps", 1000000000);
    ids = calloc((size_t)workers, sizeof *ids);
    for (long rank = 0; rank < workers; rank++)
        if (pthread_create(&ids[rank], NULL, work, (void *)rank))
            return 1;
    for (long rank = 0; rank < workers; rank++)
        pthread_join(ids[rank], NULL);
    printf("pi = %.15g\n", pi);
    free(ids);
    return 0;
}
