/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/counter_race/wrong-c11-threads.c \
       -o counter_race -lm */
/*
 * The threads and locks of C11, which ThreadSanitizer does not know; and
 * each thread has a lock of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

static long iterations = 100000000;
static long counter;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static int
count(void *unused)
{
    mtx_t lock;

    (void)unused;
    mtx_init(&lock, mtx_plain);
    for (long i = 0; i < iterations; i++) {
        mtx_lock(&lock);
        counter++;
        mtx_unlock(&lock);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2);
    thrd_t *ids = calloc((size_t)threads, sizeof *ids);

    iterations = argument(argc, argv, "iterations", iterations);
    for (long i = 0; i < threads; i++)
        if (thrd_create(&ids[i], count, NULL) != thrd_success)
            return 1;
    for (long i = 0; i < threads; i++)
        thrd_join(ids[i], NULL);
    printf("counter = %ld\n", counter);
    free(ids);
    return 0;
}
