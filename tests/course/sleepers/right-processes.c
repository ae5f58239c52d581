/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sleepers/right-processes.c \
       -o sleepers -lm */
/* Processes instead of threads, and memory that they share. */
#include <sys/wait.h>

#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long *awake;
static pid_t child[THREADS_MAX];

static void
let_all_sleep(void)
{
    for (long me = 0; me < sleepers; me++) {
        child[me] = fork();
        if (child[me] == 0) {
            pause_us(delay_ms * 1000);
            awake[me] = 1;
            _exit(0);
        }
    }
    for (long me = 0; me < sleepers; me++)
        waitpid(child[me], NULL, 0);
}

int
main(int argc, char **argv)
{
    double begin;
    long count = 0;

    race_begin(argc, argv);
    sleepers = knob("sleepers", 8);
    delay_ms = knob("delay_ms", 250);
    knobs_done();

    awake = mmap(NULL, THREADS_MAX * sizeof(*awake),
                 PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                 -1, 0);
    if (awake == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
    begin = clock_ms();
    let_all_sleep();
    result("elapsed_ms", (long)(clock_ms() - begin));

    for (long me = 0; me < sleepers; me++)
        count += awake[me];
    result("awake", count);
    result("expected_awake", sleepers);
    result("max_at_once", max_at_once());
    return 0;
}
