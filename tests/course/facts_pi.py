"""What the lesson on pi says, of its program and of Python's pools."""

import itertools
import os
import subprocess
import sys

from fact import fact, in_each_python, python, pythons, timing

START = "exercises/11_pi/pool_pi.c"
SOLVED = "solutions/11_pi/pool_pi.c"
ERROR = "exercises/11_pi/pi_error.c"
CUTS = "exercises/11_pi/two_cuts.c"


@fact()
def dealing_covers_everything(_):
    for n, steps in itertools.product(range(1, 20), (1, 7, 1000, 10007)):
        hands = [range(rank, steps, n) for rank in range(n)]
        sizes = [len(hand) for hand in hands]
        if (sorted(itertools.chain(*hands)) != list(range(steps))
                or max(sizes) - min(sizes) > 1):
            return False, f"{n} {steps}"
    return True, ""


@fact()
def slices_cover_everything(_):
    for n, steps in itertools.product(range(1, 20), (1, 7, 1000, 1000003)):
        cuts = [rank * steps // n for rank in range(n + 1)]
        if cuts[0] != 0 or cuts[-1] != steps or cuts != sorted(cuts):
            return False, f"{n} {steps}"
    two = [rank * 1000000 // 2 for rank in range(3)]
    return two == [0, 500000, 1000000], two


@fact()
def pi_start_uses_one_core(course):
    run = course.run(START, workers=2, steps=300000000)
    return run.cpu_seconds < 1.1 * run.seconds, run


@fact()
def pi_error_falls_then_grows(course):
    run = course.run(ERROR, most=10**8)
    falls = all(0.95 < run[f"error_{n}"] * 12 * n * n < 1.05
                and abs(run[f"ideal_{n}"] * 12 * n * n - 1) < 1e-9
                for n in (10, 100, 1000, 10000, 100000))
    million, more = run["error_1000000"], run["error_100000000"]
    return (falls and f"{million:.0e}" == "3e-14"
            and f"{more:.0e}" == "6e-13"), run


@fact()
def pi_error_in_groups(course):
    """Less is rounded, and less is wrong."""
    run = course.run(ERROR, most=10**8, together=10**5)
    return run["error_100000000"] < 1e-14, run


@fact()
def pi_error_in_both(course):
    """The twin in Python prints the same digits."""
    run = course.run(ERROR, most=10**5)
    twin = subprocess.run(
        [sys.executable, ERROR[:-1] + "py", "most=100000"], cwd=course.root,
        env={**os.environ, "PYTHONPATH": "exercises"}, text=True,
        capture_output=True, check=True).stdout
    printed = dict(line.split(" = ") for line in twin.splitlines())
    return ({name: float(value) for name, value in printed.items()}
            == run.results), f"{twin} {run}"


@fact()
def shares_of_two_cuts(course):
    uneven = course.run(CUTS, workers=2, numbers=2000)
    even = course.run(CUTS, workers=2, numbers=2000, uneven=0)
    return (uneven["slices_share"] == 75 and uneven["dealt_share"] == 50
            and even["slices_share"] == even["dealt_share"] == 50
            ), f"{uneven} {even}"


def area(steps, strips):
    dx, total = 1 / steps, 0.0
    for i in strips:
        x = (i + 0.5) * dx
        total += 4 / (1 + x * x)
    return total * dx


@fact()
def pi_python_rounds_the_same(course):
    run = course.run(START, workers=1, steps=1000000)
    return f"{area(10**6, range(10**6)):.15g}" == f"{run['pi']:.15g}", run


@fact()
def pi_digits_depend_on_the_order(_):
    """Dealt out, in slices, and all by one: not all the same digits."""
    steps, n = 10**6, 2
    dealt = sum(area(steps, range(rank, steps, n)) for rank in range(n))
    slices = sum(area(steps, range(rank * steps // n,
                                   (rank + 1) * steps // n))
                 for rank in range(n))
    alone = area(steps, range(steps))
    return len({dealt, slices, alone}) > 1, f"{dealt} {slices} {alone}"


@fact()
def python_sum_rounds(course):
    """fsum is exact in all versions, sum() carries the rest from 3.12 on."""
    def right(version, out):
        exact, builtin, loop = out.split()
        return (exact == "1.0" and (builtin == "1.0") == (version >= (3, 12))
                and loop != "1.0")

    return in_each_python("""
import math
tenths, total = [0.1] * 10, 0.0
for x in tenths: total += x
print(math.fsum(tenths), sum(tenths), total)
""", right)


@fact()
def python_pool_terminates(course):
    return in_each_python("""
import multiprocessing as mp
if __name__ == "__main__":
    called = []
    with mp.Pool(1) as pool:
        real = pool.terminate
        pool.terminate = lambda: (called.append(1), real())
    print(len(called))
""", lambda version, out: out == "1")


@timing
def timing_python_pool(course):
    """A loop, a pool of two processes and two threads: the same work."""
    lines = []
    for version, path in pythons():
        lines.append(f"{version[0]}.{version[1]}: " + python(path, """
import time
from multiprocessing import Pool
from threading import Thread
STEPS = 4000000
def part(rank, n):
    dx, total = 1 / STEPS, 0.0
    for i in range(rank * STEPS // n, (rank + 1) * STEPS // n):
        x = (i + 0.5) * dx
        total += 4 / (1 + x * x)
    return total * dx
def best(function):
    found = []
    for _ in range(5):
        begin = time.perf_counter()
        function()
        found.append(time.perf_counter() - begin)
    return min(found)
def threads():
    both = [Thread(target=part, args=(rank, 2)) for rank in range(2)]
    for t in both: t.start()
    for t in both: t.join()
if __name__ == "__main__":
    loop = best(lambda: part(0, 1))
    with Pool(2) as pool:
        two = best(lambda: pool.starmap(part, [(0, 2), (1, 2)]))
    print(f"pool {loop / two:.2f} times, threads {loop / best(threads):.2f} "
          f"times, {loop / STEPS * 1e9:.0f} ns a strip")
"""))
    return "; ".join(lines)


@timing
def timing_loop_in_a_function(course):
    """The same loop, and at the top level of a file."""
    loop = ["total = 0.0", "for i in range(2000000):",
            "    x = (i + 0.5) * 5e-7", "    total += 4 / (1 + x * x)"]
    inside = "".join(f"    {line}\n" for line in loop)
    outside = "\n".join(loop)
    return ", ".join(f"{version[0]}.{version[1]} " + python(path, f"""
import time
def function():
{inside}
begin = time.process_time()
function()
middle = time.process_time()
{outside}
end = time.process_time()
print(f"{{(end - middle) / (middle - begin):.2f}} times as long")
""") for version, path in pythons())


@timing
def timing_pool_pi(course):
    start = min(course.run(START).seconds for _ in range(5))
    solved = min(course.run(SOLVED, workers=2).seconds for _ in range(5))
    return (f"start file {start:.2f} s, two workers {solved:.2f} s: "
            f"{start / solved:.2f} times")


@timing
def timing_two_cuts(course):
    """Slices of uneven work against dealing, and of even work."""
    found = []
    for uneven in 1, 0:
        runs = [course.run(CUTS, workers=2, uneven=uneven) for _ in range(5)]
        found.append(min(run["slices_ms"] for run in runs)
                     / min(run["dealt_ms"] for run in runs))
    return f"uneven {found[0]:.2f} times as long, even {found[1]:.2f}"


@timing
def timing_pi_python_and_c(course):
    c = min(course.run(START).seconds for _ in range(3))
    return (f"C {c:.2f} ns a strip (1e9 strips); Python: see "
            "timing_python_pool")
