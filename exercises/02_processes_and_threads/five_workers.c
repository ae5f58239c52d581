/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/five_workers.c \
       -o five_workers -lm */

/*
 * Two ways to write down what a worker does.  As a function, where all
 * that it knows are its arguments; and as a type with state, a struct
 * and a function that is given where it is:
 *
 *   class Worker(Thread):           # or Process
 *       def __init__(self, number):
 *           super().__init__()
 *           self.number, self.square = number, None
 *
 *       def run(self):
 *           self.square = self.number ** 2
 */
#include <sys/wait.h>

#include "race.h"

#define WORKERS 5

static long pause_ms;

/* threading.Thread(target=work, args=(me,)) */
static void
work(long me)
{
    pause_us(pause_ms * 1000);
    printf("  worker %ld\n", me);
}

struct worker {
    long number;
    long square;                /* 0: not known yet */
};

static struct worker worker[WORKERS];

static void
worker_run(struct worker *self)
{
    pause_us(pause_ms * 1000);
    self->square = self->number * self->number;
    printf("  worker %ld: %ld\n", self->number, self->square);
}

static void
run_worker(long me)
{
    worker_run(&worker[me]);
}

static void
make_workers(void)
{
    for (long me = 0; me < WORKERS; me++)
        worker[me] = (struct worker){.number = me + 1};
}

static void
run_processes(void)
{
    for (long me = 0; me < WORKERS; me++) {
        pid_t pid = fork();

        if (pid < 0)
            race_stop(1, "fork", "no process", "");
        if (pid == 0) {
            worker_run(&worker[me]);
            fflush(stdout);
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
}

static long
known_squares(void)
{
    long known = 0;

    for (long me = 0; me < WORKERS; me++)
        known += worker[me].square != 0;
    return known;
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    pause_ms = knob("pause_ms", 200);
    knobs_done();

    printf("A function, in five threads:\n");
    start_all(WORKERS, work);
    join_all();

    printf("A type with state, in five threads:\n");
    make_workers();
    start_all(WORKERS, run_worker);
    join_all();
    result("known_from_threads", known_squares());

    printf("The same type, in five processes:\n");
    fflush(stdout);             /* or each child prints it once more */
    make_workers();
    run_processes();
    result("known_from_processes", known_squares());
    return 0;
}
