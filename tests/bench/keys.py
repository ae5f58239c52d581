"""From a key to the first byte of what it shows, idle and during a run.

    keys.py RACECOURSE BUSY.C
"""

import os
import statistics
import sys
import time

import bench

ROUNDS = 60
QUIET = 0.03                    # seconds after a frame: the next is far off


def settle(terminal, running):
    """Until nothing more is on its way."""
    while terminal.read(0.3 if not running else 0):
        pass
    if running:
        terminal.read(1)
        while terminal.read(QUIET):
            pass


def press(terminal, key, running):
    settle(terminal, running)
    start = time.monotonic()
    terminal.type(key)
    if not terminal.read(2):
        bench.fail(f"no answer to {key}")
    return (terminal.chunks[-1][0] - start) * 1e3


def measure(terminal, running):
    return [press(terminal, "jk"[i % 2], running) for i in range(ROUNDS)]


def tell(what, taken):
    bench.report(f"key latency {what}, median", statistics.median(taken),
                 "ms")
    bench.report(f"key latency {what}, longest", max(taken), "ms", 150)


def main():
    program, source = sys.argv[1], sys.argv[2]
    with bench.new_home() as home:
        course = os.path.join(home, "course")
        bench.make_course(course, source, 60)
        terminal = bench.Terminal(
            [program, "--course", course, "open", "1"], home)
        terminal.wait(lambda text: "q back" in text.split("\n")[-1],
                      "q back")
        tell("idle", measure(terminal, False))
        terminal.close()
        terminal = bench.open_busy(program, course, home)
        tell("during a run with 8 threads", measure(terminal, True))
        terminal.type("s")
        terminal.watch(0.5)
        terminal.close()


main()
