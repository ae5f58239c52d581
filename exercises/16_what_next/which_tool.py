"""PYTHONPATH=exercises python3 \
       exercises/16_what_next/which_tool.py tasks=8 wait_ms=100

The same tasks in four ways: one after another, a thread for each, a
process for each, and asyncio's event loop.  A task waits first, and
then computes.  The GIL is Python's own; gil=0 takes effect only if this
is a build without one.
"""
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from race import knob, knob_from, knobs_done, result


def compute(ms):
    """As much as a processor does in that time."""
    end = time.thread_time() + ms / 1000
    while time.thread_time() < end:
        pass


def task(wait_ms, work_ms):
    time.sleep(wait_ms / 1000)
    compute(work_ms)


def serial(tasks, wait_ms, work_ms):
    for _ in range(tasks):
        task(wait_ms, work_ms)


def pooled(executor, tasks, wait_ms, work_ms):
    with executor(tasks) as pool:
        list(pool.map(task, [wait_ms] * tasks, [work_ms] * tasks))


def threads(*job):
    pooled(ThreadPoolExecutor, *job)


def processes(*job):
    pooled(ProcessPoolExecutor, *job)


async def polite_task(due, work_ms):
    """Returns how late it went on."""
    await asyncio.sleep(due - time.monotonic())
    late = time.monotonic() - due
    compute(work_ms)
    return late


async def all_tasks(tasks, wait_ms, work_ms):
    due = time.monotonic() + wait_ms / 1000
    return max(await asyncio.gather(
        *(polite_task(due, work_ms) for _ in range(tasks))))


def main():
    tasks = knob("tasks", 8)
    wait_ms = knob_from("wait_ms", 100, 0)
    work_ms = knob_from("work_ms", 5, 0)
    knob_from("gil", 1, 0)
    knobs_done()
    job = tasks, wait_ms, work_ms
    for way in serial, threads, processes:
        begin = time.monotonic()
        way(*job)
        ms = (time.monotonic() - begin) * 1000
        result(f"{way.__name__}_ms", round(ms, 1))
    begin = time.monotonic()
    late = asyncio.run(all_tasks(*job))
    result("loop_ms", round((time.monotonic() - begin) * 1000, 1))
    result("loop_late_ms", round(late * 1000, 1))


if __name__ == "__main__":
    main()
