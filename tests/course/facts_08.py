"""What lesson 08 says: processes, start methods, forks beside threads."""

import os
import time

from fact import fact, in_each_python, python, pythons, timing

SQUARE = "exercises/08_process/square_cube.c"
TIMEOUT = "exercises/08_process/join_timeout.c"
FORK = "exercises/08_process/fork_with_lock.c"


@fact()
def a_process_ends_unjoined(_):
    """It is over, with nobody waiting for it."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    while True:
        with open(f"/proc/{pid}/stat") as file:
            state = file.read().rpartition(")")[2].split()[0]
        if state == "Z":
            break
        time.sleep(0.001)
    os.waitpid(pid, 0)
    return True, state


@fact()
def square_cube_start_is_alone(course):
    run = course.run(SQUARE, patience_ms=100)
    return (run["processes"], run["met"]) == (0, 0), run


@fact()
def python_called_target(course):
    """The call happens in the parent; the process succeeds at nothing."""
    return in_each_python("""
import multiprocessing as mp, os
def square(n): print(os.getpid() == parent, flush=True)
if __name__ == "__main__":
    parent = os.getpid()
    p = mp.Process(target=square(7)); p.start(); p.join()
    print(p.exitcode)
""", lambda version, out: out.split() == ["True", "0"])


@fact()
def join_timeout_leaves_it(course):
    run = course.run(TIMEOUT, limit_ms=100, quick_ms=1)
    return (run["left"] == 1 and "endless_exit" not in run.results
            and run["waited_ms"] >= 100), run


@fact()
def python_join_returns_none(course):
    return in_each_python("""
import multiprocessing as mp, time
def endless(): time.sleep(600)
if __name__ == "__main__":
    p = mp.Process(target=endless); p.start()
    print(p.join(0.1), p.is_alive(), p.exitcode, end=" ")
    p.terminate()
    print(p.join(), p.is_alive(), p.exitcode)
""", lambda version, out: out == "None True None None False -15")


@fact()
def python_start_method(course):
    """Of Linux."""
    return in_each_python("""
import multiprocessing as mp
print(mp.get_start_method())
""", lambda version, out: out == ("fork" if version < (3, 14)
                                  else "forkserver"))


@fact()
def python_spawn_starts_afresh(course):
    """Only a forked process has what the parent has changed."""
    return in_each_python("""
import multiprocessing as mp
x = 0
def show(): print(x, end=" ", flush=True)
if __name__ == "__main__":
    x = 1
    for method in "fork", "spawn", "forkserver":
        p = mp.get_context(method).Process(target=show); p.start(); p.join()
""", lambda version, out: out == "1 0 0")


@fact()
def python_lambda_only_by_fork(course):
    return in_each_python("""
import multiprocessing as mp, threading
def attempt(method, target):
    p = mp.get_context(method).Process(target=target)
    try: p.start()
    except Exception as error: return "refused"
    p.join()
    return p.exitcode
if __name__ == "__main__":
    print(*[attempt(method, lambda: None) for method in ("fork", "spawn")],
          attempt("spawn", threading.Lock().acquire),
          attempt("spawn", (i for i in range(3)).__next__),
          attempt("spawn", open(__file__).close))
""", lambda version, out: out == "0 refused refused refused refused")


@fact()
def python_main_guard(course):
    """Without it: the error is raised in the new process."""
    return in_each_python("""
import multiprocessing as mp
def nothing(): pass
mp.set_start_method("spawn", force=True)
p = mp.Process(target=nothing); p.start(); p.join()
if mp.parent_process() is None: print(p.exitcode)
""", lambda version, out: out.startswith("1") and "freeze_support" in out)


@fact()
def unwritten_text_comes_twice(course):
    """Not where it was flushed before the fork."""
    out = course.compile("""
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    printf("once ");
    fflush(stdout);
    printf("twice ");
    fork();
    wait(NULL);
}""")
    return out.split() == ["once", "twice", "twice"], out


@fact()
def python_process_flushes(course):
    """os.fork() does not.  Also where PYTHONUNBUFFERED is set."""
    return in_each_python("""
import multiprocessing as mp, os, sys
def nothing(): pass
if __name__ == "__main__":
    sys.stdout = open(1, "w", closefd=False)
    print("once", end=" ")
    p = mp.get_context("fork").Process(target=nothing); p.start(); p.join()
    print("twice", end=" ")
    if os.fork(): os.wait()
