"""PYTHONPATH=exercises python3 \
       exercises/09_queue_and_pipe/pickle_cost.py

A list of numbers is pickled, sent through a pipe, and rebuilt there.
In shared memory the same bytes are only written and read.
"""
from multiprocessing import Pipe, Process, RawArray
import time

from race import knob, knob_from, knobs_done, result


def sizes(most):
    size = 10
    while size <= most:
        yield size
        size *= 10


def consume(connection, shared, most, messages):
    connection.send(None)           # it is there
    for size in sizes(most):
        for _ in range(messages):
            connection.recv()
            connection.send(None)
        for _ in range(messages):
            connection.recv()
            bytes(memoryview(shared)[:size])
            connection.send(None)


def send_all(connection, messages, prepare):
    begin = time.monotonic()
    for _ in range(messages):
        connection.send(prepare())
        connection.recv()
    return round((time.monotonic() - begin) * 1e6 / messages, 1)


def main():
    most = knob_from("most", 1_000_000, 10)
    messages = knob("messages", 300)
    knobs_done()
    shared = RawArray("b", most)
    mine, yours = Pipe()
    process = Process(target=consume,
                      args=(yours, shared, most, messages))
    process.start()
    yours.close()
    mine.recv()

    for size in sizes(most):
        numbers = [0.5] * max(1, size // 8)     # of 8 bytes each
        content = bytes(size)

        def write():
            memoryview(shared).cast("B")[:size] = content

        by_pipe = send_all(mine, messages, lambda: numbers)
        result(f"pipe_{size}", by_pipe)
        result(f"shared_{size}", send_all(mine, messages, write))
    process.join()


if __name__ == "__main__":
    main()
