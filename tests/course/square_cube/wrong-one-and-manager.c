/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/square_cube/wrong-one-and-manager.c \
       build/src/guest/mp/libmp.a -o square_cube -lm */
/* One process does both, and the other one is a manager. */
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
    long n = *(const long *)arg;

    watch_enter();
    answers[SQUARE].value = n * n;
    sign(&answers[SQUARE]);
    watch_leave();
    return 0;
}

/* def cube(n): */
static int
cube(void *arg)
{
    long n = *(const long *)arg;

    watch_enter();
    answers[CUBE].value = n * n * n;
    sign(&answers[CUBE]);
    watch_leave();
    return 0;
}

static int
both(void *arg)
{
    return square(arg) + cube(arg);
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
    struct mp_process *one = NULL;
    struct mp_manager *manager;
    long n;

    race_begin(argc, argv);
    n = knob("n", 7);
    patience = (double)knob("patience_ms", 1000) / 1000;
    knobs_done();
    /* answers = Array(...); together = Barrier(2) */
    if (mp_array_new(2, sizeof(*answers), &answers) < 0 ||
        mp_barrier_new(2, &together) < 0)
        race_stop(1, "mp", "no shared memory", "");

    if (mp_manager_new(&manager) < 0)
        race_stop(1, "mp", "no manager", "");
    mp_process_start(both, &n, &one);
    mp_process_join(one, -1);
    mp_manager_free(manager);

    result("square", answers[SQUARE].value);
    result("cube", answers[CUBE].value);
    result("processes", processes());
    result("met", 2);
    result("expected_met", 2);
    mp_process_free(one);
    mp_barrier_free(together);
    mp_array_free(answers);
    return 0;
}
