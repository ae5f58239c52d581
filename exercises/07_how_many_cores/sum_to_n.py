"""PYTHONPATH=exercises python3 exercises/07_how_many_cores/sum_to_n.py

Adds up the numbers from 1 to n.  Each process adds up a slice of them,
and leaves its sum in a place of its own, in an array that all share.
"""
from multiprocessing import Array, Process

from race import knob, knobs_done, result


def cut(i, workers, n):
    """Where slice i begins, and slice i - 1 ends."""
    return 1 + i * n // workers


def add_up(me, workers, n, sums):
    total = 0
    for i in range(cut(me, workers, n), cut(me + 1, workers, n)):
        total = total + i
    sums[me] = total


def main():
    workers = knob("workers", 2)
    n = knob("n", 2_000_000_000)
    knobs_done()

    sums = Array("q", workers)
    processes = [Process(target=add_up, args=(me, workers, n, sums))
                 for me in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    result("sum", sum(sums))
    result("expected_sum", n * (n + 1) // 2)


if __name__ == "__main__":
    main()
