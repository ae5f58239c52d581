"""PYTHONPATH=exercises python3 exercises/04_locks/coarse_or_fine.py

Some clerks pay 1 into one account after the other, and each payment
waits for the disk.  fine=0 is one lock for the whole bank, fine=1 one
for each account.
"""
import random
import time
from threading import Lock, Thread

from race import knob, knob_from, knobs_done, result


class Account:
    def __init__(self, lock):
        self.lock = lock
        self.balance = 0


class Disk:
    """Counts those that wait for it at the same time."""

    def __init__(self, ms):
        self.seconds = ms / 1000
        self.lock = Lock()
        self.now = self.most = 0

    def write(self):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        with self.lock:
            self.now -= 1


def clerk(accounts, disk, me, times):
    chance = random.Random(me)
    for _ in range(times):
        account = chance.choice(accounts)
        with account.lock:
            value = account.balance
            disk.write()
            account.balance = value + 1


def main():
    threads = knob("threads", 4)
    naccounts = knob("accounts", 20)
    times = knob("times", 150)
    disk = Disk(knob_from("disk_ms", 2, 0))
    fine = knob_from("fine", 0, 0)
    knobs_done()
    bank = Lock()
    accounts = [Account(Lock() if fine else bank)
                for _ in range(naccounts)]
    clerks = [Thread(target=clerk, args=(accounts, disk, me, times))
              for me in range(threads)]

    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    result("total", sum(account.balance for account in accounts))
    result("expected_total", threads * times)
    result("max_at_once", disk.most)


if __name__ == "__main__":
    main()
