"""PYTHONPATH=exercises python3 \
       exercises/13_is_it_faster/amdahl.py steps=4000000

A program of two parts: one that a single process has to do, then one
that is shared out among processes.  Threads would not do, since they
take turns at the GIL.
"""
import os
import time
from multiprocessing import Process

from race import knob, knob_from, knobs_done, result

WORKERS_MAX = 16
CORES_FOR_FIT = 4


def compute(count):
    x = 1
    for _ in range(count):
        x = (x * 6364136223846793005 + 1442695040888963407) % 2**64
    return x


def run(workers, alone, shared):
    """Seconds for both parts."""
    begin = time.monotonic()
    compute(alone)
    parts = [shared * (me + 1) // workers - shared * me // workers
             for me in range(workers)]
    processes = [Process(target=compute, args=(part,))
                 for part in parts]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.monotonic() - begin


def serial_share(alone, shared):
    """How much of the processor's work nobody can share: measured."""
    begin = time.process_time()
    compute(alone)
    middle = time.process_time()
    compute(shared)
    return (middle - begin) / (time.process_time() - begin)


def fit(speedups):
    """The share s for which 1 / speed-up is s + (1 - s) / n."""
    above = below = 0
    for n, speedup in enumerate(speedups, 1):
        above += (1 / speedup - 1 / n) * (1 - 1 / n)
        below += (1 - 1 / n)**2
    return above / below


def main():
    percent = knob_from("serial_percent", 10, 0, 100)
    steps = knob("steps", 300000000)
    knobs_done()
    cores = min(len(os.sched_getaffinity(0)), WORKERS_MAX)
    alone = steps * percent // 100
    shared = steps - alone

    share = serial_share(alone, shared)
    for n in (2**i for i in range(11)):
        result(f"ideal_{n}", round(1 / (share + (1 - share) / n), 2))
    seconds, speedups = [], []
    for workers in range(1, cores + 1):
        seconds.append(run(workers, alone, shared))
        speedups.append(seconds[0] / seconds[-1])
        result(f"speedup_{workers}", round(speedups[-1], 2))

    result("serial_share", round(share, 3))
    if cores >= CORES_FOR_FIT:
        result("fitted_share", round(fit(speedups), 3))
    else:
        print("Could not tell the share from the speed-ups: that takes "
              f"{CORES_FOR_FIT} cores, and {cores} may be used.")


if __name__ == "__main__":
    main()
