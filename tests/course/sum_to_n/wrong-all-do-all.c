/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sum_to_n/wrong-all-do-all.c \
       -o sum_to_n -lm */
/* Each adds up all of the numbers. */
#include "race.h"

struct slice {
    long first;
    long end;
    long sum;
    pthread_t thread;
};

static struct slice slice[THREADS_MAX];
static long workers;
static long n;

static long
cut(long i)
{
    return 1 + i * n / workers;
}

static void *
add_up(void *arg)
{
    struct slice *self = arg;
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
        slice[i].first = cut(0);
        slice[i].end = cut(workers);
        pthread_create(&slice[i].thread, NULL, add_up, &slice[i]);
    }
    for (long i = 0; i < workers; i++) {
        pthread_join(slice[i].thread, NULL);
        sum = sum + slice[i].sum;
    }
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
