"""What the lessons say of CPython, tried on every version at hand."""

from fact import fact, in_each_python


@fact()
def bytecode(course):
    def four(version, out):
        steps = [line for line in out.split() if not line.startswith("RES")]
        wanted = "LOAD_GLOBAL", "LOAD_", "BINARY_", "STORE_GLOBAL"
        return all(step.startswith(name)
                   for step, name in zip(steps, wanted)) and len(steps) >= 4

    return in_each_python("""
import dis
def add():
    global counter
    counter = counter + 1
print(*[step.opname for step in dis.get_instructions(add)])
""", four)


ADD = """
import threading
n = 0
def add():
    global n
    for _ in range({times}):
        {line}
threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(4 * {times} - n)
"""


@fact(tries=3)
def python_plus_equals(course):
    """In 3.9 it loses; in 3.10 to 3.13 this loop happens not to."""
    return in_each_python(
        ADD.format(times=1000000, line="n = n + 1"),
        lambda version, out: (int(out) > 0) == (version < (3, 10)),
        last=(3, 13))


@fact(tries=5)
def python_call_inside(course):
    return in_each_python(
        ADD.format(times=300000, line="v = n; v = int(v) + 1; n = v"),
        lambda version, out: int(out) > 0)


@fact(tries=3)
def check_then_act(course):
    """Both threads are let in, and both load."""
    return in_each_python("""
import threading, time
cache, loads = {}, []
start = threading.Barrier(2)
def load(key):
    loads.append(key)
    time.sleep(0.3)
    return key
def get():
    start.wait()
    if 1 not in cache: cache[1] = load(1)
threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(len(loads))
""", lambda version, out: out == "2")


@fact(tries=5)
def python_value_loses(course):
    return in_each_python("""
import multiprocessing as mp
def add(v):
    for _ in range(50000): v.value += 1
def add_locked(v):
    for _ in range(10000):
        with v.get_lock(): v.value += 1
def run(target):
    v = mp.Value("i", 0)
    workers = [mp.Process(target=target, args=(v,)) for _ in range(2)]
    for p in workers: p.start()
    for p in workers: p.join()
    return v.value
if __name__ == "__main__":
    print(run(add) < 100000, run(add_locked) == 20000)
""", lambda version, out: out == "True True")


@fact()
def python_lock_release_by_another(course):
    """A Lock may be released by any thread, an RLock by its owner alone."""
    return in_each_python("""
import threading
def release(lock):
    try: lock.release()
    except RuntimeError: print("refused")
for kind in threading.Lock, threading.RLock:
    lock = kind()
    lock.acquire()
    t = threading.Thread(target=release, args=(lock,))
    t.start(); t.join()
    if kind is threading.Lock: print(lock.locked())
""", lambda version, out: out.split() == ["False", "refused"])


@fact()
def python_lock_of_the_killed(course):
    return in_each_python("""
import multiprocessing as mp, time
def take(lock, taken):
    lock.acquire(); taken.set(); time.sleep(600)
if __name__ == "__main__":
    lock, taken = mp.Lock(), mp.Event()
    p = mp.Process(target=take, args=(lock, taken))
    p.start(); taken.wait(); p.kill(); p.join()
    print(lock.acquire(timeout=0.3))
""", lambda version, out: out == "False")


@fact()
def python_refcount_grows(course):
    return in_each_python("""
import sys
a = [1, 2, 3]
one = sys.getrefcount(a)
b = a
print(sys.getrefcount(a) - one, end=" ")
del b
print(sys.getrefcount(a) - one)
""", lambda version, out: out == "1 0")


@fact()
def python_none_is_immortal(course):
    """From 3.12 on a thousand more references count for nothing."""
    return in_each_python("""
import sys
before = sys.getrefcount(None), sys.getrefcount(7)
more = [None, 7] * 1000
print(*[now - then for now, then in zip(
    (sys.getrefcount(None), sys.getrefcount(7)), before)])
""", lambda version, out: out == "0 0" if version >= (3, 12)
                          else min(map(int, out.split())) >= 1000)


@fact()
def python_switch_interval(course):
    return in_each_python("import sys; print(sys.getswitchinterval())",
                          lambda version, out: out == "0.005")


@fact(tries=3)
def python_nap_waits_an_interval(course):
    """At least the millisecond and the interval, and no few of them."""
    return in_each_python("""
import threading, time
over = False
def busy():
    while not over: pass
def nap(times):
    naps = []
    for _ in range(times):
        begin = time.perf_counter()
        time.sleep(0.001)
        naps.append(time.perf_counter() - begin)
    return sorted(naps)[times // 2]
alone = nap(20)
t = threading.Thread(target=busy); t.start()
beside = nap(20)
over = True
t.join()
print(1000 * alone, 1000 * beside)
""", lambda version, out: float(out.split()[1]) >= 5.9)


@fact(tries=5)
def python_nap_waits_longer_beside_more(course):
    """Four busy threads hold the sleeper up for longer than one does."""
    return in_each_python("""
import threading, time
def busy():
    while not over: pass
def nap(others):
    global over
    over = False
    threads = [threading.Thread(target=busy) for _ in range(others)]
    for t in threads: t.start()
    begin = time.perf_counter()
    for _ in range(20): time.sleep(0.001)
    took = time.perf_counter() - begin
    over = True
    for t in threads: t.join()
    return took / 20
print(1000 * nap(1), 1000 * nap(4))
""", lambda version, out: 1.3 * float(out.split()[0]) < float(out.split()[1]))


@fact(tries=3)
def python_sleeps_overlap(course):
    return in_each_python("""
import threading, time
begin = time.monotonic()
threads = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(time.monotonic() - begin)
""", lambda version, out: 0.2 <= float(out) < 0.6)


@fact()
def python_start_reaps(course):
    """Ended, not joined, a zombie; the next start clears it away, and so
    does active_children()."""
    return in_each_python("""
import multiprocessing as mp, os
def nothing(): pass
def state(pid):
    try: return open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0]
    except FileNotFoundError: return "gone"
if __name__ == "__main__":
    mp.set_start_method("fork")
    def ended():
        p = mp.Process(target=nothing); p.start()
        os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT)
        print(state(p.pid), end=" ")
        return p
    one = ended()
    two = ended()
    print(state(one.pid), end=" ")
    mp.active_children()
    print(state(two.pid))
""", lambda version, out: out == "Z Z gone gone")


@fact()
def python_fork_warns(course):
    return in_each_python("""
import os, threading, warnings
warnings.simplefilter("always")
stop = threading.Event()
t = threading.Thread(target=stop.wait); t.start()
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    pid = os.fork()
    if pid == 0: os._exit(0)
    os.waitpid(pid, 0)
stop.set(); t.join()
print(len(said))
""", lambda version, out: (int(out) > 0) == (version >= (3, 12)))


@fact()
def python_counts_usable_cores(course):
    return in_each_python("""
import os
one = min(os.sched_getaffinity(0))
machine = os.cpu_count()
os.sched_setaffinity(0, {one})
count = getattr(os, "process_cpu_count", lambda: 1)()
print(len(os.sched_getaffinity(0)), count, os.cpu_count() == machine)
""", lambda version, out: out == "1 1 True")
