/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sum_to_n/right-processes.c \
       -o sum_to_n -lm */
/* Processes, whose sums come home in memory of all. */
#include <sys/wait.h>

#include "race.h"

struct slice {
    long first;
    long end;
    long sum;
};

static struct slice *slice;
static pid_t child[THREADS_MAX];
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
        slice[i].first = cut(i);
        slice[i].end = cut(i + 1);
        child[i] = fork();
        if (child[i] == 0) {
            add_up(&slice[i]);
            _exit(0);
        }
    }
    for (long i = 0; i < workers; i++) {
        waitpid(child[i], NULL, 0);
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

    slice = mmap(NULL, THREADS_MAX * sizeof(*slice),
                 PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                 -1, 0);
    if (slice == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
    sum = sum_to_n();

    result("sum", sum);
    result("expected_sum", n * (n + 1) / 2);
    result("max_at_once", max_at_once());
    return 0;
}
