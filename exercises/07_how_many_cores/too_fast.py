"""PYTHONPATH=exercises python3 exercises/07_how_many_cores/too_fast.py

The same work twice.  Of the first nobody looks at the outcome, of the
second it is printed.  Python makes it both times.
"""
import time

from race import knob, knobs_done, result

A, C = 6364136223846793005, 1442695040888963407


def work(steps):
    x = 1
    for _ in range(steps):
        x = (x * A + C) % 2**64
    return x >> 33


def main():
    steps = knob("steps", 100_000_000)
    knobs_done()

    begin = time.perf_counter()
    work(steps)
    forgotten = time.perf_counter() - begin

    begin = time.perf_counter()
    outcome = work(steps)
    printed = time.perf_counter() - begin

    result("outcome", outcome)
    result("forgotten_us", forgotten * 1e6)
    result("printed_us", printed * 1e6)


if __name__ == "__main__":
    main()
