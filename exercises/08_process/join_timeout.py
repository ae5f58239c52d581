"""PYTHONPATH=exercises python3 exercises/08_process/join_timeout.py

Join with a limit, ask, terminate, join again.
"""
from multiprocessing import Process, active_children
import signal
import sys
import time

from race import knob, knob_from, knobs_done, result


def quick(seconds, code):
    time.sleep(seconds)
    sys.exit(code)


def endless(stubborn):
    if stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def wait_for(process, limit):
    process.join(limit)             # returns None in any case
    if process.is_alive():
        process.terminate()
        process.join(limit)
    if process.is_alive():          # it does not listen
        process.kill()
        process.join()


def main():
    limit = knob("limit_ms", 1000) / 1000
    seconds = knob("quick_ms", 300) / 1000
    code = knob("code", 7)
    stubborn = knob_from("stubborn", 0, 0)
    knobs_done()

    one = Process(target=quick, name="quick", args=(seconds, code))
    two = Process(target=endless, name="endless", args=(stubborn,))
    one.start()
    two.start()
    wait_for(one, 10)
    begin = time.monotonic()
    wait_for(two, limit)

    result(f"{one.name}_exit", one.exitcode)
    result(f"{two.name}_exit", two.exitcode)
    result("waited_ms", round((time.monotonic() - begin) * 1000))
    result("left", len(active_children()))
    result("expected_left", 0)


if __name__ == "__main__":
    main()
