"""PYTHONPATH=exercises python3 \
       exercises/02_processes_and_threads/five_workers.py

Two ways to write down what a worker does: as a function, and as a type
with state, in threads and in processes.
"""
import time
from multiprocessing import Process
from threading import Thread

from race import knob, knobs_done, result

WORKERS = 5


def work(me, pause):
    time.sleep(pause)
    print(f"  worker {me}", flush=True)


class Worker:
    """The state, and what is done with it; who runs it comes below."""

    def __init__(self, number, pause):
        super().__init__()
        self.number, self.pause = number, pause
        self.square = None

    def run(self):
        time.sleep(self.pause)
        self.square = self.number ** 2
        print(f"  worker {self.number}: {self.square}", flush=True)


class ThreadWorker(Worker, Thread):
    pass


class ProcessWorker(Worker, Process):
    pass


def run_all(workers):
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return workers


def known(workers):
    return sum(worker.square is not None for worker in workers)


def main():
    pause = knob("pause_ms", 200) / 1000
    knobs_done()

    print("A function, in five threads:", flush=True)
    run_all([Thread(target=work, args=(me, pause))
             for me in range(WORKERS)])

    print("A type with state, in five threads:", flush=True)
    workers = run_all([ThreadWorker(n + 1, pause)
                       for n in range(WORKERS)])
    result("known_from_threads", known(workers))

    print("The same type, in five processes:", flush=True)
    workers = run_all([ProcessWorker(n + 1, pause)
                       for n in range(WORKERS)])
    result("known_from_processes", known(workers))


if __name__ == "__main__":
    main()
