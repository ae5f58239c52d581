"""Programs that only show something have a contract, too: they build by
their first comment, stand beside prose, take their lesson's knobs and no
others, and end by themselves with what the lesson's questions ask for.

    demonstrations.py ROOT LIBMP [EXERCISE...]
"""

import glob
import os
import re
import sys
import tempfile

from contract import (Run, Tap, build, build_clang, check_source, refuses)

FENCE = re.compile(r"^```exercise (\w+)\n(.*?)^```$", re.M | re.S)
KNOB = re.compile(r"^(\w+) = (\d+), (\d+)\.\.(\d+)$", re.M)
DRAWN = re.compile(r"^(bars|curve|model) = (.*)$", re.M)
NAMES = ("seconds", "cpu_seconds", "cores_busy", "cpus", "hangs", "and",
         "or", "true")


class Demonstration:
    def __init__(self, lesson, name, settings, text):
        folder = os.path.basename(lesson)[:-3]
        self.name = name
        self.path = f"exercises/{folder}/{name}.c"
        self.knobs = {knob: (int(value), int(least), int(most))
                      for knob, value, least, most in KNOB.findall(settings)}
        asked = re.findall(rf"^```predict {name}\b.*?\n(.*?)^```$", text,
                           re.M | re.S)
        conditions = " ".join(re.findall(r"\[(.*)\]$", "\n".join(asked),
                                         re.M))
        self.asked = set(re.findall(r"\b[a-z]\w*", conditions)) - set(NAMES)
        self.curves = set()
        for kind, names in DRAWN.findall(settings):
            drawn = self.asked if kind == "bars" else self.curves
            drawn |= set(re.findall(r"\w+", names))


def demonstrations(root):
    for lesson in sorted(glob.glob(os.path.join(root, "lessons", "*.md"))):
        with open(lesson) as file:
            text = file.read()
        for name, settings in FENCE.findall(text):
            if "demonstration = yes" in settings:
                yield Demonstration(lesson, name, settings, text)


def check_knobs(tap, program, shown):
    refuses(tap, program, "teatime=4", "argument")
    for knob, (_, least, _) in shown.knobs.items():
        for bad in "", "x", "-1", "1.5", str(least - 1):
            if least > 1 and bad == str(least - 1):
                continue
            refuses(tap, program, f"{knob}={bad}", "value")


def check_run(tap, program, shown):
    """At the defaults, on all cores and on one."""
    for cpu in None, 0:
        run = Run(program, {knob: value for knob, (value, _, _)
                            in shown.knobs.items()}, cpu)
        missing = shown.asked - set(run.results) - set(shown.knobs)
        missing |= {curve for curve in shown.curves
                    if not re.search(rf"\b{curve}_\d+\b",
                                     " ".join(run.results))}
        tap.claim(run.status == 0 and not run.err and not missing,
                  f"{shown.path} ends well on "
                  f"{'all cores' if cpu is None else 'one core'}",
                  f"{run}\nmissing: {missing}")


def main():
    root, libmp, *chosen = sys.argv[1:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        for shown in demonstrations(root):
            if chosen and shown.name not in chosen:
                continue
            program = f"{folder}/program"
            with open(os.path.join(root, shown.path)) as file:
                parts = check_source(tap, shown.path, file.read())
            tap.claim(parts == 0, f"{shown.path} has nothing to finish")
            build_clang(tap, root, shown.path, program, libmp)
            if build(tap, root, shown.path, program, libmp):
                check_knobs(tap, program, shown)
                check_run(tap, program, shown)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
