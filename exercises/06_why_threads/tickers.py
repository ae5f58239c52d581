"""PYTHONPATH=exercises python3 exercises/06_why_threads/tickers.py

Four threads tick, each at a pace of its own.  After each tick a thread
does something else for 20 ms.
"""
import time
from threading import Event, Thread

from race import knob, knob_from, knobs_done, result

EVERY = [1, 2, 4, 5]
ELSE = 0.02


def sleep_until(due):
    time.sleep(max(0, due - time.monotonic()))


def tick(me, start, begins, unit, ticks, on_time, late):
    start.wait()
    begin = due = begins[0]
    step = EVERY[me] * unit
    for i in range(1, ticks + 1):
        if on_time:
            due = due + step
        else:
            due = time.monotonic() + step
        sleep_until(due)
        now = time.monotonic() - begin
        late[me] = now - i * step
        print(f"{now * 1000:5.0f} ms: tick {i} of every {EVERY[me]}")
        time.sleep(ELSE)


def main():
    unit_ms = knob("unit_ms", 100)
    ticks = knob("ticks", 3)
    on_time = knob_from("on_time", 1, 0)
    knobs_done()

    late = [0.0] * len(EVERY)
    start, begins = Event(), []
    threads = [Thread(target=tick, args=(me, start, begins,
                                         unit_ms / 1000, ticks,
                                         on_time, late))
               for me in range(len(EVERY))]
    for thread in threads:
        thread.start()
    begin = time.monotonic()
    begins.append(begin)
    start.set()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - begin

    result("elapsed_ms", int(elapsed * 1000))
    result("sum_ms", ticks * unit_ms * sum(EVERY))
    result("late_ms", int(late[0] * 1000))


if __name__ == "__main__":
    main()
