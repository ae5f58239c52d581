"""PYTHONPATH=exercises python3 \
       exercises/13_is_it_faster/divisors.py workers=4 size=50000

Count the divisors of four large numbers, 1 and the number itself left
out: one number after another, then by a Pool.
"""
import time
from multiprocessing import Pool

from race import knob, knobs_done, result

TIMES_SIZE = 77, 74, 73, 71


def divisors(n):
    count = 0
    for d in range(2, n):
        if n % d == 0:
            count += 1
    return count


def at_most(workers, worked):
    """How many times faster with a core for each worker: who is free
    first takes the next number."""
    busy = [0.0] * workers
    for seconds in worked:
        busy[busy.index(min(busy))] += seconds
    return sum(worked) / max(busy)


def main():
    workers = knob("workers", 4)
    size = knob("size", 1000000)
    knobs_done()
    numbers = [times * size for times in TIMES_SIZE]

    serial, worked = [], []
    begin = time.monotonic()
    for n in numbers:
        before = time.process_time()
        serial.append(divisors(n))
        worked.append(time.process_time() - before)
    serial_seconds = time.monotonic() - begin
    result("serial_ms", round(serial_seconds * 1000, 2))

    begin = time.monotonic()
    with Pool(workers) as pool:         # to start them is part of it
        pooled = pool.map(divisors, numbers, chunksize=1)
    pool_seconds = time.monotonic() - begin
    result("pool_ms", round(pool_seconds * 1000, 2))

    for i in range(len(numbers)):
        result(f"divisors_{i + 1}", serial[i])
        result(f"expected_divisors_{i + 1}", pooled[i])
    result("speedup", round(serial_seconds / pool_seconds, 2))
    result("at_most", round(at_most(workers, worked), 2))


if __name__ == "__main__":
    main()
