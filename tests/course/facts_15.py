"""What lesson 15 says of the order in which memory changes."""

import os
import platform
import re
import shutil
import subprocess

from contract import build_command
from fact import Skip, fact, in_each_python, timing

FOLDER = "exercises/15_memory_order/"
STORES = FOLDER + "store_buffer.c"
PUBLISH = FOLDER + "publish.c"
SPINLOCK = FOLDER + "spinlock.c"
PETERSON = FOLDER + "peterson.c"


def needs_two_cores():
    if len(os.sched_getaffinity(0)) < 2:
        raise Skip("one core sees its own writes in order")


@fact(tries=5)
def both_find_the_flag_down(course):
    needs_two_cores()
    run = course.run(STORES)
    return run["both_zero"] > 0, run


@fact()
def one_core_is_in_order(course):
    run = course.run(STORES, 0, ms=300)
    return run["both_zero"] == 0 and "One core" in run.out, run


@fact(tries=5)
def only_one_order_is_enough(course):
    needs_two_cores()
    weak, strict = (course.run(STORES, order=order) for order in (1, 2))
    return (weak["both_zero"] > 0 and strict["both_zero"] == 0,
            f"{weak}\n{strict}")


@fact()
def gcc_swaps(_):
    """The flag first, then the data: seen in gcc 12."""
    if not shutil.which("gcc"):
        raise Skip("no gcc")
    version = subprocess.run(["gcc", "-dumpversion"], capture_output=True,
                             text=True, check=True).stdout.strip()
    if version.split(".")[0] != "12" or platform.machine() != "x86_64":
        raise Skip(f"gcc {version} on {platform.machine()}")
    out = subprocess.run(
        ["gcc", "-O2", "-S", "-x", "c", "-", "-o", "-"], text=True,
        input="int other, data, ready;\n"
        "void f(void) { data = other + 1; ready = 1; }",
        capture_output=True, check=True).stdout
    steps = re.findall(r"^\t(movl|addl)\t(.*)$", out, re.M)
    return (steps == [("movl", "$1, ready(%rip)"),
                      ("movl", "other(%rip), %eax"),
                      ("addl", "$1, %eax"),
                      ("movl", "%eax, data(%rip)")], out)


@fact()
def plain_flag_spins(course):
    """The loop has become one look and a jump to itself."""
    text = """
#include <pthread.h>
#include <unistd.h>
int ready;
void *put_up(void *arg) { usleep(100000); ready = 1; return arg; }
int main(void) {
    pthread_t id;
    pthread_create(&id, NULL, put_up, NULL);
    while (!ready) ;
    return 0;
}"""
    try:
        course.compile(text, 2)
    except subprocess.TimeoutExpired:
        return True, "it did not end"
    return False, "it ended"


@fact()
def python_plain_flag_is_seen(course):
    return in_each_python("""
import threading
ready = False
def put_up():
    global ready
    ready = True
threading.Timer(0.05, put_up).start()
while not ready: pass
print("seen")
""", lambda version, out: out == "seen")


@fact()
def relaxed_flag_is_right_here(course):
    if platform.machine() != "x86_64":
        raise Skip(f"this is {platform.machine()}")
    runs = [course.run(PUBLISH, cpu) for cpu in (None, None, 0)]
    return (all(run["stale"] == 0 for run in runs),
            "\n".join(map(str, runs)))


@fact()
def two_steps_are_no_lock(course):
    runs = [course.run(SPINLOCK, cpu) for cpu in (None, None, 0, 0)]
    return (all(run["counter"] < run["expected"] and run["most_inside"] > 1
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=5)
def peterson_loses(course):
    """Two cores lose some, one core none, and the strict order none."""
    needs_two_cores()
    runs = [course.run(PETERSON), course.run(PETERSON, 0, ms=300),
            course.run(PETERSON, order=1)]
    lost = [run["lost"] for run in runs]
    return lost[0] > 0 and lost[1:] == [0, 0], "\n".join(map(str, runs))


@fact()
def peterson_looks_clean(course):
    """ThreadSanitizer reports nothing and leaves the exit status alone."""
    if not shutil.which("gcc"):
        raise Skip("no gcc")
    out = os.path.join(course.folder.name, "sanitized")
    command = build_command(os.path.join(course.root, PETERSON), out,
                            course.libmp)
    built = subprocess.run(command[:1] + ["-fsanitize=thread"] + command[1:],
                           cwd=course.root, capture_output=True, check=False)
    if built.returncode:
        raise Skip("no ThreadSanitizer")
    done = subprocess.run([out, "ms=300"], capture_output=True, text=True,
                          check=False, timeout=60)
    if "FATAL" in done.stderr:
        raise Skip("ThreadSanitizer does not start")
    return done.returncode == 0 and not done.stderr, done.stderr[:500]


@timing
def timing_orders(course):
    return course.compile("""
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
static _Atomic int x;
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}
int main(void) {
    double a = now();
    for (int i = 0; i < 100000000; i++)
        atomic_store_explicit(&x, i, memory_order_release);
    double b = now();
    for (int i = 0; i < 100000000; i++) atomic_store(&x, i);
    double c = now();
    printf("a store of order release %.2f ns, sequentially consistent "
           "%.2f ns\\n", (b - a) / 1e8, (c - b) / 1e8);
}""")
