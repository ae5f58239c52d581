"""What the lesson on measuring says."""

from fact import fact, in_each_python, python, pythons, timing
from facts_14 import read, twin

DIVISORS = "exercises/13_is_it_faster/divisors.c"
KINDS = "exercises/13_is_it_faster/threads_or_processes.c"
AMDAHL = "exercises/13_is_it_faster/amdahl.c"


def count_divisors(n):
    """By its prime factors; without 1 and n."""
    count, factor = 1, 2
    while n > 1:
        power = 1
        while n % factor == 0:
            n //= factor
            power += 1
        count *= power
        factor += 1
    return count - 2


@fact()
def the_four_have_divisors(course):
    """The program counts right for smaller ones, too."""
    wanted = [count_divisors(n * 10**6) for n in (77, 74, 73, 71)]
    run = course.run(DIVISORS, size=1234, workers=2)
    small = [count_divisors(n * 1234) for n in (77, 74, 73, 71)]
    alone, pooled = ([run[f"{who}divisors_{i}"] for i in range(1, 5)]
                     for who in ("", "expected_"))
    return (wanted == [194, 110, 96, 96] and small == alone == pooled), run


@fact(tries=3)
def at_most_counts_tasks(course):
    """The largest task decides, on however many cores."""
    runs = [course.run(DIVISORS, size=100000, workers=workers)
            for workers in (1, 2, 3, 4, 64)]
    spans = (0.99, 1.01), (1.8, 2.1), (1.8, 2.3), (3.4, 4.1), (3.4, 4.1)
    return (all(least <= run["at_most"] <= most
                for run, (least, most) in zip(runs, spans)),
            "\n".join(map(str, runs)))


@fact(tries=3)
def small_tasks_do_not_repay(course):
    run = course.run(DIVISORS, size=100)
    return run["pool_ms"] > 2 * run["serial_ms"], run


@fact(tries=3)
def waits_overlap_either_way(course):
    runs = [course.run(KINDS, cpu, kind=2, work_ms=1, numbers=1)
            for cpu in (None, 0)]
    return (all(run["serial_ms"] > 240
                and run[f"{how}_ms"] < run["serial_ms"] * 0.7
                for run in runs for how in ("threads", "processes")),
            "\n".join(map(str, runs)))


@fact(tries=3)
def lists_come_back_slowly(course):
    runs = [course.run(KINDS, cpu, kind=3, work_ms=1, wait_ms=1)
            for cpu in (None, 0)]
    return (all(run["processes_ms"] > 1.2 * run[f"{how}_ms"]
                for run in runs for how in ("serial", "threads")),
            "\n".join(map(str, runs)))


@fact(tries=3)
def python_lists_come_back_slowly(course):
    return in_each_python(
        twin(course, "13_is_it_faster/threads_or_processes.py", kind=3,
             work_ms=1, wait_ms=1),
        lambda _, out: read(out)["processes_ms"]
        > 1.2 * read(out)["serial_ms"])


@fact(tries=3)
def amdahl_measures_the_share(course):
    runs = [course.run(AMDAHL, cpu, steps=50000000) for cpu in (None, 0)]
    return (all(0.08 < run["serial_share"] < 0.12
                and 8 < run["ideal_1024"] < 12 and run["speedup_1"] == 1
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=3)
def half_serial_is_at_most_two(course):
    run = course.run(AMDAHL, steps=50000000, serial_percent=50)
    return 1.7 < run["ideal_64"] < 2.2, run


@timing
def timing_kinds(course):
    lines = course.run(KINDS).out.splitlines()
    return "; ".join(" ".join(line.split()) for line in lines[:4])


@timing
def timing_pool_start(course):
    """A Pool of four, an empty task for each, and its end."""
    return ", ".join(f"{version[0]}.{version[1]} " + python(path, """
import time
from multiprocessing import Pool
def nothing(_): pass
if __name__ == "__main__":
    best = 9
    for _ in range(5):
        begin = time.perf_counter()
        with Pool(4) as pool:
            pool.map(nothing, range(4), chunksize=1)
        best = min(best, time.perf_counter() - begin)
    print(f"{best * 1000:.0f} ms")
""") for version, path in pythons())
