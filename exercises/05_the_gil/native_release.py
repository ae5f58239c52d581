"""PYTHONPATH=exercises python3 exercises/05_the_gil/native_release.py \
       release=1

One thread calls a function that is written in C and computes for a
while.  Another one wakes each millisecond, and ticks.  sum() keeps the
GIL all the while.  pbkdf2_hmac(), which makes a key of a password,
gives it back, since it touches no Python object.
"""
import hashlib
import time
from threading import Event, Thread

from race import knob, knob_from, knobs_done, result


def keeps_it(size):
    sum(range(size))


def gives_it_back(size):
    hashlib.pbkdf2_hmac("sha256", b"word", b"salt", size)


def size_for(function, seconds):
    """How much it gets done in that time, found with a small part."""
    size = 1000
    while True:
        begin = time.perf_counter()
        function(size)
        took = time.perf_counter() - begin
        if took > 0.02:
            return int(size * seconds / took) + 1
        size *= 2


class Ticker(Thread):
    def __init__(self):
        super().__init__()
        self.ticks = 0
        self.over = Event()

    def run(self):
        while not self.over.is_set():
            time.sleep(0.001)
            self.ticks += 1


def main():
    seconds = knob("ms", 1000) / 1000
    function = gives_it_back if knob_from("release", 0, 0) else keeps_it
    knobs_done()
    size = size_for(function, seconds)
    ticker = Ticker()

    ticker.start()
    time.sleep(0.01)
    before, begin = ticker.ticks, time.perf_counter()
    function(size)
    took, ticks = time.perf_counter() - begin, ticker.ticks - before
    ticker.over.set()
    ticker.join()
    result("ticks", ticks)
    result("call_ms", round(took * 1000, 1))


if __name__ == "__main__":
    main()