""", lambda version, out: out == "once twice twice")


@fact()
def a_child_inherits_a_taken_lock(course):
    """Never, however long it waits; and none is taken, none is missed."""
    bad, good = (course.run(FORK, held=held, limit_ms=500)
                 for held in (1, 0))
    return (bad["child_got_it"] == 0 and bad["waited_ms"] >= 500
            and good["child_got_it"] == 1), f"{bad}\n{good}"


@fact()
def python_fork_with_lock(course):
    """Given back in the parent, and still taken in the child."""
    return in_each_python("""
import multiprocessing as mp, threading, warnings
warnings.simplefilter("ignore")
lock, taken, forked = threading.Lock(), threading.Event(), threading.Event()
def hold():
    with lock: taken.set(); forked.wait()
def want(): print(lock.acquire(timeout=0.3), end=" ", flush=True)
thread = threading.Thread(target=hold); thread.start(); taken.wait()
p = mp.get_context("fork").Process(target=want); p.start()
forked.set(); thread.join()
p.join()
print(lock.acquire(timeout=0.3))
""", lambda version, out: out == "False True")


@fact()
def python_print_stays_locked(course):
    """A thread prints into a full pipe while main forks.  The pipe is
    emptied, the thread is done, and the child can still not print."""
    return in_each_python("""
import os, select, sys, threading, time, warnings
warnings.simplefilter("ignore")
answer = os.fdopen(os.dup(1), "w")
pipe_in, pipe_out = os.pipe()
sys.stdout = open(pipe_out, "w")
thread = threading.Thread(target=print, args=("x" * 300000,),
                          kwargs={"flush": True})
thread.start()
while select.select([], [pipe_out], [], 0)[1]: time.sleep(0.01)
time.sleep(0.1)
pid = os.fork()
if pid == 0: print("child", flush=True); os._exit(0)
text = b""
while text.count(b"x") < 300000: text += os.read(pipe_in, 65536)
thread.join()
time.sleep(0.5)
over = os.waitpid(pid, os.WNOHANG) != (0, 0)
print(over, b"child" in text, file=answer, flush=True)
if not over: os.kill(pid, 9)
os._exit(0)
""", lambda version, out: out == "False False", last=(3, 13))


@fact()
def python_logging_mends_its_lock(course):
    """A thread logs, slowly, while main forks; the child logs, too."""
    return in_each_python("""
import logging, os, threading, time, warnings
warnings.simplefilter("ignore")
logged = threading.Event()
class Slow(logging.Handler):
    def emit(self, record):
        if record.msg == "slow": logged.set(); time.sleep(0.3)
log = logging.getLogger()
log.addHandler(Slow())
threading.Thread(target=log.error, args=("slow",)).start()
logged.wait()
pid = os.fork()
if pid == 0: log.error("quick"); os._exit(7)
end = time.monotonic() + 30
over = 0, 0
while over == (0, 0) and time.monotonic() < end:
    over = os.waitpid(pid, os.WNOHANG)
    time.sleep(0.01)
if over == (0, 0): os.kill(pid, 9)
print(over[1] >> 8)
""", lambda version, out: out == "7")


@fact()
def python_exit_joins(course):
    """A daemon is gone with its parent; the others are waited for."""
    return in_each_python("""
import multiprocessing as mp, time
def work(name): time.sleep(0.3); print(name, flush=True)
if __name__ == "__main__":
    mp.Process(target=work, args=("joined",)).start()
    mp.Process(target=work, args=("daemon",), daemon=True).start()
    print("main", flush=True)
""", lambda version, out: out.split() == ["main", "joined"])


@timing
def timing_start_methods(course):
    """Start and join, in milliseconds."""
    said = []
    for version, path in pythons():
        said.append(f"Python {version[0]}.{version[1]} " + python(path, """
import multiprocessing as mp, time
def nothing(): pass
if __name__ == "__main__":
    for method in "fork", "spawn", "forkserver":
        context = mp.get_context(method)
        best = 9
        for _ in range(5):
            begin = time.perf_counter()
            p = context.Process(target=nothing); p.start(); p.join()
            best = min(best, time.perf_counter() - begin)
        print(f"{method} {best * 1e3:.1f} ms", end=" ")
"""))
    return ", ".join(said)
