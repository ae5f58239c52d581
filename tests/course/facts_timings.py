"""What the lessons say "on a laptop of 2 cores" of: measured, not claimed."""

from fact import pythons, python, timing

CLOCK = """
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}
#define TIME(times, what) ({ \\
    double best = 1e18; \\
    for (int round = 0; round < 5; round++) { \\
        double begin = now(); \\
        for (long i = 0; i < (times); i++) { what; } \\
        double each = (now() - begin) / (double)(times); \\
        if (each < best) \\
            best = each; \\
    } \\
    best; })
static volatile long plain;
static atomic_long atomic;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *nothing(void *arg) { return arg; }
"""


@timing
def timing_lock(course):
    """Lock, add, unlock, against an addition in a register."""
    return course.compile(CLOCK + """
int main(void) {
    long sum = 0;
    double add = TIME(10000000, sum += i; __asm__ volatile("" : "+r"(sum)));
    double locked = TIME(10000000, pthread_mutex_lock(&lock);
        pthread_mutex_unlock(&lock));
    printf("lock and unlock %.1f ns, an addition %.2f ns: %.0f of them",
        locked, add, locked / add);
}""")


@timing
def timing_atomic(course):
    return course.compile(CLOCK + """
int main(void) {
    double one = TIME(10000000, plain = plain + 1; plain = plain - 1);
    double all = TIME(10000000, atomic_fetch_add(&atomic, 1);
        atomic_fetch_sub(&atomic, 1));
    printf("up and down %.1f ns plain, %.1f ns atomic: %.1f times",
        one, all, all / one);
}""")


@timing
def timing_start(course):
    """Start and join: a thread, a fork, a Process of Python's."""
    out = course.compile(CLOCK + """
int main(void) {
    double thread = TIME(500, pthread_t t;
        pthread_create(&t, NULL, nothing, NULL); pthread_join(t, NULL));
    double child = TIME(500, pid_t pid = fork();
        if (pid == 0) _exit(0);
        waitpid(pid, NULL, 0));
    printf("thread %.0f us, process %.0f us", thread / 1000, child / 1000);
}""")
    for version, path in pythons():
        out += python(path, """
import multiprocessing as mp, time
def nothing(): pass
if __name__ == "__main__":
    mp.set_start_method("fork")
    best = 9
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(20):
            p = mp.Process(target=nothing); p.start(); p.join()
        best = min(best, (time.perf_counter() - begin) / 20)
    print(f"{best * 1e6:.0f} us")
""").join((f", Python {version[0]}.{version[1]} ", ""))
    return out
