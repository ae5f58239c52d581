"""PYTHONPATH=exercises python3 exercises/12_pool/pool_flavours.py

A pool squares some numbers; the first takes longest, the last is done
soonest.  There are seven ways to ask for that.  When is the first
answer there?
"""
import time
from functools import partial
from multiprocessing import Pool, Value

from race import knob, knob_from, knobs_done, result


def remember(counter):
    """In each worker: where to count the tasks that are finished."""
    global finished
    finished = counter


def wait_and_square(number, wait):
    time.sleep(wait)
    with finished.get_lock():
        finished.value += 1
    return number * number


def square(number, last, step):
    return wait_and_square(number, (last + 1 - number) * step)


def numbered_square(number, last, step):
    """Who asks in no order has to be told which one it is."""
    return number - 1, square(number, last, step)


def promised(pending):
    while not pending.ready():
        time.sleep(0.001)           # or do something better
    return enumerate(pending.get())


class Ways:
    def __init__(self, pool, tasks, step, chunk):
        self.pool = pool
        self.numbers = range(1, tasks + 1)
        self.square = partial(square, last=tasks, step=step)
        self.numbered = partial(numbered_square, last=tasks, step=step)
        self.pairs = [(number, (tasks + 1 - number) * step)
                      for number in self.numbers]
        self.chunk = chunk or None

    def map(self):
        return enumerate(self.pool.map(self.square, self.numbers,
                                       self.chunk))

    def starmap(self):
        return enumerate(self.pool.starmap(wait_and_square, self.pairs,
                                           self.chunk))

    def map_async(self):
        return promised(self.pool.map_async(self.square, self.numbers,
                                            self.chunk))

    def starmap_async(self):
        return promised(self.pool.starmap_async(
            wait_and_square, self.pairs, self.chunk))

    def imap(self):
        return enumerate(self.pool.imap(self.square, self.numbers,
                                        self.chunk or 1))

    def apply_async(self):
        """It can also call back: apply_async(..., callback=use)."""
        pending = {number - 1: self.pool.apply_async(self.square,
                                                     (number,))
                   for number in self.numbers}
        while pending:
            for place in [place for place, one in pending.items()
                          if one.ready()]:
                yield place, pending.pop(place).get()
            time.sleep(0.001)

    def yours(self):
        return self.pool.imap_unordered(self.numbered, self.numbers)


def try_way(way):
    """The answers at their places, and which came first, and when."""
    answers = {}
    finished.value = 0
    begin = time.monotonic()
    for place, answer in way():
        if not answers:
            first_ms = int((time.monotonic() - begin) * 1000)
            first = place, finished.value
        answers[place] = answer
    print(f"{way.__name__}:", *answers.values())
    result(f"{way.__name__}_ms", first_ms)
    return answers, first


def main():
    workers = knob("workers", 4)
    tasks = knob("tasks", 4)
    step_ms = knob("step_ms", 100)
    chunk = knob_from("chunk", 1, 0)
    compare = knob_from("compare", 1, 0)
    knobs_done()

    remember(Value("l", 0))
    with Pool(workers, remember, (finished,)) as pool:
        ways = Ways(pool, tasks, step_ms / 1000, chunk)
        if compare:
            for way in (ways.map, ways.starmap, ways.map_async,
                        ways.starmap_async, ways.imap,
                        ways.apply_async):
                try_way(way)
        answers, first = try_way(ways.yours)
        pool.close()
        pool.join()

    result("first", first[0])
    result("finished_then", first[1])
    result("right", sum(answers[place] == (place + 1) ** 2
                        for place in answers))
    result("expected_right", tasks)


if __name__ == "__main__":
    main()
