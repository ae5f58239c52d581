"""`read` of a megabyte of Markdown: time and peak memory.

    read_time.py RACECOURSE COURSE
"""

import os
import resource
import sys
import time

import bench

ROUNDS = 15
SIZE = 1_000_000


def write_megabyte(course, path):
    """The lessons, again and again, without what only a course knows."""
    folder = os.path.join(course, "lessons")
    text = ""
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text += file.read() + "\n\n"
    for word in ("exercise", "predict", "hint", "code"):
        text = text.replace(f"```{word}", "```text")
    with open(path, "w", encoding="utf-8") as file:
        file.write((text * (SIZE // len(text.encode()) + 1))[:SIZE])


def timed(argv, home):
    """Milliseconds, and its peak memory in MB."""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        try:
            null = os.open("/dev/null", os.O_WRONLY)
            os.dup2(null, 1)
            os.execve(argv[0], argv,
                      {**bench.environment_of(home), "COLUMNS": "80"})
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    if status:
        bench.fail(f"{argv[0]} ended with status {status}")
    return (time.monotonic() - start) * 1e3, usage.ru_maxrss / 1024


def main():
    program, course = sys.argv[1], sys.argv[2]
    # A child's peak begins with ours.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peaks = []
    with bench.new_home() as home:
        path = os.path.join(home, "long.md")
        write_megabyte(course, path)

        def ours():
            ms, peak = timed([program, "read", path], home)
            peaks.append(peak)
            return ms

        def theirs():
            return timed([lowdown, "-tterm", path], home)[0]

        ours()
        lowdown = bench.need("lowdown")
        mine, others = bench.interleaved(ROUNDS, ours, theirs)
    bench.report("read of 1 MB", mine, "ms", None,
                 ("lowdown -tterm", others), 1)
    bench.report(f"peak memory of it (at least {own:.0f})", max(peaks),
                 "MB", 40)


main()
