"""From the request to stop a run until nothing of it is left: its first
process, children in sessions of their own, and what was forked twice.

    stop.py RACECOURSE
"""

import os
import signal
import statistics
import subprocess
import sys
import time

import bench

ROUNDS = 20
MARK = "86399.125"              # seconds that nobody else sleeps
SCRIPT = (f"trap '' INT TERM HUP; setsid sleep {MARK} & "
          f"(setsid sh -c 'trap \"\" TERM; sleep {MARK}; :' &); "
          f"sleep {MARK} & sleep {MARK}")
SLEEPERS = 4


def sleepers():
    """The processes that sleep so long."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if words[:2] == [b"sleep", MARK.encode()]:
            found.append(pid)
    return found


def wait_for(count):
    end = time.monotonic() + bench.PATIENCE
    while len(sleepers()) != count:
        if time.monotonic() > end:
            bench.fail(f"{len(sleepers())} processes, not {count}")
    return time.monotonic()


def stop_once(program, home):
    with subprocess.Popen([program, "run", "--", "sh", "-c", SCRIPT],
                          env=bench.environment_of(home),
                          stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as run:
        wait_for(SLEEPERS)
        start = time.monotonic()
        run.send_signal(signal.SIGINT)
        return (wait_for(0) - start) * 1e3


def main():
    program = os.path.abspath(sys.argv[1])
    with bench.new_home() as home:
        taken = [stop_once(program, home) for _ in range(ROUNDS)]
    bench.report("stop of a run with 4 processes, median",
                 statistics.median(taken), "ms")
    bench.report("stop of a run with 4 processes, longest", max(taken), "ms",
                 200)


main()
