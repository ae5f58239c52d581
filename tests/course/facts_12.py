"""What lesson 12 says: pools asked in all ways, their errors, and traps."""

import re

from fact import Skip, fact, in_each_python, python, pythons, timing

FLAVOURS = "exercises/12_pool/pool_flavours.c"
PRIMES = "exercises/12_pool/prime_pool.c"
PRIMES_SOLVED = "solutions/12_pool/prime_pool.c"
FAILING = "exercises/12_pool/failing_task.c"
EIGHT = (222377, 3334, 2212, 3345, 23441, 454577, 341737, 565633)


@fact(tries=3)
def flavours_when(course):
    """One way alone has its first answer when the shortest task is done."""
    run = course.run(FLAVOURS)
    ways = "map", "starmap", "map_async", "starmap_async", "imap", "yours"
    return (all(run[f"{way}_ms"] >= 400 for way in ways)
            and 100 <= run["apply_async_ms"] < 400), run


@fact()
def python_flavours(course):
    """imap in order, imap_unordered as they come, with no places."""
    return in_each_python("""
import time
from multiprocessing import Pool
def square(x): time.sleep(0.4 * (4 - x)); return x * x
if __name__ == "__main__":
    with Pool(4) as pool:
        print(*pool.imap(square, range(4)), end=" ")
        print(*pool.imap_unordered(square, range(4)))
""", lambda version, out: out == "0 1 4 9 9 4 1 0")


@fact()
def python_chunks(course):
    """Seen where a Pool cuts its tasks into chunks: 100 tasks, 4 workers,
    then 101; and imap's default."""
    return in_each_python("""
import inspect
from multiprocessing import pool as pools
sizes = []
real = pools.Pool._get_tasks
def cut(function, tasks, size):
    sizes.append(size)
    return real(function, tasks, size)
pools.Pool._get_tasks = staticmethod(cut)
if __name__ == "__main__":
    with pools.Pool(4) as pool:
        pool.map(abs, range(96)); pool.map(abs, range(97))
        pool.starmap(max, [(1, 2)] * 8)
    print(*sizes, *[inspect.signature(way).parameters["chunksize"].default
                    for way in (pools.Pool.imap, pools.Pool.imap_unordered)])
""", lambda version, out: out == "6 7 1 1 1")


@fact()
def one_chunk_one_worker(course):
    one, four = (course.run(FLAVOURS, chunk=chunk, step_ms=20)
                 for chunk in (4, 1))
    # 4 + 3 + 2 + 1 steps in one worker, before map has anything.
    return one["map_ms"] >= 200 and four["right"] == 4, f"{one}\n{four}"


@fact()
def a_pool_for_eight_is_slower(course):
    run = course.run(PRIMES, lists=5)
    return run["each_us"] > run["serial_us"], run


@fact()
def one_number_takes_all(_):
    """How many divisions each number takes, until a divisor is found."""
    tried = {n: next(d for d in range(2, n + 1) if n % d == 0) - 1
             for n in EIGHT}
    primes = [n for n in EIGHT if tried[n] == n - 1]
    most = max(d + 1 for n, d in tried.items() if n not in primes)
    rest = sum(d for n, d in tried.items() if n not in primes)
    # The loop does not divide a prime by itself.
    return (primes == [454577] and most == 59 and rest == 98
            and sum(tried.values()) - 1 == 454673), tried


@fact()
def failing_tasks(course):
    """Well, an error of one, a dead worker: what a map brings back."""
    runs = [course.run(FAILING, fault=fault) for fault in (0, 1, 2)]
    seen = [(run["answers"], run["task_failed"], run["worker_died"])
            for run in runs]
    named = (re.search(r"task 4, with 5: ", runs[1].out) and
             re.search(r"worker [01], process \d+: killed by signal 9",
                       runs[2].out))
    return (seen == [(8, 0, 0), (7, 1, 0), (0, 0, 1)] and bool(named),
            "\n".join(map(str, runs)))


