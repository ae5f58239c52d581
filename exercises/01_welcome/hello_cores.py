"""PYTHONPATH=exercises python3 exercises/01_welcome/hello_cores.py \
       ms=1000 per_core=1

Every worker says hello and then counts to a million, over and over,
until it has used `ms` of processor time.  The workers are processes:
threads would have to take turns.
"""
import os
import time
from multiprocessing import Process, Queue

from race import knob, knobs_done, result


def count_to_a_million():
    for i in range(1_000_000):
        pass


def work(me, ms, queue):
    print(f"Worker {me} is process {os.getpid()}.", flush=True)
    rounds = 0
    while time.process_time() < ms / 1000:
        count_to_a_million()
        rounds += 1
    print(f"Worker {me}: {rounds} rounds.", flush=True)
    queue.put(rounds)


def main():
    ms = knob("ms", 1000)
    per_core = knob("per_core", 1)
    knobs_done()
    cores = len(os.sched_getaffinity(0))
    queue = Queue()

    workers = [Process(target=work, args=(me, ms, queue))
               for me in range(cores * per_core)]
    for worker in workers:
        worker.start()
    rounds = sum(queue.get() for worker in workers)
    for worker in workers:
        worker.join()

    result("cores", cores)
    result("workers", len(workers))
    result("rounds", rounds)


if __name__ == "__main__":
    main()
