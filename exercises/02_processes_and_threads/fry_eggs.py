"""PYTHONPATH=exercises python3 \
       exercises/02_processes_and_threads/fry_eggs.py eggs=4 ms=300

Some eggs are to be fried: one after the other, by threads, and by
processes.  No lock is to be seen here, and still only one thread of a
process at a time can turn an egg: the stove is the GIL.
"""
import time
from multiprocessing import Array, Process
from threading import Thread

from race import knob, knobs_done, result


def turn_egg():
    for i in range(100_000):
        pass


def fry(me, ms, turns):
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        turn_egg()
        turns[me] += 1          # a cook counts only his own


def serial(eggs, ms, turns):
    for me in range(eggs):
        fry(me, ms, turns)


def at_once(kind, eggs, ms, turns):
    cooks = [kind(target=fry, args=(me, ms, turns))
             for me in range(eggs)]
    for cook in cooks:
        cook.start()
    for cook in cooks:
        cook.join()


def threads(eggs, ms, turns):
    at_once(Thread, eggs, ms, turns)


def processes(eggs, ms, turns):
    at_once(Process, eggs, ms, turns)


def main():
    eggs = knob("eggs", 4)
    ms = knob("ms", 300)
    knobs_done()

    for way in serial, threads, processes:
        turns = Array("q", eggs, lock=False)    # in memory of all
        begin = time.monotonic()
        way(eggs, ms, turns)
        took = time.monotonic() - begin
        count = sum(turns)
        result(f"{way.__name__}_ms", int(took * 1000))
        result(f"{way.__name__}_turns", count)
        result(f"{way.__name__}_us", int(took * 1e6 / max(1, count)))


if __name__ == "__main__":
    main()
