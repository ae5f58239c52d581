"""PYTHONPATH=exercises python3 \
       exercises/02_processes_and_threads/spawn_cost.py

What it takes to start somebody and to wait for his end: a thread, a
child of a small process, another program, and a child of a process that
has touched much memory.
"""
import multiprocessing
import subprocess
import time
from threading import Thread

from race import knob, knobs_done, result

# Where there is fork: so that a child is a copy, as it is in C.
HAS_FORK = "fork" in multiprocessing.get_all_start_methods()
FORK = multiprocessing.get_context("fork" if HAS_FORK else None)


def nothing():
    pass


def thread():
    worker = Thread(target=nothing)
    worker.start()
    worker.join()


def process():
    worker = FORK.Process(target=nothing)
    worker.start()
    worker.join()


def program():
    subprocess.run(["true"], check=True)


def measure(name, rounds, start):
    """The shortest: what others do can only make it longer."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        start()
        best = min(best, time.perf_counter() - begin)
    result(name, int(best * 1e6))


def main():
    rounds = knob("rounds", 100)
    touched_mb = knob("touched_mb", 100)
    knobs_done()

    measure("thread_us", rounds, thread)
    measure("process_us", rounds, process)
    measure("program_us", rounds, program)
    memory = bytearray(b"x") * (touched_mb << 20)
    measure("large_process_us", 1 + rounds // 10, process)
    measure("copy_us", 3, lambda: bytes(memory))


if __name__ == "__main__":
    main()
