"""PYTHONPATH=exercises python3 \
       exercises/14_conditions/bounded_buffer.py items=10000

A queue from the inside, with the mistakes of bounded_buffer.c: `if`
where `while` is needed, and one condition for two things to wait for.
queue.Queue does it right.  Its source is worth a look.
"""
from threading import Condition, Lock, Thread

from race import knob, knobs_done, result


class Buffer:
    def __init__(self, capacity):
        self.lock = Lock()
        self.changed = Condition(self.lock)
        # lock must be held to use these:
        self.slots = [0] * capacity
        self.nput = self.ngot = self.most = self.least = 0

    def is_full(self):
        return self.nput - self.ngot >= len(self.slots)

    def is_empty(self):
        return self.nput <= self.ngot

    def put(self, item):
        with self.changed:
            if self.is_full():
                self.changed.wait()
            self.slots[self.nput % len(self.slots)] = item
            self.nput += 1
            self.most = max(self.most, self.nput - self.ngot)
            self.changed.notify()

    def get(self):
        with self.changed:
            if self.is_empty():
                self.changed.wait()
            item = self.slots[self.ngot % len(self.slots)]
            self.ngot += 1
            self.least = min(self.least, self.nput - self.ngot)
            self.changed.notify()
            return item


def produce(buffer, first, items):
    for item in range(first, first + items):
        buffer.put(item)


def consume(buffer, share, taken):
    for _ in range(share):
        taken.append(buffer.get())


def main():
    producers = knob("producers", 2)
    consumers = knob("consumers", 2)
    capacity = knob("capacity", 1)
    items = knob("items", 50000)
    knobs_done()
    buffer = Buffer(capacity)
    every = producers * items
    taken = [[] for _ in range(consumers)]
    threads = [Thread(target=produce, args=(buffer, me * items, items))
               for me in range(producers)]
    for me in range(consumers):
        share = every * (me + 1) // consumers - every * me // consumers
        threads.append(Thread(target=consume,
                              args=(buffer, share, taken[me])))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    times, disorder = [0] * every, 0
    for mine in taken:
        last = [-1] * producers
        for item in mine:
            times[item] += 1
            disorder += item <= last[item // items]
            last[item // items] = item
    result("taken_once", times.count(1))
    result("expected", every)
    result("taken_twice", sum(count > 1 for count in times))
    result("lost", times.count(0))
    result("out_of_order", disorder)
    result("most", buffer.most)
    result("least", buffer.least)


if __name__ == "__main__":
    main()
