"""PYTHONPATH=exercises python3 \
       exercises/13_is_it_faster/threads_or_processes.py tasks=4

Three kinds of tasks, each done one after another, by threads, and by
processes; `kind` says whose times are the results.  The GIL is Python's
own here: gil=0 takes effect only if this is a build without one.
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


def measure(way, *job):
    begin = time.monotonic()
    way(*job)
    return (time.monotonic() - begin) * 1000


def main():
    kind = knob_from("kind", 1, 1, 3)
    tasks = knob("tasks", 4)
    work_ms = knob("work_ms", 50)
    wait_ms = knob("wait_ms", 60)
    numbers = knob("numbers", 1000000)
    knob_from("gil", 1, 0)
    knobs_done()
    ways = serial, threads, processes
    table = []
    print("in ms       serial  threads  processes")
    for name, work, arg in (("1 compute", compute, work_ms),
                            ("2 wait", pause, wait_ms),
                            ("3 list", make_list, numbers)):
        table.append([measure(way, work, arg, tasks) for way in ways])
        print("%-9s %8.1f %8.1f %10.1f" % (name, *table[-1]),
              flush=True)
    for way, ms in zip(ways, table[kind - 1]):
        result(f"{way.__name__}_ms", round(ms, 1))


if __name__ == "__main__":
    main()
