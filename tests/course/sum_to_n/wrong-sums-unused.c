/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sum_to_n/wrong-sums-unused.c \
       -o sum_to_n -lm */
/* Each adds up its slice, and main() adds up everything once more. */
#include "race.h"

/* What a worker has to know, and where it leaves its sum. */
struct slice {
    long first;
    long end;                   /* the first one that is not in it */
    long sum;
    pthread_t thread;
};

static struct slice slice[THREADS_MAX];
static long workers;
static long n;

/* Where slice i begins, and slice i - 1 ends: in range(1, n + 1). */
static long
cut(long i)
{
    return 1 + i * n / workers;
}

static void *
add_up(void *arg)
{
    struct slice *self = arg;
    /* volatile: make each addition, and do not look for a formula. */
    volatile long sum = 0;

    watch_enter();
    for (long i = self->first; i < self->end; i++)
        sum = sum + i;
    self->sum = sum;
    watch_leave();
    return NULL;
}

static long
sum_to_n(void)
{
    long sum = 0;

    for (long i = 0; i < workers; i++) {
        slice[i].first = cut(i);
        slice[i].end = cut(i + 1);
        if (pthread_create(&slice[i].thread, NULL, add_up, &slice[i]))
            race_stop(1, "pthread_create", "no more threads", "");
    }
    for (long i = 0; i < workers; i++) {
        pthread_join(slice[i].thread, NULL);
    }
    for (volatile long i = 1; i <= n; i++)
        sum = sum + i;
    return sum;
}

int
main(int argc, char **argv)
{
    long sum;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    n = knob("n", 2000000000);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");
    if (n > 3000000000)
        race_stop(2, "n", "3000000000 at most, for the sum", "");

    sum = sum_to_n();

    result("sum", sum);
    result("expected_sum", n * (n + 1) / 2);
    result("max_at_once", max_at_once());
    return 0;
}
