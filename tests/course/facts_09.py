"""What lesson 9 says: queues, pipes, and what a message costs."""

import os
import signal
import subprocess
import time

from fact import LIMIT, Skip, fact, in_each_python, python, pythons, timing

QUEUE = "exercises/09_queue_and_pipe/prime_queue.c"
PING = "exercises/09_queue_and_pipe/pipe_ping.c"
COST = "exercises/09_queue_and_pipe/pickle_cost.c"


@fact(tries=3)
def prime_queue_hangs(course):
    runs = [course.run_or_hang(QUEUE, cpu) for cpu in (None, 0)]
    return all(run.hangs for run in runs), "\n".join(map(str, runs))


@fact(tries=3)
def python_empty_after_put(course):
    """Now and then, in some hundred tries."""
    return in_each_python("""
import multiprocessing as mp
def wrong():
    q = mp.Queue(); q.put(1)
    empty = q.empty()
    q.get()
    return empty
print(sum(wrong() for _ in range(200)))
""", lambda version, out: int(out) > 0)


@fact(tries=3)
def python_empty_then_get(course):
    """With a moment between both, somebody waits in vain."""
    return in_each_python("""
import multiprocessing as mp, queue, sys, time
def work(q, together):
    together.wait()
    while not q.empty():
        time.sleep(0.05)
        try: q.get(timeout=1)
        except queue.Empty: sys.exit(1)
if __name__ == "__main__":
    q, together = mp.Queue(), mp.Barrier(3)
    for i in range(4): q.put(i)
    time.sleep(0.1)
    workers = [mp.Process(target=work, args=(q, together)) for _ in range(3)]
    for p in workers: p.start()
    for p in workers: p.join()
    print(sum(p.exitcode for p in workers))
""", lambda version, out: int(out) > 0)


@fact()
def pipe_ping_waits(course):
    run = course.run_or_hang(PING)
    return run.hangs, run


@fact()
def python_pipe_end(course):
    """It comes when the last copy is closed, the receiver's own included."""
    return in_each_python("""
import multiprocessing as mp
def pong(mine, yours, close):
    if close: mine.close()
    if not yours.poll(0.5): print("nothing", end=" ", flush=True); return
    try: yours.recv()
    except EOFError: print("end", end=" ", flush=True)
if __name__ == "__main__":
    for close in False, True:
        mine, yours = mp.get_context("fork").Pipe()
        p = mp.get_context("fork").Process(target=pong,
                                           args=(mine, yours, close))
        p.start(); mine.close(); p.join(); yours.close()
""", lambda version, out: out == "nothing end")


@fact()
def python_join_before_get(course):
    return in_each_python("""
import multiprocessing as mp
def put(q, size): q.put(bytes(size))
if __name__ == "__main__":
    for size, limit in (1000, 20), (70000, 0.7):
        q = mp.Queue()
        p = mp.Process(target=put, args=(q, size)); p.start(); p.join(limit)
        print(p.is_alive(), end=" ")
        q.get(); p.join()
""", lambda version, out: out == "False True")


@fact()
def python_queue_shutdown(course):
    return in_each_python("""
import multiprocessing.queues as mq, queue
print(hasattr(queue.Queue, "shutdown"), hasattr(mq.Queue, "shutdown"))
""", lambda version, out: out == f"{version >= (3, 13)} False")


@fact(tries=5)
def a_message_costs_by_size(course):
    """Hardly at first, then more and more; less in shared memory."""
    run = course.run(COST, most=1_000_000, messages=100)
    return (run["pipe_1000"] < 5 * run["pipe_10"]
            and run["pipe_1000000"] > 3 * run["pipe_10"]
            and run["shared_1000000"] < run["pipe_1000000"]), run


def first_child(pid):
    """Which it has started, or will soon."""
    listed = f"/proc/{pid}/task/{pid}/children"
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        try:
            with open(listed) as file:
                children = file.read().split()
        except FileNotFoundError as why:
            raise Skip("no children in /proc") from why
        if children:
            return int(children[0])
        time.sleep(0.001)
    raise Skip("it started nobody")


@fact()
def a_dead_consumer_is_noticed(course):
    """By the end of file, since nobody else has the other end."""
    with subprocess.Popen([course.program(COST), "messages=10000"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as run:
        os.kill(first_child(run.pid), signal.SIGKILL)
        try:
            said = run.communicate(timeout=LIMIT)[1]
        except subprocess.TimeoutExpired:
            run.kill()
            return False, "it waits for ever"
    return (run.returncode == 1
            and said.endswith(": the consumer: is gone\n")), said


@timing
def timing_message(course):
    """Microseconds to send so many bytes and to have an answer."""
    sizes = 10, 1000, 10_000, 100_000, 1_000_000
    run = course.run(COST)
    said = ["C: " + ", ".join(
        f"{size} bytes {run[f'pipe_{size}']:.0f} (shared "
        f"{run[f'shared_{size}']:.0f})" for size in sizes)]
    twin = os.path.join(course.root, COST[:-1] + "py")
    for version, path in pythons():
        out = python(path, f"""
import runpy, sys
sys.path.insert(0, {os.path.join(course.root, 'exercises')!r})
sys.argv = ["pickle_cost.py", "messages=20"]
runpy.run_path({twin!r}, run_name="__main__")
""")
        us = dict(line.split(" = ") for line in out.splitlines())
        said.append(f"Python {version[0]}.{version[1]}: " + ", ".join(
            f"{size} bytes {us[f'pipe_{size}']} (shared "
            f"{us[f'shared_{size}']})" for size in sizes))
    return "; ".join(said)
