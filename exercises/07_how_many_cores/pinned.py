"""PYTHONPATH=exercises python3 exercises/07_how_many_cores/pinned.py

The same work by one process, by several on whatever cores are free, and
by several that may use but a single core.
"""
import os
import time
from multiprocessing import Process

from race import knob, knobs_done, result

TIMES = 3                       # each is measured; the best counts


def work(millions):
    for _ in range(millions * 1_000_000):
        pass


def worked():
    """Processor time of all processes that were joined."""
    times = os.times()
    return times.children_user + times.children_system


def measure(name, workers, millions):
    best = None
    for _ in range(TIMES):
        processes = [Process(target=work, args=(millions,))
                     for _ in range(workers)]
        clock, before = time.monotonic(), worked()
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        one = time.monotonic() - clock, worked() - before
        best = min(best or one, one)
    result(f"{name}_ms", int(best[0] * 1000))
    result(f"{name}_worked_ms", int(best[1] * 1000))


def main():
    workers = knob("workers", 2)
    millions = knob("millions", 100)
    knobs_done()

    ours = os.sched_getaffinity(0)
    measure("alone", 1, millions)
    measure("free", workers, millions)
    os.sched_setaffinity(0, {min(ours)})
    measure("pinned", workers, millions)
    os.sched_setaffinity(0, ours)


if __name__ == "__main__":
    main()
