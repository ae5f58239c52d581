"""Bytes a second that the live pane sends while two threads are busy, for
a learner behind a slow link.

    bytes.py RACECOURSE BUSY.C
"""

import os
import sys

import bench

COLUMNS, ROWS = 80, 24
THREADS = 2
SECONDS = 15
TARGET = 600                    # bytes a second


def measure(program, course, home, zoom):
    terminal = bench.open_busy(program, course, home, COLUMNS, ROWS)
    terminal.type("z" * zoom)
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
        for zoom, what in enumerate(("below the prose", "alone")):
            bench.report(f"the running pane {what}, 80x24",
                         measure(program, course, home, zoom), "bytes/s",
                         TARGET)


main()
