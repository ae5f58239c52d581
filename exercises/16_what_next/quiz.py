"""PYTHONPATH=exercises python3 exercises/16_what_next/quiz.py \
       question=1

Small experiments, one for each question of the quiz.  Each prints what
it has seen as `answer`.
"""
import time
from multiprocessing import Pool, Process
from threading import Condition, Lock, Semaphore, Thread

from race import knob_from, knobs_done, result


def smallest(adders, counter):
    """The smallest counter that any order from here on leads to.  An
    adder is None, then what it has read, then "done"."""
    ends = []
    for i, adder in enumerate(adders):
        if adder == "done":
            continue
        reads = adder is None
        after = counter if reads else "done"
        ends.append(smallest(adders[:i] + (after,) + adders[i + 1:],
                             counter if reads else adder + 1))
    return min(ends, default=counter)


def every_order():
    return smallest((None, None, None), 0)


numbers = [7, 7, 7]


def append_one():
    numbers.append(7)


def child_appends():
    child = Process(target=append_one)
    child.start()
    child.join()
    return len(numbers)


def start_and_join():
    begin = time.monotonic()
    for _ in range(4):
        sleeper = Thread(target=time.sleep, args=(0.1,))
        sleeper.start()
        sleeper.join()
    return int((time.monotonic() - begin) * 1000)


def most_inside():
    places, lock, inside, most = Semaphore(3), Lock(), [], []

    def come_in(me):
        with places:
            with lock:
                inside.append(me)
                most.append(len(inside))
            time.sleep(0.05)
            with lock:
                inside.remove(me)

    guests = [Thread(target=come_in, args=(me,)) for me in range(9)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    return max(most)


def notify_before_wait():
    changed = Condition()
    with changed:
        changed.notify()
        return int(not changed.wait(timeout=1))


def seven_by_three():
    with Pool(3) as pool:
        begin = time.monotonic()
        pool.map(time.sleep, [0.1] * 7)
        return int((time.monotonic() - begin) * 1000)


def main():
    experiments = (every_order, child_appends, start_and_join,
                   most_inside, notify_before_wait, seven_by_three)
    question = knob_from("question", 1, 1, len(experiments))
    knobs_done()
    result("answer", experiments[question - 1]())


if __name__ == "__main__":
    main()
