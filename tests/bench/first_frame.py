"""The longest lesson: from exec until its first frame is complete.

    first_frame.py RACECOURSE COURSE
"""

import os
import statistics
import sys

import bench

ROUNDS = 31
BOTTOM = "q back"               # stands in the last line, drawn last


def longest(course):
    folder = os.path.join(course, "lessons")
    lessons = [os.path.join(folder, name) for name in os.listdir(folder)
               if name.endswith(".md")]
    return max(lessons, key=os.path.getsize)


def main():
    program, course = sys.argv[1], sys.argv[2]
    lesson = longest(course)
    name = os.path.basename(lesson).removesuffix(".md")
    peaks, spent = [], []
    with bench.new_home() as home:
        def ours():
            terminal = bench.Terminal(
                [program, "--course", course, "open", name], home)
            end = terminal.wait(
                lambda text: BOTTOM in text.split("\n")[-1], BOTTOM)
            peaks.append(bench.peak_mb(terminal.pid))
            spent.append(bench.cpu_seconds(terminal.pid) * 1e3)
            terminal.close()
            return (end - terminal.started) * 1e3

        def theirs():
            terminal = bench.Terminal([lowdown, "-tterm", lesson], home)
            end = terminal.wait_end()
            terminal.close()
            return (end - terminal.started) * 1e3

        ours()
        peaks.clear()
        spent.clear()
        lowdown = bench.need("lowdown")
        mine, others = bench.interleaved(ROUNDS, ours, theirs)
    bench.report(f"first frame of {name}", mine, "ms", 10,
                 ("lowdown -tterm", others), 3)
    bench.report("processor time until then", statistics.median(spent), "ms")
    bench.report("peak memory with it open", max(peaks), "MB", 8)


main()
