"""PYTHONPATH=exercises python3 exercises/11_pi/two_cuts.py numbers=4000

A pool counts the divisors of the numbers up to `numbers`, by trying.
The numbers are shared out in two ways: dealt like cards, or as one
long slice for each worker.
"""
import time
from multiprocessing import Pool

from race import knob, knob_from, knobs_done, result


def work(numbers, same):
    divisors = divisions = 0
    for n in numbers:
        most = same or n
        for d in range(1, most + 1):
            if n % d == 0:
                divisors += 1
        divisions += most
    return divisors, divisions


def measure(pool, parts, same, way):
    begin = time.monotonic()
    counts = pool.starmap(work, [(part, same) for part in parts])
    result(f"{way}_ms", round((time.monotonic() - begin) * 1000))
    divisions = [count[1] for count in counts]
    share = 100 * max(divisions) / sum(divisions)
    result(f"{way}_share", int(share + 0.5))
    return sum(count[0] for count in counts), sum(divisions)


def main():
    workers = knob("workers", 2)
    numbers = knob("numbers", 30_000)
    same = 0 if knob_from("uneven", 1, 0) else (numbers + 1) // 2
    knobs_done()

    hands = [range(i + 1, numbers + 1, workers)
             for i in range(workers)]
    cuts = [range(i * numbers // workers + 1,
                  (i + 1) * numbers // workers + 1)
            for i in range(workers)]
    with Pool(workers) as pool:
        dealt = measure(pool, hands, same, "dealt")
        slices = measure(pool, cuts, same, "slices")

    result("divisors", slices[0])
    result("expected_divisors", dealt[0])
    result("divisions", dealt[1] + slices[1])


if __name__ == "__main__":
    main()
