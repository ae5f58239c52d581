"""The live pane at 10 Hz with eight busy threads, beside htop at 10 Hz.

    panel.py RACECOURSE BUSY.C
"""

import os
import sys
import time

import bench

SECONDS = 6
TARGET = 1.0                    # percent of a core


def frames(terminal):
    """How many times it drew: pieces of output that belong together."""
    count, last = 0, 0
    for when, _ in terminal.chunks:
        count += when - last > 0.03
        last = when
    return count


def watch_both(ours, htop):
    """Percent of a core that each takes, in the same time."""
    terminals = (ours, htop)
    for terminal in terminals:
        terminal.chunks.clear()
    begin = time.monotonic()
    spent = [bench.cpu_seconds(t.pid) for t in terminals]
    while time.monotonic() < begin + SECONDS:
        for terminal in terminals:
            terminal.read(0.01)
    seconds = time.monotonic() - begin
    return [100 * (bench.cpu_seconds(t.pid) - before) / seconds
            for t, before in zip(terminals, spent)]


def main():
    program, source = sys.argv[1], sys.argv[2]
    path = bench.need("htop")
    with bench.new_home() as home:
        course = os.path.join(home, "course")
        bench.make_course(course, source, SECONDS + 20)
        ours = bench.open_busy(program, course, home)
        htop = bench.Terminal([path, "-d", "1"], home)
        htop.watch(1)
        ours.watch(0.5)
        ours_percent, htop_percent = watch_both(ours, htop)
        drawn = [frames(ours) / SECONDS, frames(htop) / SECONDS]
        for _ in ours.show():
            pass
        if "core 0" not in ours.screen.text():
            bench.fail("the run is not on the screen")
        ours.type("s")
        ours.watch(0.5)
        htop.close()
        ours.close()
    print(f"frames a second: {drawn[0]:.1f}; htop {drawn[1]:.1f}")
    bench.report("the panel at 10 Hz, 8 threads", ours_percent,
                 "% of a core", TARGET, ("htop -d 1", htop_percent), 1)


main()
