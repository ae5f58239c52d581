"""PYTHONPATH=exercises python3 exercises/03_races/counter_race.py \
       threads=2 iterations=1000000

Some threads add 1 to the same counter, over and over.  Between the read
and the write stands a call: there a thread may have to give up the GIL,
and another one goes on with a counter that is soon out of date.
"""
import threading

from race import knob, knobs_done, result

counter = 0


def plus_one(value):
    return value + 1


def add(iterations, start):
    global counter
    start.wait()
    for i in range(iterations):
        value = counter             # read
        value = plus_one(value)     # add
        counter = value             # write


def main():
    count = knob("threads", 2)
    iterations = knob("iterations", 100_000_000)
    knobs_done()
    start = threading.Barrier(count)
    threads = [threading.Thread(target=add, args=(iterations, start))
               for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result("counter", counter)
    result("expected", count * iterations)


if __name__ == "__main__":
    main()
