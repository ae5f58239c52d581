/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/shared_array/wrong-main-does-all.c \
       build/src/guest/mp/libmp.a -o shared_array -lm */
/* The processes meet and end, and main() fills the array. */
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
    (void)arg;
    watch_enter();
    start_together(workers);
    watch_leave();
    return 0;
}

/* One process each: start them all, then join them all. */
static void
fill_by_workers(void)
{
    struct mp_process *all[workers];
    long ranks[workers];
    int exitcode = 0;

    for (long rank = 0; rank < workers; rank++) {
        ranks[rank] = rank;
        if (mp_process_start(fill, &ranks[rank], &all[rank]) < 0)
            race_stop(1, "process", "no more of them", "");
    }
    for (long rank = 0; rank < workers; rank++) {
        mp_process_join(all[rank], -1);
        mp_process_exitcode(all[rank], &exitcode);
        if (exitcode != 0)
            race_stop(1, "a worker", "did not end as it should", "");
        mp_process_free(all[rank]);
    }
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

    /* steps = Array("i", numbers) */
    mp_array_new((size_t)numbers, sizeof(*steps), &steps);
    if (!steps)
        race_stop(1, "steps", "no memory", "");
    fill_by_workers();
    for (long i = 0; i < numbers; i++)
        steps[i] = count_steps(i + 1);

    for (long i = 0; i < numbers; i++)
        total += steps[i];
    result("total", total);
    result("last", steps[numbers - 1]);
    result("expected_last", count_steps(numbers));
    result("max_at_once", max_at_once());
    return 0;
}
