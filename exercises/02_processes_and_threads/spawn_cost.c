/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/spawn_cost.c \
       -o spawn_cost -lm */

/*
 * What it takes to start somebody and to wait for his end: a thread, a
 * child of a small process, another program, and a child of a process
 * that has touched much memory.  In Python:
 *
 *   t = Thread(target=nothing); t.start(); t.join()
 *   p = Process(target=nothing); p.start(); p.join()
 *   subprocess.run(["true"])
 */
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "clock.h"
#include "race.h"

extern char **environ;

static long touched_mb;
static char *memory;

static void
nothing(long me)
{
    (void)me;
}

static void
thread(void)
{
    start_all(1, nothing);
    join_all();
}

static void
process(void)
{
    pid_t pid = fork();
    if (pid < 0)
        race_stop(1, "fork", "no process", "");
    if (pid == 0)
        _exit(0);
    waitpid(pid, NULL, 0);
}

static void
program(void)
{
    char *argv[] = {"true", NULL};
    pid_t pid;

    if (posix_spawnp(&pid, "true", NULL, NULL, argv, environ))
        race_stop(1, "true", "no such program", "");
    waitpid(pid, NULL, 0);
}

static void
copy(void)
{
    static char *target;
    size_t size = (size_t)touched_mb << 20;

    if (!target)
        target = malloc(size);
    if (!target)
        race_stop(1, "malloc", "no memory", "");
    memcpy(target, memory, size);
}

/*
 * Write to each page, so that it is really there.  Without huge pages,
 * which would make 512 of them one, and a fork look cheap.
 */
static void
touch(void)
{
    size_t size = (size_t)touched_mb << 20;

    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    memory = malloc(size);
    if (!memory)
        race_stop(1, "malloc", "no memory", "");
    for (size_t at = 0; at < size; at += 4096)
        memory[at] = 1;
}

/* The shortest round: what others do can only make one longer. */
static void
measure(const char *name, long rounds, void (*start)(void))
{
    double best = 1e18;

    for (long i = 0; i < rounds; i++) {
        double begin = clock_ms(), took;

        start();
        took = clock_ms() - begin;
        if (took < best)
            best = took;
    }
    result(name, (long)(best * 1000));
}

int
main(int argc, char **argv)
{
    long rounds;

    race_begin(argc, argv);
    rounds = knob("rounds", 100);
    touched_mb = knob("touched_mb", 100);
    knobs_done();

    measure("thread_us", rounds, thread);
    measure("process_us", rounds, process);
    measure("program_us", rounds, program);
    touch();
    measure("large_process_us", 1 + rounds / 10, process);
    measure("copy_us", 3, copy);
    return 0;
}
