"""pi with a pool: its speed-up, and the same loop under OpenMP beside it.

    pi.py ROOT LIBMP PI_OPENMP.C

All three are built with the flags that the exercise names, and run in
turns, two workers each; a run is timed whole, from outside.  The fastest of
each counts: whatever else wants a core can only make two workers slower.
"""

import math
import os
import subprocess
import sys
import tempfile
import time

import bench

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "course"))
import contract  # noqa: E402  (stands in a folder of its own)

ROUNDS = 9
STEPS = 1_000_000_000
WORKERS = 2


def timed(*command):
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.monotonic() - start
    words = done.stdout.split()
    if done.returncode or abs(float(words[2]) - math.pi) > 1e-11:
        bench.fail(f"{command}: {done.stdout}{done.stderr}")
    return seconds


def main():
    root, libmp, peer_source = sys.argv[1:]
    bench.need("gcc")
    if len(os.sched_getaffinity(0)) < WORKERS:
        bench.skip("two workers need two processors")
    with tempfile.TemporaryDirectory() as folder:
        mine, peer = os.path.join(folder, "mine"), os.path.join(folder, "peer")
        command = contract.build_command(
            os.path.join(root, "solutions/11_pi/pool_pi.c"), mine, libmp)
        subprocess.run(command, cwd=root, check=True)
        flags = [word for word in command if word.startswith(("-O", "-g"))]
        built = subprocess.run(["gcc", *flags, "-fopenmp", peer_source, "-o",
                                peer], stderr=subprocess.DEVNULL)
        if built.returncode:
            bench.skip("gcc has no OpenMP")
        commands = (
            (mine, "workers=1", f"steps={STEPS}"),
            (mine, f"workers={WORKERS}", f"steps={STEPS}"),
            (peer, str(WORKERS), str(STEPS)))
        rounds = [[timed(*command) for command in commands]
                  for _ in range(ROUNDS)]
    serial, pool, openmp = map(min, zip(*rounds))
    bench.report("pi with a pool of 2", pool, "s", serial / 1.9,
                 ("OpenMP", openmp), 1.03)
    print(f"speed-up over 1 worker: {serial / pool:.2f}; OpenMP "
          f"{serial / openmp:.2f}; target at least 1.9")


main()
