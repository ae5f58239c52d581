"""PYTHONPATH=exercises python3 exercises/12_pool/failing_task.py \
       fault=1

Eight tasks, and the fifth goes wrong: it raises an error, or its
process is killed.  A Pool and a ProcessPoolExecutor are given the same.
"""
import multiprocessing as mp
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from race import knob, knob_from, knobs_done, result

PATIENCE = 1                    # seconds; without them it never ends


def square(number, fault):
    if number == 5 and fault == 1:
        raise ValueError("not five")
    if number == 5 and fault == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def ask(who, function):
    """How many answers does that bring, and which error?"""
    answers = []
    try:
        answers = function()
    except (ValueError, mp.TimeoutError, BrokenProcessPool) as error:
        print(f"{who}: {type(error).__name__}: {error}", flush=True)
        if error.__cause__:
            # The traceback of the worker travels along, as text.
            print(error.__cause__, flush=True)
    return answers


def main():
    workers = knob("workers", 2)
    fault = knob_from("fault", 2, 0, 2)
    knobs_done()
    numbers = range(1, 9)
    faults = [fault] * len(numbers)

    begin = time.monotonic()
    with mp.Pool(workers) as pool:
        tasks = list(zip(numbers, faults))
        # pool.starmap(square, tasks), but not for ever
        pending = pool.starmap_async(square, tasks)
        answers = ask("Pool", lambda: pending.get(PATIENCE))
    result("waited_ms", int((time.monotonic() - begin) * 1000))

    with ProcessPoolExecutor(workers) as executor:
        more = ask("ProcessPoolExecutor", lambda: list(
            executor.map(square, numbers, faults)))

    result("answers", len(answers))
    result("executor_answers", len(more))
    result("task_failed", int(fault == 1 and not answers))
    # What a Pool cannot tell: nobody says so.
    result("worker_died", 0)


if __name__ == "__main__":
    main()
