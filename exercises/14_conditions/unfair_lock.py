"""PYTHONPATH=exercises python3 \
       exercises/14_conditions/unfair_lock.py threads=4 hold_us=100

Threads want the same lock, over and over: who gets it?  fair=1 takes a
lock that hands out numbers, made of a threading.Condition.
"""
import time
from threading import Barrier, Condition, Lock, Thread

from race import knob, knob_from, knobs_done, result


class PlainLock:
    """threading.Lock, told how many turns there were so far."""

    def __init__(self):
        self.lock = Lock()

    def take(self, given):
        before = len(given)
        self.lock.acquire()
        return len(given) - before      # how often others were faster

    def give_back(self):
        self.lock.release()


class NumberedLock:
    """Whoever comes first is served first."""

    def __init__(self):
        self.called = Condition()
        # called must be held to use these:
        self.next_number = self.now_serving = 0

    def take(self, given):
        with self.called:
            before = len(given)
            mine = self.next_number
            self.next_number += 1
            while self.now_serving != mine:
                self.called.wait()
        return len(given) - before

    def give_back(self):
        with self.called:
            self.now_serving += 1
            self.called.notify_all()


class Work:
    def __init__(self, threads, hold_us, fair):
        self.hold = hold_us / 1e6
        self.over = False
        self.begin = Barrier(threads)
        self.lock = NumberedLock() if fair else PlainLock()
        # lock must be held to change these:
        self.given = []                 # who had it, turn by turn
        self.overtaken = 0

    def work(self, me):
        self.begin.wait()
        while not self.over:
            others = self.lock.take(self.given)
            self.overtaken = max(self.overtaken, others)
            self.given.append(me)
            end = time.monotonic() + self.hold
            while time.monotonic() < end:
                pass
            self.lock.give_back()


def main():
    threads = knob("threads", 4)
    hold_us = knob("hold_us", 100)
    fair = knob_from("fair", 0, 0)
    ms = knob("ms", 1000)
    knobs_done()
    work = Work(threads, hold_us, fair)
    everyone = [Thread(target=work.work, args=(me,))
                for me in range(threads)]
    for one in everyone:
        one.start()
    time.sleep(ms / 1000)
    work.over = True
    for one in everyone:
        one.join()

    turns = [work.given.count(me) for me in range(threads)]
    result("turns", sum(turns))
    result("most_turns", max(turns))
    result("least_turns", min(turns))
    result("overtaken", work.overtaken)


if __name__ == "__main__":
    main()
