"""PYTHONPATH=exercises python3 \
       exercises/02_processes_and_threads/fry_eggs.py eggs=4 ms=1000

Each cook looks after one egg until its time is over.  No lock is to be
seen here, and still only one cook at a time can turn an egg: the stove
is the GIL.
"""
import time
from threading import Thread

from race import knob, knobs_done, result


def turn_egg():
    for i in range(1_000_000):
        pass


def fry(me, ms, turns):
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        turn_egg()
        turns[me] += 1          # a cook counts only his own


def main():
    eggs = knob("eggs", 4)
    ms = knob("ms", 1000)
    knobs_done()
    turns = [0] * eggs

    cooks = [Thread(target=fry, args=(me, ms, turns))
             for me in range(eggs)]
    for cook in cooks:
        cook.start()
    for cook in cooks:
        cook.join()

    for me in range(eggs):
        print(f"Egg {me} was turned {turns[me]} times.")
    result("turns", sum(turns))


if __name__ == "__main__":
    main()
