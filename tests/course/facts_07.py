"""What lesson 07 says of its programs, of clocks and of Python's counts."""

import itertools
import os

from fact import Skip, fact, in_each_python, python, pythons, timing

COUNT = "exercises/07_how_many_cores/cpu_count.c"
PINNED = "exercises/07_how_many_cores/pinned.c"
TOO_FAST = "exercises/07_how_many_cores/too_fast.c"


@fact()
def keeping_to_a_core_changes_one_number(course):
    usable = len(os.sched_getaffinity(0))
    free, kept = (course.run(COUNT, keep_to=n) for n in (0, 1))
    return (free["usable"] == usable and kept["usable"] == 1
            and free["machine"] == kept["machine"] == os.cpu_count()
            and kept["workers"] == 1), f"{free}\n{kept}"


@fact(tries=5)
def pinned_workers_share_a_core(course):
    """What one core works cannot be more than the clock says; and the work
    is about the same wherever it is done."""
    run = course.run(PINNED, workers=4, millions=30)
    return (run["pinned_ms"] >= 0.95 * run["pinned_worked_ms"] - 2
            and run["pinned_worked_ms"] > 3 * run["alone_worked_ms"]
            and run["pinned_worked_ms"] < 1.6 * run["free_worked_ms"]), run


@fact(tries=3)
def forgotten_work_is_not_done(course):
    run = course.run(TOO_FAST)
    return run["forgotten_us"] < run["printed_us"] / 100, run


@fact()
def cuts_cover_everything(_):
    """Each number from 1 to n once."""
    for workers, n in itertools.product(range(1, 20), (1, 7, 1000, 10007)):
        cuts = [1 + i * n // workers for i in range(workers + 1)]
        numbers = [list(range(*pair)) for pair in zip(cuts, cuts[1:])]
        if list(itertools.chain(*numbers)) != list(range(1, n + 1)):
            return False, f"{workers} {n}"
    return True, ""


@fact(tries=5)
def first_touch_is_slow(course):
    """The first walk over fresh memory, against the second."""
    out = course.compile("""
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>
#define SIZE (64L << 20)
static double walk(volatile char *at)
{
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long i = 0; i < SIZE; i += 4096) at[i] = 1;
    clock_gettime(CLOCK_MONOTONIC, &b);
    return (double)(b.tv_sec - a.tv_sec) * 1e3 +
           (double)(b.tv_nsec - a.tv_nsec) / 1e6;
}
int main(void) {
    char *at = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    double first = walk(at);
    printf("%g %g", first, walk(at));
}""")
    first, second = map(float, out.split())
    return first > 2 * second, out


@fact(tries=3)
def process_time_stands_still(course):
    return in_each_python("""
import time
worked, clock = time.process_time(), time.perf_counter()
time.sleep(0.3)
print(time.process_time() - worked, time.perf_counter() - clock,
      time.get_clock_info("time").adjustable,
      time.get_clock_info("perf_counter").adjustable)
""", lambda version, out: float(out.split()[0]) < 0.1
                          and float(out.split()[1]) >= 0.3
                          and out.split()[2:] == ["True", "False"])


@fact()
def python_pool_counts(course):
    """Of those that it may use, from 3.13 on; before, of the machine."""
    return in_each_python("""
import multiprocessing as mp, os
from concurrent.futures import ProcessPoolExecutor
if __name__ == "__main__":
    machine = os.cpu_count()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with mp.Pool() as pool:
        workers = len(pool._pool)
    with ProcessPoolExecutor() as executor:
        more = executor._max_workers
    print(workers, more, machine)
""", lambda version, out: out.split()[:2] == (
        ["1", "1"] if version >= (3, 13) else [out.split()[2]] * 2))


@fact()
def python_cpu_count_can_be_set(course):
    """From 3.13 on, by an option and by the environment."""
    chosen = [path for version, path in pythons() if version >= (3, 13)]
    if not chosen:
        raise Skip("no CPython from 3.13 on")
    out = [python(path, """
import os, subprocess, sys
ask = "import os; print(os.cpu_count(), os.process_cpu_count())"
for options, more in (["-X", "cpu_count=7"], {}), \\
                     ([], {"PYTHON_CPU_COUNT": "7"}):
    print(subprocess.run([sys.executable, *options, "-c", ask], text=True,
          capture_output=True, env={**os.environ, **more}).stdout.strip())
""") for path in chosen]
    return all(said.split() == ["7"] * 4 for said in out), out


@timing
def timing_clock(course):
    """What it takes to read the clock, in C and in Python."""
    out = course.compile("""
#include <stdio.h>
#include <time.h>
int main(void) {
    struct timespec a, b, c;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < 1000000; i++) clock_gettime(CLOCK_MONOTONIC, &c);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("C %.0f ns", ((double)(b.tv_sec - a.tv_sec) * 1e9 +
           (double)(b.tv_nsec - a.tv_nsec)) / 1e6);
}""")
    for version, path in pythons():
        out += f", Python {version[0]}.{version[1]} " + python(path, """
import timeit
print(f"{timeit.timeit('t()', 'from time import perf_counter as t', number=1000000) * 1000:.0f} ns")
""")
    return out
