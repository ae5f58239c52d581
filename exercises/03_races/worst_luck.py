"""PYTHONPATH=exercises python3 exercises/03_races/worst_luck.py \
       iterations=1000000

Two threads add 1 to a counter, `iterations` times each, and each switch
between them comes at the worst moment: they hand each other the turn.
The GIL lets them.  It says that one thread runs at a time, not which.
"""
import time
from threading import Semaphore, Thread

from race import knob, knobs_done, result

counter = 0

# Taken by the thread that waits for its turn, given by the other.
turn = [Semaphore(0), Semaphore(0)]


def say(me, does, value):
    print(f"thread {me + 1} {does} {value}", flush=True)
    time.sleep(0.2)


def hand_over(me):
    turn[1 - me].release()


def wait_for_turn(me):
    turn[me].acquire()


def add_many(times):
    global counter
    for i in range(times):
        counter = counter + 1


def first(iterations):
    global counter
    mine = counter
    say(0, "reads", mine)
    hand_over(0)
    wait_for_turn(0)

    counter = mine + 1
    say(0, "writes", counter)
    hand_over(0)
    wait_for_turn(0)

    add_many(iterations - 1)
    say(0, "does all the others, and leaves", counter)
    hand_over(0)


def second(iterations):
    global counter
    wait_for_turn(1)
    add_many(iterations - 1)
    say(1, "does all but one, and leaves", counter)
    hand_over(1)
    wait_for_turn(1)

    mine = counter
    say(1, "reads", mine)
    hand_over(1)
    wait_for_turn(1)

    counter = mine + 1
    say(1, "writes", counter)


def main():
    iterations = knob("iterations", 1_000_000)
    knobs_done()
    threads = [Thread(target=target, args=(iterations,))
               for target in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result("counter", counter)
    result("expected", 2 * iterations)


if __name__ == "__main__":
    main()
