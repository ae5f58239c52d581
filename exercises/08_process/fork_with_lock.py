"""PYTHONPATH=exercises python3 exercises/08_process/fork_with_lock.py

A thread holds a lock while main() starts a process by fork.  From 3.12
on Python warns of that, and it is right.
"""
from multiprocessing import get_context
from threading import Event, Lock, Thread
import time

from race import knob, knob_from, knobs_done, result

lock = Lock()
taken, forked = Event(), Event()


def hold(held):
    with lock:
        if held:
            taken.set()
            forked.wait()
            time.sleep(0.2)
    taken.set()


def want():
    with lock:
        pass


def main():
    held = knob_from("held", 1, 0)
    limit = knob("limit_ms", 1500) / 1000
    knobs_done()

    thread = Thread(target=hold, args=(held,))
    thread.start()
    taken.wait()
    process = get_context("fork").Process(target=want)
    begin = time.monotonic()
    process.start()
    forked.set()
    process.join(limit)
    result("waited_ms", round((time.monotonic() - begin) * 1000))
    process.kill()
    process.join()
    result("child_got_it", int(process.exitcode == 0))
    thread.join()


if __name__ == "__main__":
    main()
