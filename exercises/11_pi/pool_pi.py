"""PYTHONPATH=exercises python3 exercises/11_pi/pool_pi.py \
       workers=2 steps=20000000

The area under 4 / (1 + x * x) from 0 to 1 is pi.  Cut it into steps,
deal them out to the workers of a pool, and add up what comes back.
"""
import math
from multiprocessing import Pool

from race import knob, knobs_done, result


def partial(rank, workers, steps):
    dx = 1 / steps
    total = 0.0
    for i in range(rank, steps, workers):
        x = (i + 0.5) * dx
        total += 4 / (1 + x * x)
    return total * dx


def main():
    workers = knob("workers", 2)
    steps = knob("steps", 1_000_000_000)
    knobs_done()
    tasks = [(rank, workers, steps) for rank in range(workers)]

    with Pool(workers) as pool:
        sums = pool.starmap(partial, tasks)
    pi = sum(sums)

    result("pi", pi)
    result("error", abs(pi - math.pi))


if __name__ == "__main__":
    main()
