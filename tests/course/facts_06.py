"""What lesson 06 says of its programs, and of waiting in Python."""

import os

from fact import fact, in_each_python

SLEEPERS = "exercises/06_why_threads/sleepers.c"
AWAKE = "solutions/06_why_threads/sleepers.c"
TICKERS = "exercises/06_why_threads/tickers.c"
FETCHERS = "exercises/06_why_threads/fetchers.c"
POLITE = "tests/course/fetchers/right-polite.c"
FETCHED = "solutions/06_why_threads/fetchers.c"


@fact(tries=3)
def sleepers_use_no_core(course):
    run = course.run(SLEEPERS)
    return run.cpu_seconds < 0.1 and run.seconds >= 2, run


@fact(tries=3)
def sixteen_seconds_in_two(course):
    """Eight times two seconds."""
    run = course.run(AWAKE, sleepers=8, delay_ms=2000)
    return run["awake"] == 8 and 2 <= run.seconds < 4, run


@fact(tries=5)
def a_thousand_sleep_at_once(course):
    """Far from the 250 s of one after the other, on one core, too."""
    runs = [course.run(AWAKE, cpu, sleepers=1000) for cpu in (None, 0)]
    return (all(run["awake"] == 1000 and run.seconds < 2.5 for run in runs),
            "\n".join(map(str, runs)))


@fact(tries=5)
def tickers_need_one_core(course):
    run = course.run(TICKERS, cpu=0)
    return 1500 <= run["elapsed_ms"] < 2400 and run.cpu_seconds < 0.3, run


@fact(tries=5)
def tickers_get_late(course):
    """Two times 20 ms; the one that looks at the clock is not as late."""
    late, on_time = (course.run(TICKERS, on_time=n)["late_ms"]
                     for n in (0, 1))
    return late >= 40 and on_time < 20, f"{late} {on_time}"


@fact(tries=5)
def fetchers_ask_at_once(course):
    start, solved = course.run(FETCHERS, delay_ms=50), course.run(FETCHED)
    return (start["server_had"] == 1 and solved["server_had"] == 8
            and solved["elapsed_ms"] < 1000), f"{start}\n{solved}"


@fact(tries=5)
def polite_fetchers_take_three_rounds(course):
    """The variant with the lesson's three places; it stands below a line
    that is no command."""
    path = os.path.join(course.folder.name, "polite.c")
    with open(os.path.join(course.root, POLITE)) as file:
        text = file.read().partition("\n")[2]
    with open(path, "w") as file:
        file.write(text)
    run = course.run(path, delay_ms=100)
    return (run["server_had"] == 3
            and 300 <= run["elapsed_ms"] < 500), run


@fact(tries=5)
def python_waits_overlap(course):
    """In time.sleep, in a socket and in a file that is a pipe."""
    return in_each_python("""
import os, socket, threading, time
near, far = socket.socketpair()
pipe_in, pipe_out = os.pipe()
begin = time.monotonic()
waits = [lambda: time.sleep(0.3), lambda: near.recv(1),
         lambda: os.read(pipe_in, 1)]
threads = [threading.Thread(target=wait) for wait in waits]
for t in threads: t.start()
time.sleep(0.3)
far.send(b"x"); os.write(pipe_out, b"x")
for t in threads: t.join()
print(time.monotonic() - begin)
""", lambda version, out: 0.3 <= float(out) < 0.8)


@fact()
def python_daemons_die(course):
    """main waits for a thread at its end, for a daemon it does not, and
    for none of _thread's either."""
    return in_each_python("""
import _thread, threading, time
def say(what):
    time.sleep(0.3)
    print(what, flush=True)
threading.Thread(target=say, args=("waited",)).start()
threading.Thread(target=lambda: (time.sleep(3), say("daemon")),
                 daemon=True).start()
_thread.start_new_thread(lambda: (time.sleep(3), say("old")), ())
""", lambda version, out: out == "waited")


@fact(tries=5)
def python_asyncio_waits(course):
    """A thousand sleeps in one thread; what blocks stops all of them."""
    def holds(version, out):
        waits, blocks, threads = map(float, out.split())
        return 0.2 <= waits < 1 and blocks >= 1 and threads == 1

    return in_each_python("""
import asyncio, threading, time
async def wait(): await asyncio.sleep(0.2)
async def block(): time.sleep(0.2)
async def all_of(what, n):
    begin = time.monotonic()
    await asyncio.gather(*[what() for _ in range(n)])
    return time.monotonic() - begin
print(asyncio.run(all_of(wait, 1000)), asyncio.run(all_of(block, 5)),
      threading.active_count())
""", holds)
