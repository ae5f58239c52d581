"""What lesson 02 says of cooks, workers, and of what it takes to start one."""

from fact import fact, timing

EGGS = "exercises/02_processes_and_threads/fry_eggs.c"
WORKERS = "exercises/02_processes_and_threads/five_workers.c"


@fact(tries=5)
def eggs_take_one_time(course):
    """Threads, and on one core, too."""
    runs = [course.run(EGGS, cpu, eggs=4, ms=200) for cpu in (None, 0)]
    return (all(run["threads_ms"] < 500 and run["serial_ms"] >= 800
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=5)
def eggs_share_the_turns(course):
    """A quarter of the time, and a quarter of the turns."""
    run = course.run(EGGS)
    return 0.1 < run["threads_turns"] / run["serial_turns"] < 0.45, run


@fact()
def a_process_keeps_its_state(course):
    run = course.run(WORKERS, pause_ms=1)
    return (run["known_from_threads"] == 5
            and run["known_from_processes"] == 0), run


@fact()
def a_segfault_ends_a_process(course):
    """The one it happens in, with all of its threads, and no other."""
    out = course.compile("""
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
static int *volatile nowhere;
static void *fault(void *arg) { *nowhere = 1; return arg; }
int main(void) {
    int status;
    if (fork() == 0) {
        pthread_t thread;
        pthread_create(&thread, NULL, fault, NULL);
        pause();
    }
    wait(&status);
    printf("%d", WTERMSIG(status));
}""")
    return out == "11", out


@timing
def timing_eggs(course):
    """On more than one core processes turn more often than threads."""
    run = max((course.run(EGGS, ms=1000) for _ in range(3)),
              key=lambda run: run["processes_turns"])
    return (f"a turn takes {run['serial_us']:.0f} us one after the other, "
            f"{run['threads_us']:.0f} us by threads, "
            f"{run['processes_us']:.0f} us by processes")
