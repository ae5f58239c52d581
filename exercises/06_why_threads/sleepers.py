"""PYTHONPATH=exercises python3 exercises/06_why_threads/sleepers.py

Each sleeper sleeps in a thread of its own: start all, then join all.
"""
import time
from threading import Thread

from race import knob, knobs_done, result


def sleeper(me, delay, awake):
    time.sleep(delay)
    awake[me] = 1
    print(f"Sleeper {me} is awake.")


def main():
    sleepers = knob("sleepers", 8)
    delay_ms = knob("delay_ms", 250)
    knobs_done()

    awake = [0] * sleepers
    threads = [Thread(target=sleeper, args=(me, delay_ms / 1000, awake))
               for me in range(sleepers)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - begin

    result("elapsed_ms", int(elapsed * 1000))
    result("awake", sum(awake))
    result("expected_awake", sleepers)


if __name__ == "__main__":
    main()
