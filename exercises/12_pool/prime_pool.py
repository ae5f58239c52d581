"""PYTHONPATH=exercises python3 exercises/12_pool/prime_pool.py \
       rounds=1

Which of eight numbers are prime?  There are some lists of them: for a
plain loop, for a pool that is launched for each list, and for one that
is launched once and given all of them.
"""
import os
import time
from multiprocessing import Pool

from race import knob, knob_from, knobs_done, result

LIST = [222377, 3334, 2212, 3345, 23441, 454577, 341737, 565633]


def is_prime(number):
    """And which process has found that out."""
    for by in range(2, number):
        if number % by == 0:
            return False, os.getpid()
    return number > 1, os.getpid()


def by_loop(numbers, _):
    return [is_prime(number) for number in numbers]


def by_pool(numbers, workers):
    with Pool(workers) as pool:
        return pool.map(is_prime, numbers)


def measure(name, rounds, function, parts, workers):
    """The shortest time for a list, and the answers of a round."""
    shortest = 1e9
    for _ in range(rounds):
        answers = []
        for part in parts:
            begin = time.perf_counter()
            answers += function(part, workers)
            took = time.perf_counter() - begin
            shortest = min(shortest, took * len(LIST) / len(part))
    result(name, int(shortest * 1e6))
    return answers


def main():
    workers = knob("workers", 5)
    lists = knob("lists", 10)
    rounds = knob("rounds", 20)
    compare = knob_from("compare", 1, 0)
    knobs_done()
    numbers = [LIST[(i + j) % len(LIST)] for i in range(lists)
               for j in range(len(LIST))]      # each in another order

    if compare:
        parts = [numbers[i:i + len(LIST)]
                 for i in range(0, len(numbers), len(LIST))]
        measure("serial_us", rounds, by_loop, parts, workers)
        measure("each_us", rounds, by_pool, parts, workers)
    answers = measure("yours_us", rounds, by_pool, [numbers], workers)

    result("primes", sum(prime for prime, _ in answers))
    result("right", sum(answer[0] == (number == 454577)
                        for answer, number in zip(answers, numbers)))
    result("expected_right", len(numbers))
    result("launched", len({pid for _, pid in answers}))


if __name__ == "__main__":
    main()
