"""PYTHONPATH=exercises python3 exercises/07_how_many_cores/cpu_count.py

How many processors are there?  There are three answers, and the least
of them counts.
"""
import math
import os

from race import knob_from, knobs_done, result


def quota():
    """The processors' worth of time that our control groups have, where
    they are of version 2; 0: as much as they like."""
    least = 0.0
    with open("/proc/self/cgroup") as file:
        paths = [line[3:].strip() for line in file
                 if line.startswith("0::")]
    for path in paths:
        while path.strip("/"):
            try:
                with open(f"/sys/fs/cgroup{path}/cpu.max") as file:
                    time, period = file.read().split()
            except (OSError, ValueError):
                time = "max"
            if time != "max":
                share = int(time) / int(period)
                least = min(least or share, share)
            path = os.path.dirname(path)
    return least


def main():
    keep_to = knob_from("keep_to", 0, 0)
    knobs_done()

    before = os.cpu_count()
    if keep_to:
        ours = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, ours[:keep_to])
    machine = os.cpu_count()
    usable = len(os.sched_getaffinity(0))
    granted = quota()
    workers = min(usable, math.ceil(granted)) if granted else usable

    print(f"The machine has {machine}.")
    print(f"This process may run on {usable} of them.")
    print(f"So {workers} can compute at the same time.")
    result("machine_before", before)
    result("machine", machine)
    result("usable", usable)
    result("quota", granted)
    result("workers", workers)


if __name__ == "__main__":
    main()
