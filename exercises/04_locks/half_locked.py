"""PYTHONPATH=exercises python3 exercises/04_locks/half_locked.py \
       threads=2 times=50000

A Value brings a lock of its own: each read takes the lock, and so does
each write.  But between them the lock is free.  Threads would do as
well as these processes; `threads` says how many there are.
"""
from multiprocessing import Barrier, Process, Value

from race import knob, knobs_done, result


def deposit(balance, times, start):
    start.wait()
    for i in range(times):
        balance.value += 1      # a locked read, then a locked write


def main():
    threads = knob("threads", 2)
    times = knob("times", 500_000)
    knobs_done()
    balance = Value("q", 0)
    start = Barrier(threads)

    workers = [Process(target=deposit, args=(balance, times, start))
               for i in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    result("balance", balance.value)
    result("expected", threads * times)


if __name__ == "__main__":
    main()
