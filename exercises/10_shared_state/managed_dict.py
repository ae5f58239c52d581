"""PYTHONPATH=exercises python3 \
       exercises/10_shared_state/managed_dict.py

d["k"] += 1 on a manager's dictionary is a get and a set.
"""
from contextlib import nullcontext
from multiprocessing import Lock, Manager, Process
import time

from race import knob, knob_from, knobs_done, result


def count(d, times, lock):
    for _ in range(times):
        with lock or nullcontext():
            d["k"] += 1


def main():
    workers = knob("workers", 2)
    times = knob("times", 10_000)
    locked = knob_from("locked", 0, 0)
    knobs_done()

    with Manager() as manager:
        d = manager.dict(k=0)
        lock = Lock() if locked else None
        processes = [Process(target=count, args=(d, times, lock))
                     for _ in range(workers)]
        begin = time.monotonic()
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        seconds = time.monotonic() - begin
        result("k", d["k"])
    result("expected_k", workers * times)
    result("call_ns", round(seconds * 1e9 / (2 * workers * times)))


if __name__ == "__main__":
    main()
