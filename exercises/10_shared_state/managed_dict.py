"""PYTHONPATH=exercises python3 \
       exercises/10_shared_state/managed_dict.py

d["k"] += 1 on a manager's dictionary is a get and a set; append() on
its list is one message.  Then a Value, under its lock.
"""
from contextlib import nullcontext
from multiprocessing import Lock, Manager, Process, Value
import time

from race import knob, knob_from, knobs_done, result


def count(times, d, items, lock):
    for i in range(times):
        with lock or nullcontext():
            d["k"] += 1
        if i % 100 == 0:
            items.append(i)


def count_value(times, v):
    for _ in range(times):
        with v.get_lock():
            v.value += 1


def by_workers(workers, target, times, *args):
    """How long a worker took for one addition, in nanoseconds."""
    processes = [Process(target=target, args=(times, *args))
                 for _ in range(workers)]
    begin = time.monotonic()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return round((time.monotonic() - begin) * 1e9 / times)


def main():
    workers = knob("workers", 2)
    times = knob("times", 10_000)
    locked = knob_from("locked", 0, 0)
    knobs_done()

    with Manager() as manager:
        d = manager.dict(k=0)
        items = manager.list()
        lock = Lock() if locked else None
        v = Value("l", 0)
        dict_ns = by_workers(workers, count, times, d, items, lock)
        value_ns = by_workers(workers, count_value, times, v)
        result("k", d["k"])
        result("items", len(items))
    result("expected_k", workers * times)
    result("expected_items", workers * -(-times // 100))
    result("v", v.value)
    result("expected_v", workers * times)
    result("dict_ns", dict_ns)
    result("value_ns", value_ns)


if __name__ == "__main__":
    main()
