"""PYTHONPATH=exercises python3 \
       exercises/10_shared_state/shared_array.py

Processes fill an array in shared memory, each its own part of it.
"""
from multiprocessing import Array, Process

from race import knob, knobs_done, result


def count_steps(number):
    count = 0
    while number != 1:
        number = 3 * number + 1 if number % 2 else number // 2
        count += 1
    return count


def fill(steps, first, last):
    for i in range(first, last):
        steps[i] = count_steps(i + 1)


def main():
    workers = knob("workers", 2)
    numbers = knob("numbers", 5_000_000)
    knobs_done()

    # No two processes touch the same element: it needs no lock.
    steps = Array("i", numbers, lock=False)
    processes = []
    for rank in range(workers):
        part = (steps, rank * numbers // workers,
                (rank + 1) * numbers // workers)
        processes.append(Process(target=fill, args=part))
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    result("total", sum(steps))
    result("last", steps[numbers - 1])
    result("expected_last", count_steps(numbers))


if __name__ == "__main__":
    main()
