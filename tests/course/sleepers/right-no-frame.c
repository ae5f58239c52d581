/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/sleepers/right-no-frame.c \
       -o sleepers -lm */
/* Nothing of the start file's frame. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long sleepers, delay_ms, awake;
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

static void *
sleeper(void *arg)
{
    struct timespec delay = {delay_ms / 1000,
                             delay_ms % 1000 * 1000000};

    nanosleep(&delay, NULL);
    pthread_mutex_lock(&lock);
    awake++;
    pthread_mutex_unlock(&lock);
    return arg;
}

int
main(int argc, char **argv)
{
    pthread_t *thread;

    sleepers = argument(argc, argv, "sleepers", 8);
    delay_ms = argument(argc, argv, "delay_ms", 250);
    thread = calloc((size_t)sleepers, sizeof *thread);
    for (long me = 0; me < sleepers; me++)
        if (pthread_create(&thread[me], NULL, sleeper, NULL))
            return 1;
    for (long me = 0; me < sleepers; me++)
        pthread_join(thread[me], NULL);
    free(thread);
    printf("awake = %ld\n", awake);
    return 0;
}
