"""Two hundred workbooks open at once that nobody touches: what all of them
cost a login node together.

    many.py RACECOURSE COURSE
"""

import statistics
import sys
import time

import bench

TUTORS = 200
SECONDS = 20
CORE_TARGET = 1.0               # percent of a core, all of them together
MEMORY_TARGET = 1.0             # MB of its own, each


def private_mb(pid):
    """What would be free again if it ended."""
    total = 0
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                total += int(line.split()[1])
    return total / 1024


def open_all(argv, home, shows):
    terminals = []
    for _ in range(TUTORS):
        terminals.append(bench.Terminal(argv, home))
        # One at a time, so that the machine is not asked for 200 at once.
        terminals[-1].wait(shows, "the screen")
    return terminals


def in_contents(text):
    return "q quit" in text.split("\n")[-1]


def in_lesson(text):
    return "q back" in text.split("\n")[-1]


def search_all(terminal):
    """For what no lesson has: all of them are looked through."""
    terminal.type("/")
    terminal.wait(lambda text: "search:" in text, "the prompt")
    terminal.type("no such word\r")
    terminal.wait(lambda text: "is in no lesson" in text, "the answer")


def measure(what, argv, home, shows, act=None):
    terminals = open_all(argv, home, shows)
    for terminal in terminals:
        if act:
            act(terminal)
        terminal.watch(0)
    time.sleep(1)
    spent = [bench.cpu_seconds(t.pid) for t in terminals]
    woken = [bench.wake_ups(t.pid) for t in terminals]
    time.sleep(SECONDS)
    woken = sum(bench.wake_ups(t.pid) for t in terminals) - sum(woken)
    spent = sum(bench.cpu_seconds(t.pid) for t in terminals) - sum(spent)
    private = [private_mb(t.pid) for t in terminals]
    for terminal in terminals:
        terminal.close()
    bench.report(f"{TUTORS} idle {what}, all together, {SECONDS} s",
                 100 * spent / SECONDS, "% of a core", CORE_TARGET)
    bench.report(f"wake-ups of the {TUTORS}", woken, "", 0)
    bench.report(f"private memory of one {what}, median",
                 statistics.median(private), "MB", MEMORY_TARGET)
    bench.report(f"private memory of one {what}, most", max(private), "MB",
                 MEMORY_TARGET)


def main():
    program, course = sys.argv[1], sys.argv[2]
    with bench.new_home() as home:
        # So that none of them begins where another one was left.
        lesson = [program, "--course", course, "open", "3"]
        contents = [program, "--course", course]
        measure("in the contents", contents, home, in_contents)
        measure("after a search over the course", contents, home,
                in_contents, search_all)
        measure("in an open lesson", lesson, home, in_lesson)


main()
