/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/square_cube/wrong-idle-processes.c \
       build/src/guest/mp/libmp.a -o square_cube -lm */
/* Two processes meet and go; main() has the answers itself. */
#include "mp.h"
#include "race.h"

/* What a process leaves for main(), in memory that both have. */
struct answer {
    long value;
    pid_t by;
    int met;                    /* the other one, at the barrier */
};

enum { SQUARE, CUBE };

static struct answer *answers;
static struct mp_barrier *together;
static double patience;         /* seconds */

/* Sign it, and wait for the other one, but not for ever. */
static void
sign(struct answer *answer)
{
    /* answer.met = together.wait(patience) */
    answer->met = mp_barrier_wait(together, patience) >= 0;

    answer->by = getpid();
}

/* def square(n): */
static int
square(void *arg)
{
    (void)arg;
    watch_enter();
    sign(&answers[SQUARE]);
    watch_leave();
    return 0;
}

/* def cube(n): */
static int
cube(void *arg)
{
    (void)arg;
    watch_enter();
    sign(&answers[CUBE]);
    watch_leave();
    return 0;
}

/* How many processes did it, without this one. */
static long
processes(void)
{
    pid_t me = getpid();
    pid_t one = answers[SQUARE].by, two = answers[CUBE].by;

    return (one != me) + (two != me && two != one);
}

int
main(int argc, char **argv)
{
    struct mp_process *one = NULL, *two = NULL;
    long n;

    race_begin(argc, argv);
    n = knob("n", 7);
    patience = (double)knob("patience_ms", 1000) / 1000;
    knobs_done();
    /* answers = Array(...); together = Barrier(2) */
    if (mp_array_new(2, sizeof(*answers), &answers) < 0 ||
        mp_barrier_new(2, &together) < 0)
        race_stop(1, "mp", "no shared memory", "");

    /* one = Process(target=square, args=(n,)); one.start() */
    mp_process_start(square, &n, &one);
    mp_process_start(cube, &n, &two);
    /* one.join() */
    mp_process_join(one, -1);
    mp_process_join(two, -1);

    result("square", n * n);
    result("cube", n * n * n);
    result("processes", processes());
    result("met", answers[SQUARE].met + answers[CUBE].met);
    result("expected_met", 2);
    mp_process_free(one);
    mp_process_free(two);
    mp_barrier_free(together);
    mp_array_free(answers);
    return 0;
}
