"""PYTHONPATH=exercises python3 \
       exercises/09_queue_and_pipe/pipe_ping.py

A number goes to and fro through a pipe, until one side closes its end.
"""
from multiprocessing import Pipe, Process
import sys
import time

from race import knob, knobs_done, result

SAW_THE_END = 3


def pong(mine, yours):
    mine.close()
    try:
        while True:
            yours.send(yours.recv() + 1)
    except EOFError:
        sys.exit(SAW_THE_END)


def main():
    rounds = knob("rounds", 50_000)
    knobs_done()
    mine, yours = Pipe()
    process = Process(target=pong, args=(mine, yours))
    process.start()
    yours.close()

    good = 0
    begin = time.monotonic()
    for i in range(rounds):
        mine.send(i)
        good += mine.recv() == i + 1
    seconds = time.monotonic() - begin
    mine.close()
    process.join()

    result("good", good)
    result("expected_good", rounds)
    result("round_ns", round(seconds * 1e9 / rounds))
    result("saw_the_end", int(process.exitcode == SAW_THE_END))


if __name__ == "__main__":
    main()