@fact()
def python_pool_loses_a_task(course):
    """Another worker comes, does what comes later, and not what was lost."""
    return in_each_python("""
import multiprocessing as mp, os, signal
def die(_): os.kill(os.getpid(), signal.SIGKILL)
def pid(_): return os.getpid()
if __name__ == "__main__":
    with mp.Pool(1) as pool:
        before = pool.map(pid, [0])
        lost = pool.map_async(die, [0])
        try: print(lost.get(2), end=" ")
        except mp.TimeoutError: print("lost", end=" ")
        after = pool.map_async(pid, [0]).get(30)
        print(before != after, lost.ready())
""", lambda version, out: out == "lost True False")


@fact()
def python_executor_breaks(course):
    return in_each_python("""
import os, signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
def die(_): os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        try: list(executor.map(die, range(4)))
        except BrokenProcessPool: print("broken")
""", lambda version, out: out == "broken")


@fact()
def python_errors_come_back(course):
    """With the worker's traceback in front; map has no answers then, imap
    goes on, and the worker does, too."""
    return in_each_python("""
import os, traceback
from multiprocessing import Pool
def work(x):
    if x == 1: raise ValueError("not one")
    return os.getpid()
if __name__ == "__main__":
    with Pool(1) as pool:
        first = pool.apply(work, (0,))
        try: pool.map(work, range(3))
        except ValueError as error:
            text = "".join(traceback.format_exception(
                type(error), error, error.__traceback__))
            print(text.index('raise ValueError("not one")') <
                  text.index("pool.map("), end=" ")
        answers = pool.imap(work, range(3))
        print(next(answers) == first, end=" ")
        try: next(answers)
        except ValueError: print("raised", end=" ")
        print(next(answers) == first)
""", lambda version, out: out == "True True raised True")


@fact()
def python_unasked_error(course):
    return in_each_python("""
from multiprocessing import Pool
def work(): raise ValueError
if __name__ == "__main__":
    with Pool(1) as pool:
        pending = pool.apply_async(work)
        pending.wait()
        print(pending.successful())
""", lambda version, out: out == "False")


@fact()
def python_executor(course):
    """As they come; in order; one task a chunk; and its block waits."""
    return in_each_python("""
import inspect, time
from concurrent.futures import (ProcessPoolExecutor, ThreadPoolExecutor,
                                as_completed)
def square(x): time.sleep(0.4 * (3 - x)); return x * x
if __name__ == "__main__":
    for kind in ProcessPoolExecutor, ThreadPoolExecutor:
        with kind(3) as executor:
            futures = [executor.submit(square, x) for x in range(3)]
            print(*[f.result() for f in as_completed(futures)], end=" ")
            print(*executor.map(square, range(3)), end=" ")
            last = executor.submit(square, 2)
        print(last.result(), end=" ")
    print(inspect.signature(kind.map).parameters["chunksize"].default)
""", lambda version, out: out == "4 1 0 0 1 4 4 4 1 0 0 1 4 4 1")


@fact()
def python_pool_refuses_lambda(course):
    """Though its workers are forked."""
    return in_each_python("""
import multiprocessing as mp, pickle
if __name__ == "__main__":
    with mp.get_context("fork").Pool(1) as pool:
        try: pool.map(lambda x: x, [1])
        except (pickle.PicklingError, AttributeError): print("refused")
""", lambda version, out: out == "refused")


@fact()
def python_partial_goes(course):
    return in_each_python("""
from functools import partial
from multiprocessing import Pool
if __name__ == "__main__":
    with Pool(1) as pool: print(*pool.map(partial(max, 2), [1, 3]))
""", lambda version, out: out == "2 3")


@fact()
def rand_repeats(course):
    """What two children draw that were forked from one parent."""
    out = course.compile("""
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    srand(7);
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            printf("%d\\n", rand());
            return 0;
        }
        wait(NULL);
    }
}
""")
    return len(out.split()) == 2 and len(set(out.split())) == 1, out


DRAWS = """
import multiprocessing as mp, random
%s
def draw(pipe): pipe.send(%s)
if __name__ == "__main__":
    seen = []
    for _ in range(2):
        mine, its = mp.Pipe()
        p = mp.get_context("fork").Process(target=draw, args=(its,))
        p.start(); seen.append(mine.recv()); p.join()
    print(seen[0] == seen[1])
"""


