/*
 * busy threads=N percent=P seconds=S: a program to watch.  Each thread is
 * on a core for P percent of every 20 ms, and says at the end what it really
 * was, by its own clock.
 */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SECOND 1000000000LL
#define PERIOD (SECOND / 50)
#define MAX_THREADS 1000

static long percent = 30;
static long seconds = 4;
static double share[MAX_THREADS];

static int64_t
clock_of(clockid_t id)
{
    struct timespec time;

    clock_gettime(id, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

static void
sleep_until(int64_t when)
{
    const struct timespec time = {when / SECOND, when % SECOND};

    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) ==
           EINTR)
        ;
}

/* Late periods are made good, so that the share holds over the whole. */
static void *
work(void *slot)
{
    int64_t begin = clock_of(CLOCK_MONOTONIC);
    int64_t end = begin + seconds * SECOND;
    int64_t worked = 0;

    for (int64_t at = begin; at < end; at += PERIOD) {
        worked += PERIOD * percent / 100;
        while (clock_of(CLOCK_THREAD_CPUTIME_ID) < worked &&
               clock_of(CLOCK_MONOTONIC) < end)
            ;
        sleep_until(at + PERIOD);
    }
    *(double *)slot = 100.0 * (double)clock_of(CLOCK_THREAD_CPUTIME_ID) /
                      (double)(clock_of(CLOCK_MONOTONIC) - begin);
    return NULL;
}

static long
argument(int argc, char **argv, const char *name, long otherwise)
{
    for (int i = 1; i < argc; i++) {
        char given[16];
        long value;

        if (sscanf(argv[i], "%15[a-z]=%ld", given, &value) == 2 &&
            *name == *given)
            return value;
    }
    return otherwise;
}

int
main(int argc, char **argv)
{
    static pthread_t thread[MAX_THREADS];
    long threads = argument(argc, argv, "threads", 1);

    percent = argument(argc, argv, "percent", percent);
    seconds = argument(argc, argv, "seconds", seconds);
    if (threads < 1 || threads > MAX_THREADS)
        return 2;
    for (long i = 0; i < threads; i++)
        if (pthread_create(&thread[i], NULL, work, &share[i]))
            return 1;
    for (long i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    for (long i = 0; i < threads; i++)
        printf("share_%ld = %.3f\n", i + 1, share[i]);
    return 0;
}
