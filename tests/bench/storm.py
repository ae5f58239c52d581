"""Keys and the stop key while a program of the learner's forks without end,
while 900 of its processes never rest, and while as many die all the time.

    storm.py RACECOURSE STORM.C
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import bench

ROUNDS = 5                      # runs of each kind
KEYS = 20                       # pressed in each
PAUSE = 0.02                    # seconds between them
KINDS = {
    "bomb": "a fork bomb",
    "crowd": "900 busy processes",
    "churn": "900 dying processes",
}


def need_containment(program, home):
    """A bomb that nothing contains is no measurement."""
    run = subprocess.run([program, "run", "--json", "--", "true"],
                         env=bench.environment_of(home), check=False,
                         stdin=subprocess.DEVNULL, capture_output=True)
    if run.returncode or not json.loads(run.stdout)["contained"]:
        bench.skip("programs cannot be contained here")


def make_course(folder, source):
    """One lesson a kind."""
    os.makedirs(os.path.join(folder, "lessons"))
    for number, kind in enumerate(KINDS, 1):
        name = f"{number:02}_{kind}"
        exercises = os.path.join(folder, "exercises", name)
        os.makedirs(exercises)
        shutil.copy(source, os.path.join(exercises, f"{kind}.c"))
        with open(os.path.join(folder, "lessons", f"{name}.md"), "w",
                  encoding="utf-8") as file:
            file.write(f"# Lesson\n\nA storm.\n\n```exercise {kind}\n"
                       f"[build]\nflags = -O1 -DKIND={kind.upper()}\n"
                       "demonstration = yes\n```\n")


def is_lesson(text):
    return "q back" in text.split("\n")[-1]


def read_until(terminal, parts):
    """When the last of these is drawn.  What was read is made a screen when
    there is time: everybody wants a core."""
    data = b""
    while not all(part in data for part in parts):
        if not terminal.read(bench.PATIENCE):
            bench.fail(f"{parts} did not appear")
        data += terminal.chunks[-1][1]
    return terminal.chunks[-1][0]


def press(terminal, key, *parts):
    """Milliseconds until the screen shows what the key asks for."""
    start = time.monotonic()
    terminal.type(key)
    return (read_until(terminal, parts) - start) * 1e3


def press_both(terminal):
    """The page of keys, and away again: the bottom line comes last."""
    terminal.gather(PAUSE)
    help_page = press(terminal, "?", b"any key goes back")
    terminal.gather(PAUSE)
    return [help_page, press(terminal, "x", b"m back")]


def through_a_bomb(terminal):
    """It ends by itself: it takes more than it may."""
    keys = []
    terminal.type("r")
    for _ in range(KEYS // 4):
        keys += press_both(terminal)
    terminal.watch(0)
    while "ended after" not in terminal.screen.text():
        terminal.watch(PAUSE)
    return keys, []


def through_a_storm(terminal):
    terminal.type("r")
    read_until(terminal, [b"core 0", b"born"])
    keys = []
    for _ in range(KEYS // 2):
        keys += press_both(terminal)
    stop = press(terminal, "s", b"stopped after")
    terminal.watch(0)
    return keys, [stop]


def measure(program, course, home, kind):
    through = through_a_bomb if kind == "bomb" else through_a_storm
    keys, stops = [], []
    terminal = bench.Terminal(
        [program, "--course", course, "open", kind], home)
    terminal.wait(is_lesson, "the lesson")
    # Once for the compiler.
    through(terminal)
    for _ in range(ROUNDS):
        more = through(terminal)
        keys += more[0]
        stops += more[1]
    terminal.close()
    return keys, stops


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    with bench.new_home() as home:
        course = os.path.join(home, "course")
        make_course(course, source)
        need_containment(program, home)
        for kind, what in KINDS.items():
            keys, stops = measure(program, course, home, kind)
            bench.report(f"key latency during {what}, median of {len(keys)}",
                         statistics.median(keys), "ms")
            bench.report(f"key latency during {what}, longest", max(keys),
                         "ms", 150)
            if stops:
                bench.report(f"stop of {what}, longest of {len(stops)}",
                             max(stops), "ms", 200)


main()
