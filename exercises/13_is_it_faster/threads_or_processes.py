"""PYTHONPATH=exercises python3 \
       exercises/13_is_it_faster/threads_or_processes.py tasks=4

Three kinds of tasks, each done one after another, by threads, and by
processes.  The GIL is Python's own here.  gil=0 takes effect only if
this is a build without one.
"""
import time
from multiprocessing import Pool
from threading import Thread

from race import knob, knob_from, knobs_done, result


def compute(ms):
    """As much as a processor does in that time."""
    end = time.thread_time() + ms / 1000
    while time.thread_time() < end:
        pass


def pause(ms):
    time.sleep(ms / 1000)


def make_list(numbers):
    return list(range(numbers))


def serial(work, arg, tasks):
    return [work(arg) for _ in range(tasks)]


def threads(work, arg, tasks):
    done = [None] * tasks

    def store(me):
        done[me] = work(arg)

    workers = [Thread(target=store, args=(me,)) for me in range(tasks)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return done


def processes(work, arg, tasks):
    with Pool(tasks) as pool:
        return pool.map(work, [arg] * tasks, chunksize=1)


def main():
    tasks = knob("tasks", 4)
    work_ms = knob("work_ms", 50)
    wait_ms = knob("wait_ms", 60)
    numbers = knob("numbers", 1000000)
    knob_from("gil", 1, 0)
    knobs_done()
    kinds = (("compute", compute, work_ms), ("wait", pause, wait_ms),
             ("list", make_list, numbers))
    for name, work, arg in kinds:
        for way in serial, threads, processes:
            begin = time.monotonic()
            way(work, arg, tasks)
            ms = (time.monotonic() - begin) * 1000
            result(f"{name}_{way.__name__}_ms", round(ms, 1))


if __name__ == "__main__":
    main()
