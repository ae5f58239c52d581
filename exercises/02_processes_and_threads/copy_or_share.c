/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/copy_or_share.c \
       -o copy_or_share -lm */

/*
 * A child process sets x to 1, then a thread does.  After each, main()
 * looks at its x.  In Python, with one line for each step:
 *
 *   x = 0
 *   p = Process(target=set_x); p.start(); p.join(); print(x)
 *   t = Thread(target=set_x); t.start(); t.join(); print(x)
 */
#include <sys/wait.h>

#include "race.h"

/* atomic, so that nothing but memory decides what is seen */
static atomic_long x;

static long pause_ms;

static void
set_x(long me)
{
    (void)me;
    pause_us(pause_ms * 1000);
    x = 1;
    printf("  there: x is %ld, process %d\n", x, getpid());
    fflush(stdout);
}

static void
in_a_process(void)
{
    pid_t pid = fork();

    if (pid < 0)
        race_stop(1, "fork", "no process", "");
    /* [process] */
    if (pid == 0) {
        set_x(0);
        _exit(0);
    }
    waitpid(pid, NULL, 0);

    /* It is over, and its x with it. */
}

static void
in_a_thread(void)
{
    start_all(1, set_x);
    join_all();
}

int
main(int argc, char **argv)
{
    long after_process, after_thread;

    race_begin(argc, argv);
    pause_ms = knob("pause_ms", 600);
    knobs_done();

    printf("A child process sets x to 1.\n");
    fflush(stdout);
    in_a_process();
    after_process = x;
    printf("  here:  x is %ld, process %d\n", x, getpid());

    printf("A thread sets x to 1.\n");
    fflush(stdout);
    in_a_thread();
    after_thread = x;
    printf("  here:  x is %ld, process %d\n", x, getpid());

    result("after_process", after_process);
    result("after_thread", after_thread);
    return 0;
}
