"""What an empty task costs that goes through a pool of two workers, handed
out one by one and by default; OpenMP's dynamic schedule and Python's
Pool.map beside it.

    pool.py HEADERS LIBMP POOL_TASKS.C

All are measured in turns, the pools and threads being there already.  The
fastest of each counts: whatever else wants a core can only make it slower.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

import bench

ROUNDS = 5
WORKERS = 2
TASKS = 1_000_000
FEWER = 20_000                  # for Python


def nothing(_):
    return None


def measured(program, how):
    done = subprocess.run([program, how, str(TASKS)], capture_output=True,
                          text=True)
    if done.returncode:
        bench.fail(f"{how}: status {done.returncode}: {done.stderr}")
    return float(done.stdout)


def python(pool, chunk):
    start = time.monotonic()
    pool.map(nothing, range(FEWER), chunksize=chunk)
    return (time.monotonic() - start) / FEWER * 1e9


def main():
    headers, libmp, source = sys.argv[1:]
    bench.need("gcc")
    if len(os.sched_getaffinity(0)) < WORKERS:
        bench.skip("two workers need two processors")
    with tempfile.TemporaryDirectory() as folder, \
            multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        program = os.path.join(folder, "pool_tasks")
        built = subprocess.run(["gcc", "-O2", "-fopenmp", "-I", headers,
                                source, libmp, "-o", program],
                               stderr=subprocess.DEVNULL)
        if built.returncode:
            bench.skip("gcc has no OpenMP")
        rounds = [(measured(program, "one"), measured(program, "default"),
                   measured(program, "openmp"), python(pool, 1),
                   python(pool, None)) for _ in range(ROUNDS)]
    one, default, openmp, python_one, python_default = map(min, zip(*rounds))
    bench.report("an empty task, one at a time", one / 1e3, "us", 0.5,
                 ("Python's Pool.map", python_one / 1e3))
    bench.report("an empty task, default chunks", default, "ns", None,
                 ("OpenMP's dynamic schedule", openmp), 2)
    print(f"Python's Pool.map with default chunks: {python_default:.3g} ns")


if __name__ == "__main__":
    main()
