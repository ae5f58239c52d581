"""An open lesson that nobody touches must not wake up.

    idle.py RACECOURSE COURSE
"""

import sys

import bench

SECONDS = 10


def main():
    program, course = sys.argv[1], sys.argv[2]
    with bench.new_home() as home:
        terminal = bench.Terminal(
            [program, "--course", course, "open", "1"], home)
        terminal.wait(lambda text: "q back" in text.split("\n")[-1],
                      "q back")
        terminal.watch(1)
        before = bench.wake_ups(terminal.pid)
        spent = bench.cpu_seconds(terminal.pid)
        terminal.watch(SECONDS)
        woken = bench.wake_ups(terminal.pid) - before
        spent = bench.cpu_seconds(terminal.pid) - spent
        terminal.close()
    bench.report(f"wake-ups of an open lesson in {SECONDS} s", woken, "", 0)
    bench.report("processor time of it", spent * 1e3, "ms")


main()
