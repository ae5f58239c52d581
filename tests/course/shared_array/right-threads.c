/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/shared_array/right-threads.c \
       build/src/guest/mp/libmp.a -o shared_array -lm */
/* Threads, for which a plain array is shared. */
#include "mp.h"
#include "race.h"

static long workers, numbers;
static int *steps;              /* steps[i] is for the number i + 1 */

static int
count_steps(long number)
{
    int count = 0;

    for (; number != 1; count++)
        number = number % 2 ? 3 * number + 1 : number / 2;
    return count;
}

/* def fill(rank): */
static int
fill(void *arg)
{
    long rank = *(const long *)arg;
    /* first = int(rank * numbers / workers) */
    long first = rank * numbers / workers;
    /* last = int((rank + 1) * numbers / workers) */
    long last = (rank + 1) * numbers / workers;

    watch_enter();
    start_together(workers);
    /* for i in range(first, last): */
    for (long i = first; i < last; i++)
        steps[i] = count_steps(i + 1);
    watch_leave();
    return 0;
}

static void
fill_as_thread(long rank)
{
    fill(&rank);
}

/* One process each: start them all, then join them all. */
static void
fill_by_workers(void)
{
    struct mp_process *all[workers];
    long ranks[workers];
    int exitcode = 0;

    (void)all;
    (void)exitcode;
    (void)ranks;
    start_all(workers, fill_as_thread);
    join_all();
}

int
main(int argc, char **argv)
{
    long total = 0;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    numbers = knob("numbers", 5000000);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");

    steps = calloc((size_t)numbers, sizeof(*steps));
    if (!steps)
        race_stop(1, "steps", "no memory", "");
    fill_by_workers();

    for (long i = 0; i < numbers; i++)
        total += steps[i];
    result("total", total);
    result("last", steps[numbers - 1]);
    result("expected_last", count_steps(numbers));
    result("max_at_once", max_at_once());
    return 0;
}
