"""PYTHONPATH=exercises python3 exercises/04_locks/locked_balance.py \
       trials=10 times=200

Two processes share a bank account: one pays 2 in, one takes 1 out, as
often as each other.  So it ends `times` above the 100 that it began
with.  The lock is handed over, and nobody uses it.
"""
from multiprocessing import Barrier, Lock, Process, Value

from race import knob, knobs_done, result


def work(lines):
    """What a bank does beside adding, as much as in C."""
    book = 0
    for line in range(lines):
        book = (book * 31 + 7) % 1009


def write_receipt():
    work(8000)


def next_customer():
    work(4000)


def deposit(balance, lock, times, start):
    start.wait()
    for i in range(times):
        value = balance.value
        write_receipt()
        balance.value = value + 2
        next_customer()


def withdraw(balance, lock, times, start):
    start.wait()
    for i in range(times):
        value = balance.value
        write_receipt()
        balance.value = value - 1
        next_customer()


def main():
    trials = knob("trials", 10)
    times = knob("times", 10_000)
    knobs_done()
    balance = Value("i", 100, lock=False)
    lock = Lock()
    start = Barrier(2)
    wrong = 0

    for trial in range(1, trials + 1):
        balance.value = 100
        both = [Process(target=target,
                        args=(balance, lock, times, start))
                for target in (deposit, withdraw)]
        for process in both:
            process.start()
        for process in both:
            process.join()
        result(f"balance_{trial}", balance.value)
        wrong += balance.value != 100 + times

    result("wrong", wrong)
    result("expected_wrong", 0)


if __name__ == "__main__":
    main()
