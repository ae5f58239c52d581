"""Bytes a second that the live pane sends while two threads are busy, for
a learner behind a slow link.

    bytes.py RACECOURSE BUSY.C
"""

import os
import sys

import bench

THREADS = 2
SECONDS = 15
# What it is called, the terminal, keys before, bytes a second at most.
PANES = (
    ("below the prose, 80x24", (80, 24), "", 600),
    ("alone, 80x24", (80, 24), "z", 600),
    ("beside the prose, 120x36", (120, 36), "", None),
    ("alone, 120x36", (120, 36), "z", None),
)


def measure(program, course, home, size, keys):
    terminal = bench.open_busy(program, course, home, *size)
    terminal.type(keys)
    terminal.watch(1)
    terminal.gather(SECONDS)
    figure = sum(len(data) for _, data in terminal.chunks) / SECONDS
    for _ in terminal.show():
        pass
    if "core 0" not in terminal.screen.text():
        bench.fail("the run is not on the screen")
    terminal.close()
    return figure


def main():
    program, source = sys.argv[1], sys.argv[2]
    with bench.new_home() as home:
        course = os.path.join(home, "course")
        bench.make_course(course, source, SECONDS + 10, THREADS)
        for what, size, keys, target in PANES:
            bench.report(f"the running pane {what}",
                         measure(program, course, home, size, keys),
                         "bytes/s", target)


main()
