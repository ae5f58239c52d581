"""PYTHONPATH=exercises python3 \
       exercises/02_processes_and_threads/copy_or_share.py pause_ms=600

A child process sets x to 1, then a thread does.  After each, main()
looks at its x.
"""
import os
import time
from multiprocessing import Process
from threading import Thread

from race import knob, knobs_done, result

x = 0


def set_x(pause_ms):
    global x
    time.sleep(pause_ms / 1000)
    x = 1
    print(f"  there: x is {x}, process {os.getpid()}", flush=True)


def show_x():
    print(f"  here:  x is {x}, process {os.getpid()}", flush=True)
    return x


def main():
    pause_ms = knob("pause_ms", 600)
    knobs_done()

    print("A child process sets x to 1.", flush=True)
    p = Process(target=set_x, args=(pause_ms,))
    p.start()
    p.join()
    after_process = show_x()

    print("A thread sets x to 1.", flush=True)
    t = Thread(target=set_x, args=(pause_ms,))
    t.start()
    t.join()
    after_thread = show_x()

    result("after_process", after_process)
    result("after_thread", after_thread)


if __name__ == "__main__":
    main()
