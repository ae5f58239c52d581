"""A worker busy for 30 % of the time: what a run's report says of it.

    accuracy.py RACECOURSE BUSY
"""

import json
import os
import subprocess
import sys

import bench

ROUNDS = 5
PERCENT = 30
SECONDS = 3


def reported(program, busy, home):
    """What the report says and what the worker itself says, in percent."""
    done = subprocess.run(
        [program, "run", "--json", "--", busy, "threads=1",
         f"percent={PERCENT}", f"seconds={SECONDS}"],
        env=bench.environment_of(home), stdin=subprocess.DEVNULL,
        capture_output=True, timeout=60, check=False)
    if done.returncode:
        bench.fail(done.stderr.decode() or f"status {done.returncode}")
    run = json.loads(done.stdout)
    threads = [w for w in run["workers"] if w["kind"] == "thread"]
    if len(threads) != 1:
        bench.fail(f"{len(threads)} threads where there is 1")
    said = 100 * threads[0]["run_seconds"] / SECONDS
    return said, float(run["results"]["share_1"])


def main():
    program, busy = map(os.path.abspath, sys.argv[1:3])
    if os.getloadavg()[0] > os.cpu_count():
        print("the machine is not idle: the figures are rough")
    with bench.new_home() as home:
        taken = [reported(program, busy, home) for _ in range(ROUNDS)]
    errors = sorted(abs(said - true) for said, true in taken)
    for said, true in taken:
        print(f"  reported {said:.2f} %, was {true:.2f} %")
    bench.report(f"error of a worker busy {PERCENT} % of {SECONDS} s",
                 errors[-1], "points", 3)


main()