@fact()
def python_random_does_not(course):
    return in_each_python(DRAWS % ("random.seed(7)", "random.random()"),
                          lambda version, out: out == "False")


@fact()
def numpy_repeats(course):
    """The global generator; a generator of (seed, i) differs for each i."""
    text = DRAWS % ("import numpy", "numpy.random.rand()") + """
    one, other = (numpy.random.default_rng([7, i]).random() for i in (0, 1))
    print(one == other)
"""
    for _, path in pythons():
        out = python(path, text)
        if "ModuleNotFoundError" not in out:
            return out.split() == ["True", "False"], out
    raise Skip("no NumPy")


@fact()
def python_map_reads_all(course):
    """An executor at once, long before its worker has got that far."""
    return in_each_python("""
import time
from concurrent.futures import ProcessPoolExecutor
read = []
def numbers():
    for x in range(40): read.append(x); yield x
def slow(x): time.sleep(0.01); return time.monotonic()
if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        answers = executor.map(slow, numbers())
        had, now = len(read), time.monotonic()
        print(had, now < list(answers)[-1])
""", lambda version, out: out == "40 True")


@fact()
def python_imap_works_on(course):
    """Though nobody takes an answer."""
    return in_each_python("""
import time
from multiprocessing import Pool, Value
def work(x):
    with done.get_lock(): done.value += 1
def remember(counter): global done; done = counter
if __name__ == "__main__":
    remember(Value("l", 0))
    with Pool(1, remember, (done,)) as pool:
        answers = pool.imap(work, range(2000))
        deadline = time.monotonic() + 60
        while done.value < 2000 and time.monotonic() < deadline:
            time.sleep(0.01)
        print(done.value)
""", lambda version, out: out == "2000")


@fact()
def python_fresh_workers(course):
    """max_tasks_per_child of an executor; a pool has long had it."""
    return in_each_python("""
import inspect
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
print(*[name in inspect.signature(kind).parameters for kind, name in
        ((Pool, "maxtasksperchild"),
         (ProcessPoolExecutor, "max_tasks_per_child"))])
""", lambda version, out: out == f"True {version >= (3, 11)}")


@timing
def timing_prime_pool(course):
    """A list by a loop and by a pool of five, in C and in Python; and in C
    by one pool for all lists."""
    run = course.run(PRIMES_SOLVED, rounds=100)
    said = [f"C {run['serial_us']:.0f} and {run['each_us']:.0f} us, "
            f"launched once {run['yours_us']:.0f}"]
    for version, path in pythons():
        said.append(f"Python {version[0]}.{version[1]} " + python(path, f"""
import time
from multiprocessing import Pool
def is_prime(n):
    for by in range(2, n):
        if n % by == 0: return False
    return True
def pooled():
    with Pool(5) as pool: pool.map(is_prime, {EIGHT})
def best(function):
    times = []
    for _ in range(5):
        begin = time.perf_counter(); function()
        times.append(time.perf_counter() - begin)
    return min(times) * 1e3
if __name__ == "__main__":
    loop = best(lambda: [is_prime(n) for n in {EIGHT}])
    print(f"{{loop:.0f}} and {{best(pooled):.0f}} ms")
"""))
    return ", ".join(said)


@timing
def timing_pool_of_sleepers(course):
    """Where each test sleeps as well: a loop, and a pool of five."""
    return ", ".join(f"{version[0]}.{version[1]} " + python(path, f"""
import time
from multiprocessing import Pool
def is_prime(n):
    time.sleep(0.1)
    return all(n % by for by in range(2, n))
if __name__ == "__main__":
    begin = time.monotonic()
    for n in {EIGHT}: is_prime(n)
    middle = time.monotonic()
    with Pool(5) as pool: pool.map(is_prime, {EIGHT})
    end = time.monotonic()
    print(f"{{middle - begin:.2f}} and {{end - middle:.2f}} s")
""") for version, path in pythons())
