"""PYTHONPATH=exercises python3 exercises/05_the_gil/convoy.py busy=1

One thread sleeps for a millisecond, over and over.  Beside it others
compute.  How long does a nap take, with five switch intervals?
"""
import sys
import time
from threading import Event, Thread

from race import knob, knob_from, knobs_done, result

INTERVALS = 1000, 2000, 5000, 10000, 20000


def compute(over):
    n = 0
    while not over.is_set():
        for i in range(1000):
            n = n + i


def nap(over, seconds):
    """What each one takes, on average."""
    naps = 0
    begin = now = time.monotonic()
    while now < begin + seconds:
        time.sleep(0.001)
        naps += 1
        now = time.monotonic()
    over.set()
    return (now - begin) * 1000 / naps


def measure(busy, seconds):
    over = Event()
    threads = [Thread(target=compute, args=(over,))
               for _ in range(busy)]

    for thread in threads:
        thread.start()
    ms = nap(over, seconds)
    for thread in threads:
        thread.join()
    return ms


def main():
    busy = knob_from("busy", 1, 0)
    ms = knob("ms", 300)
    knobs_done()

    for interval_us in INTERVALS:
        sys.setswitchinterval(interval_us / 1_000_000)
        nap_ms = measure(busy, ms / 1000)
        result(f"nap_ms_{interval_us}", round(nap_ms, 2))
        result(f"at_least_{interval_us}",
               1 + (interval_us / 1000 if busy else 0))


if __name__ == "__main__":
    main()
