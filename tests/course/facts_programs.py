"""What the lessons say of their programs, and of C."""

import itertools
import os

from fact import Skip, fact

HELLO = "exercises/01_welcome/hello_cores.c"
COPY = "exercises/02_processes_and_threads/copy_or_share.c"
COUNTER = "exercises/03_races/counter_race.c"
WORST = "exercises/03_races/worst_luck.c"
BALANCE = "exercises/04_locks/locked_balance.c"
HALF = "exercises/04_locks/half_locked.c"
REFCOUNT = "exercises/05_the_gil/refcount_race.c"
GIL = "exercises/05_the_gil/gil.c"


def all_hold(runs, holds):
    return all(holds(run) for run in runs), "\n".join(map(str, runs))


@fact()
def hello_cores_uses_all_cores(course):
    """A second of work on each, also where others want the cores."""
    run = course.run(HELLO, ms=1000)
    return 0.95 <= run.cpu_seconds / run["cores"] <= 1.3, run


@fact(tries=3)
def two_workers_share_a_core(course):
    """Twice the work, and at least twice as long."""
    run = course.run(HELLO, cpu=0, ms=300, per_core=2)
    return run.seconds >= 0.6 and 0.57 <= run.cpu_seconds <= 0.8, run


@fact()
def c_division(course):
    out = course.compile("""
#include <stdio.h>
int main(void) { printf("%d %d", 7 / 2, -7 / 2); }""")
    return out == "3 -3" and -7 // 2 == -4, out


@fact()
def c_int_ends(course):
    out = course.compile("""
#include <limits.h>
#include <stdio.h>
int main(void) { printf("%d %ld", INT_MAX, LONG_MAX); }""")
    return out == f"2147483647 {2**63 - 1}" and 2**63 > 9 * 10**18, out


@fact()
def a_child_has_a_copy(course):
    run = course.run(COPY, pause_ms=1)
    return run["after_process"] == 0, run


@fact()
def a_thread_shares(course):
    run = course.run(COPY, pause_ms=1)
    return run["after_thread"] == 1, run


@fact()
def an_ended_child_is_a_zombie(_):
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with open(f"/proc/{pid}/stat") as file:
        state = file.read().rpartition(")")[2].split()[0]
    _, status = os.waitpid(pid, 0)
    return (state == "Z" and os.WEXITSTATUS(status) == 7
            and not os.path.exists(f"/proc/{pid}")), state


@fact()
def an_exit_status_is_a_byte(course):
    out = course.compile("""
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    for (int x = 255; x <= 256; x++) {
        int status;
        if (fork() == 0) _exit(x);
        wait(&status);
        printf("%d ", WEXITSTATUS(status));
    }
}""")
    return out == "255 0", out


@fact()
def counter_race_loses(course):
    """In each run, and not the same number each time."""
    runs = [course.run(COUNTER, cpu) for cpu in (None, None, None, 0, 0)]
    return (all(run["counter"] < 200000000 for run in runs)
            and len({run["counter"] for run in runs}) > 1,
            "\n".join(map(str, runs)))


@fact()
def one_thread_is_right(course):
    run = course.run(COUNTER, threads=1)
    return run["counter"] == 100000000, run


def lost(order):
    """What two additions leave, in that order of the threads' steps."""
    counter, register, done = 0, [0, 0], [0, 0]
    for thread in order:
        if done[thread] == 0:
            register[thread] = counter
        elif done[thread] == 1:
            register[thread] += 1
        else:
            counter = register[thread]
        done[thread] += 1
    return counter


@fact()
def orders_of_two_additions(_):
    orders = set(itertools.permutations([0, 0, 0, 1, 1, 1]))
    right = [order for order in orders if lost(order) == 2]
    return (len(orders), len(right)) == (20, 2), f"{len(right)} right"


@fact()
def smallest_is_two(course):
    """Forced by the program; and the model finds no smaller one."""
    run = course.run(WORST)

    def ends(counter, threads):
        """Each (steps left, register) is a thread of read, write, ..."""
        if not any(steps for steps, _ in threads):
            return {counter}
        found = set()
        for me, (steps, held) in enumerate(threads):
            if steps:
                after = list(threads)
                after[me] = (steps - 1, counter)
                found |= ends(counter if steps % 2 == 0 else held + 1,
                              tuple(after))
        return found

    found = [ends(0, ((2 * n, 0),) * 2) for n in (2, 3)]
    return (run["counter"] == 2 and [min(x) for x in found] == [2, 2],
            f"{run}\n{found}")


@fact(tries=5)
def locked_balance_is_wrong(course):
    """Of ten on a busy machine none may end with more than is right."""
    run = course.run(BALANCE)
    out = [run[f"balance_{i}"] for i in range(1, 11)]
    return (run["wrong"] >= 9 and min(out) < 10100 < max(out)), run


@fact()
def locked_balance_is_wrong_on_one_core(course):
    run = course.run(BALANCE, cpu=0)
    return run["wrong"] >= 9, run


@fact()
def half_locked_loses(course):
    runs = [course.run(HALF, cpu) for cpu in (None, 0)]
    return all_hold(runs, lambda run: run["balance"] < run["expected"])


@fact()
def refcounts_go_wrong(course):
    runs = [course.run(REFCOUNT, cpu) for cpu in (None, None, 0, 0)]
    return all_hold(runs, lambda run: run["wrong"] > 2)


@fact(tries=5)
def gil_work_stays_the_same(course):
    """With the GIL four do not do twice the work of one, nor a quarter."""
    runs = [course.run(GIL, cpu) for cpu in (None, 0)]
    return all_hold(runs, lambda run: 0.4 < run["times_as_much"] < 1.6)


@fact(tries=5)
def threads_add_up_without_a_gil(course):
    """Two cores do more than one; where there is one, it cannot show."""
    if len(os.sched_getaffinity(0)) < 2:
        raise Skip("one core")
    run = course.run(GIL, on=0)
    return run["times_as_much"] > 1.3, run
