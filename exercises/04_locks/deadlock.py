"""PYTHONPATH=exercises python3 exercises/04_locks/deadlock.py times=100

Two accounts, each with a lock of its own, and clerks who transfer money
between them, as in the C start file: each takes the giver's lock first.
All threads are daemons, so that the program can end although they never
do: main gives up when nobody made a transfer for a second.
"""
import time
from threading import Lock, Thread

from race import knob, knob_from, knobs_done, result


class Account:
    def __init__(self):
        self.lock = Lock()
        self.money = 1000


class Bank:
    def __init__(self, ledger_us):
        self.accounts = [Account(), Account()]
        self.ledger_us = ledger_us
        self.made = self.audits = self.wrong_audits = 0

    def transfer(self, giver, taker, amount):
        first, second = giver, taker    # sorted() would be the cure
        with self.accounts[first].lock:
            time.sleep(self.ledger_us / 1_000_000)
            with self.accounts[second].lock:
                self.accounts[giver].money -= amount
                self.accounts[taker].money += amount
                self.made += 1

    def audit(self):
        with self.accounts[0].lock, self.accounts[1].lock:
            total = sum(account.money for account in self.accounts)
            self.audits += 1
            self.wrong_audits += total != 2000


def clerk(bank, me, times, to_self):
    giver = me % 2
    for i in range(times):
        taker = giver if to_self and i % 10 == 0 else 1 - giver
        bank.transfer(giver, taker, 2 - giver)


def auditor(bank):
    while True:
        time.sleep(0.001)
        bank.audit()


def wait_for(clerks, bank):
    """Returns whether all of them came to an end."""
    for thread in clerks:
        made = -1
        while thread.is_alive() and made != bank.made:
            made = bank.made
            thread.join(timeout=1)
    return not any(thread.is_alive() for thread in clerks)


def main():
    threads = knob("threads", 2)
    times = knob("times", 3000)
    bank = Bank(knob_from("ledger_us", 100, 0))
    to_self = knob_from("to_self", 0, 0)
    knobs_done()
    clerks = [Thread(target=clerk, args=(bank, me, times, to_self),
                     daemon=True) for me in range(threads)]

    Thread(target=auditor, args=(bank,), daemon=True).start()
    for thread in clerks:
        thread.start()
    ended = wait_for(clerks, bank)
    if not ended:
        print("No transfer for a second: the clerks wait for ever.")
    result("ended", int(ended))
    result("transfers", bank.made)
    result("wrong_audits", bank.wrong_audits)
    result("total", sum(account.money for account in bank.accounts))


if __name__ == "__main__":
    main()
