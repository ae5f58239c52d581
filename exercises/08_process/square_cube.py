"""PYTHONPATH=exercises python3 exercises/08_process/square_cube.py n=7

One process squares a number, another one cubes it, both at the same
time: they wait for each other at a barrier.
"""
from multiprocessing import Array, Barrier, Process
from threading import BrokenBarrierError
import os

from race import knob, knobs_done, result


def sign(who, answers, pids, met, together, patience, value):
    answers[who] = value
    pids[who] = os.getpid()
    try:
        together.wait(patience)
        met[who] = 1
    except BrokenBarrierError:
        met[who] = 0


def square(n, *places):
    sign(0, *places, n * n)


def cube(n, *places):
    sign(1, *places, n * n * n)


def main():
    n = knob("n", 7)
    patience = knob("patience_ms", 1000) / 1000
    knobs_done()
    answers, pids, met = Array("q", 2), Array("q", 2), Array("i", 2)
    together = Barrier(2)

    args = n, answers, pids, met, together, patience
    one = Process(target=square, args=args)
    two = Process(target=cube, args=args)
    one.start()
    two.start()
    one.join()
    two.join()

    result("square", answers[0])
    result("cube", answers[1])
    result("processes", len(set(pids) - {os.getpid()}))
    result("met", sum(met))
    result("expected_met", 2)


if __name__ == "__main__":
    main()
