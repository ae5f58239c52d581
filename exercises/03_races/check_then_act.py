"""PYTHONPATH=exercises python3 exercises/03_races/check_then_act.py \
       threads=4 keys=10

Some threads want the same things.  What is in the cache already need
not be loaded again.  lock=1 puts one lock around the check and the act.
"""
import time
from contextlib import nullcontext
from threading import Barrier, Lock, Thread

from race import knob, knob_from, knobs_done, result


class Cache:
    def __init__(self, load_ms, lock):
        self.things = {}
        self.load_ms = load_ms
        self.around = lock
        self.loads = []             # the keys, one for each load

    def load(self, key):
        """A file, a web page, a long computation."""
        self.loads.append(key)
        time.sleep(self.load_ms / 1000)
        return f"thing {key}"

    def get(self, key):
        with self.around:
            if key not in self.things:                  # check
                self.things[key] = self.load(key)       # act
            return self.things[key]


def get_all(cache, keys, start):
    start.wait()
    for key in range(keys):
        cache.get(key)


def main():
    threads = knob("threads", 4)
    keys = knob("keys", 10)
    load_ms = knob_from("load_ms", 100, 0)
    lock = Lock() if knob_from("lock", 0, 0) else nullcontext()
    knobs_done()
    cache = Cache(load_ms, lock)
    start = Barrier(threads)
    workers = [Thread(target=get_all, args=(cache, keys, start))
               for _ in range(threads)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    result("loads", len(cache.loads))
    result("expected_loads", keys)


if __name__ == "__main__":
    main()
