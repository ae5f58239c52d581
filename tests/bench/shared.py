"""What it costs to share: locks, numbers, queues, pipes and managers of
libmp, and Python's multiprocessing beside them.

    shared.py HEADERS LIBMP SHARED_STEPS.C

All are measured in turns.  The fastest of each counts: whatever else wants
a core can only make it slower.

Where two take turns each waits for the other to be woken.  On an idle core
that costs far more than all that either does, and as much in Python as in C;
which core the kernel wakes decides who is faster.  So those that take turns
are measured on one core as well, where both do what they do.
"""

import contextlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

import bench

ROUNDS = 5
CAPACITY = 1000
MP = multiprocessing.get_context("fork")
# How it is done, how often in C and in Python, and what it is.
WAYS = [
    ("lock", 2_000_000, 100_000, "a lock, taken and given back"),
    ("contended", 500_000, 50_000, "the same, two processes at once"),
    ("value", 500_000, 20_000, "adding to a number under its lock"),
    ("queue", 500_000, 20_000, "an item through a queue"),
    ("pipe", 50_000, 10_000, "a message and its answer"),
    ("dict", 50_000, 3_000, "a number from a manager"),
]
TAKE_TURNS = ("pipe", "dict")


def take_and_give(count, shared):
    for _ in range(count):
        shared["lock"].acquire()
        shared["lock"].release()


def add(count, shared):
    value = shared["value"]
    for _ in range(count):
        with value.get_lock():
            value.value += 1


def put(count, shared):
    for i in range(count):
        shared["queue"].put(i)


def get(count, shared):
    for _ in range(count):
        shared["queue"].get()


def answer(count, shared):
    end = shared["ends"][1]
    for _ in range(count):
        end.send_bytes(end.recv_bytes())


def ask(count, shared):
    end = shared["ends"][0]
    for _ in range(count):
        end.send_bytes(b"12345678")
        end.recv_bytes()


def look_up(count, shared):
    for _ in range(count):
        shared["dict"].get("key")


PYTHON = {
    "lock": (take_and_give, None, 1),
    "contended": (take_and_give, take_and_give, 2),
    "value": (add, None, 1),
    "queue": (get, put, 1),
    "pipe": (ask, answer, 1),
    "dict": (look_up, None, 1),
}


def python(how, count, shared):
    here, there, steps = PYTHON[how]
    start = time.monotonic()
    process = None
    if there:
        process = MP.Process(target=there, args=(count, shared))
        process.start()
    here(count, shared)
    if process:
        process.join()
    return (time.monotonic() - start) / (count * steps) * 1e9


def measured(program, how, count):
    done = subprocess.run([program, how, str(count)], capture_output=True,
                          text=True)
    if done.returncode:
        bench.fail(f"{how}: status {done.returncode}: {done.stderr}")
    return float(done.stdout)


@contextlib.contextmanager
def one_core():
    """For this process and for all that it starts inside."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def measure(program, ways, where):
    with MP.Manager() as manager:
        shared = {"lock": MP.Lock(), "value": MP.Value("l", 0),
                  "queue": MP.Queue(CAPACITY), "ends": MP.Pipe(),
                  "dict": manager.dict(key=1)}
        for how, count, fewer, what in ways:
            ours, theirs = map(min, zip(*(
                (measured(program, how, count), python(how, fewer, shared))
                for _ in range(ROUNDS))))
            bench.report(what + where, ours / 1e3, "us", None,
                         ("Python's", theirs / 1e3), 1)


def main():
    headers, libmp, source = sys.argv[1:]
    bench.need("gcc")
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "shared_steps")
        subprocess.run(["gcc", "-O2", "-pthread", "-I", headers, source,
                        libmp, "-o", program], check=True)
        measure(program, WAYS, "")
        with one_core():
            measure(program, [way for way in WAYS if way[0] in TAKE_TURNS],
                    ", on one core")


if __name__ == "__main__":
    main()
