"""PYTHONPATH=exercises python3 \
       exercises/14_conditions/philosophers.py seats=5 rounds=400

Philosophers round a table, a fork between any two: each takes the one
at his left, then the one at his right.  Python can wait for a lock with
a limit, so here the circle breaks: who has waited for half a second for
his second fork leaves the table, hungry.
"""
import time
from threading import Barrier, Lock, Thread

from race import knob, knob_from, knobs_done, result


class Table:
    def __init__(self, seats, rounds):
        self.seats = seats
        self.rounds = rounds
        self.forks = [Lock() for _ in range(seats)]
        self.begin = Barrier(seats)
        self.meals = [0] * seats        # each counts his own
        self.lock = Lock()
        # lock must be held to use these:
        self.eats = set()
        self.most = self.beside = 0

    def eat(self, me):
        with self.lock:
            neighbours = {(me - 1) % self.seats, (me + 1) % self.seats}
            self.beside += bool(neighbours & self.eats)
            self.eats.add(me)
            self.most = max(self.most, len(self.eats))
        time.sleep(0.001)
        with self.lock:
            self.eats.remove(me)
        self.meals[me] += 1

    def dine(self, me):
        left, right = self.forks[me], self.forks[(me + 1) % self.seats]
        self.begin.wait()
        for _ in range(self.rounds):
            with left:
                time.sleep(0.0001)      # thanks the cook
                if not right.acquire(timeout=0.5):
                    return
                self.eat(me)
                right.release()


def main():
    seats = knob_from("seats", 5, 2, 64)
    rounds = knob("rounds", 400)
    knobs_done()
    table = Table(seats, rounds)
    guests = [Thread(target=table.dine, args=(me,))
              for me in range(seats)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()

    result("meals", sum(table.meals))
    result("expected", seats * rounds)
    result("hungry", sum(meals < rounds for meals in table.meals))
    result("beside", table.beside)
    result("most_eating", table.most)


if __name__ == "__main__":
    main()
