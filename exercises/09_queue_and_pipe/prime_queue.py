"""PYTHONPATH=exercises python3 \
       exercises/09_queue_and_pipe/prime_queue.py

Which of these numbers are prime?  Some processes take them out of a
queue, until there is a None for each of them.
"""
from multiprocessing import Process, Queue

from race import knob, knobs_done, result

LIST = 222377, 3334, 2212, 3345, 23441, 454577, 341737, 565633


def is_prime(number):
    for by in range(2, number):
        if number % by == 0:
            return False
    return number > 1


def work(tasks, answers):
    while True:
        task = tasks.get()
        if task is None:
            break
        place, number = task
        answers.put((place, is_prime(number)))


def main():
    workers = knob("workers", 5)
    numbers = knob("numbers", 8)
    knobs_done()
    tasks, answers = Queue(), Queue()
    for i in range(numbers):
        tasks.put((i, LIST[i % 8]))
    for _ in range(workers):
        tasks.put(None)

    processes = [Process(target=work, args=(tasks, answers))
                 for _ in range(workers)]
    for process in processes:
        process.start()
    # First take all the answers, then join: what is still in a queue
    # keeps the process alive that has put it there.
    found = dict(answers.get() for _ in range(numbers))
    for process in processes:
        process.join()

    result("answered", len(found))
    result("expected_answered", numbers)
    result("primes", sum(found.values()))
    result("left", 1 - tasks.empty())
    result("expected_left", 0)


if __name__ == "__main__":
    main()
