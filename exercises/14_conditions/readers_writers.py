"""PYTHONPATH=exercises python3 \
       exercises/14_conditions/readers_writers.py reads=400 writes=50

Readers may look at a page together, a writer has to be alone with it.
As in readers_writers.c the readers come first, and writers starve.
Python has no such lock: it is made of a threading.Condition.
"""
import time
from threading import Barrier, Condition, Thread

from race import knob, knobs_done, result


class Page:
    def __init__(self, readers):
        self.changed = Condition()
        # changed must be held to use these:
        self.reading = 0
        self.writing = False
        self.waiting = 0
        self.most_readers = 0
        self.busy = readers             # readers who are not through
        # Who writes has these for himself:
        self.left = self.right = 0
        self.in_time = 0
        self.worst_wait = 0.0
        self.torn = []                  # append() is one step

    def start_reading(self):
        with self.changed:
            while self.writing:
                self.changed.wait()
            self.reading += 1
            self.most_readers = max(self.most_readers, self.reading)

    def stop_reading(self):
        with self.changed:
            self.reading -= 1
            if self.reading == 0:
                self.changed.notify_all()

    def start_writing(self):
        with self.changed:
            self.waiting += 1
            while self.writing or self.reading > 0:
                self.changed.wait()
            self.waiting -= 1
            self.writing = True

    def stop_writing(self):
        with self.changed:
            self.writing = False
            self.changed.notify_all()


def read(page, begin, reads):
    begin.wait()
    for _ in range(reads):
        page.start_reading()
        seen = page.left
        time.sleep(0.002)
        if seen != page.right:
            page.torn.append(seen)
        page.stop_reading()
    with page.changed:
        page.busy -= 1


def write(page, begin, writes):
    begin.wait()
    for _ in range(writes):
        time.sleep(0.001)               # thinks of what to write
        wanted = time.monotonic()
        page.start_writing()
        waited = time.monotonic() - wanted
        page.worst_wait = max(page.worst_wait, waited)
        page.left += 1
        time.sleep(0.0005)
        page.right += 1
        page.in_time += page.busy > 0
        page.stop_writing()


def main():
    readers = knob("readers", 4)
    writers = knob("writers", 1)
    reads = knob("reads", 400)
    writes = knob("writes", 50)
    knobs_done()
    page = Page(readers)
    begin = Barrier(readers + writers)
    threads = [Thread(target=read, args=(page, begin, reads))
               for _ in range(readers)]
    threads += [Thread(target=write, args=(page, begin, writes))
                for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    result("in_time", page.in_time)
    result("expected", writers * writes)
    result("late", page.left - page.in_time)
    result("torn", len(page.torn))
    result("most_readers", page.most_readers)
    result("worst_wait_ms", page.worst_wait * 1000)


if __name__ == "__main__":
    main()
