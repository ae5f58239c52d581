"""Every variant many times, on a machine that is idle, that is busy, and
that has one core: not one verdict may be wrong.

    soak.py PROGRAM ROOT [EXERCISE...]

Results are kept in $SOAK_STATE, else soak.json in the current folder, as they
come: what was interrupted goes on where it was.  The state belongs to one
program and one set of files; when these change, it begins anew.
$SOAK_TIMES (50) says how often, $SOAK_SECONDS how long at most: then it ends
well and says what is left.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

from contract import Tap
from variants import Checker, evidence, is_true, variants

TIMES = int(os.environ.get("SOAK_TIMES", "50"))
SECONDS = float(os.environ.get("SOAK_SECONDS", "inf"))
BUSY = "while True: pass"


class Busy:
    """A loop on each core that may be used, for as long as it is needed."""

    def __enter__(self):
        self.loops = [
            subprocess.Popen(["taskset", "-c", str(core), sys.executable,
                              "-c", BUSY])
            for core in sorted(os.sched_getaffinity(0))]

    def __exit__(self, *reason):
        for loop in self.loops:
            loop.kill()
        for loop in self.loops:
            loop.wait()


class Idle:
    def __enter__(self):
        pass

    def __exit__(self, *reason):
        pass


CORE = str(min(os.sched_getaffinity(0)))
WAYS = {"idle": (Idle, ()), "busy": (Busy, ()),
        "one core": (Idle, ("taskset", "-c", CORE))}


def compilers():
    return [cc for cc in ("gcc", "clang") if shutil.which(cc)]


class State:
    """Counts by "VARIANT|WAY|COMPILER".  On disk: the key, then a line for
    each check, since all of it would be much to write a hundred thousand
    times."""

    def __init__(self, path, key):
        self.counts, self.wrong = {}, []
        lines = self.lines_of(path)
        same = next(lines, None) == {"key": key}
        for line in lines if same else ():
            self.count(line)
        self.file = open(path, "a" if same else "w", encoding="utf-8")
        if not same:
            self.write({"key": key})

    @staticmethod
    def lines_of(path):
        """One that a crash tore is none."""
        try:
            with open(path, encoding="utf-8") as file:
                for line in file:
                    try:
                        yield json.loads(line)
                    except ValueError:
                        pass
        except OSError:
            pass

    def write(self, line):
        """On a line of its own, also behind one that was torn."""
        self.file.write("\n" + json.dumps(line))
        self.file.flush()

    def count(self, line):
        counts = self.counts.setdefault(line["what"], {})
        counts[line["verdict"]] = counts.get(line["verdict"], 0) + 1
        if "evidence" in line:
            self.wrong.append(line)

    def done(self, name):
        return sum(self.counts.get(name, {}).values())

    def add(self, name, report, wrong):
        verdict = report["verdict"] if isinstance(report, dict) else "none"
        line = {"what": name, "verdict": verdict}
        if wrong:
            line["evidence"] = evidence(report)
        self.count(line)
        self.write(line)


def key_of(program, root, exercises):
    """Changes with the program, the variants and the lessons."""
    found = hashlib.sha256()
    paths = [program]
    for folder in ["lessons", "exercises", "solutions"] + [
            f"tests/course/{name}" for name in exercises]:
        for top, _, names in os.walk(os.path.join(root, folder)):
            paths += [os.path.join(top, name) for name in names]
    for path in sorted(paths):
        with open(path, "rb") as file:
            found.update(file.read())
    return found.hexdigest()


def plan(root, exercises):
    """One of each first, so that a soak that is cut short saw all."""
    all_variants = [variant for exercise in exercises
                    for variant in variants(root, exercise)]
    for turn in range(TIMES):
        for way in WAYS:
            for compiler in compilers():
                for variant in all_variants:
                    yield turn, way, compiler, variant


def soak(checker, state, root, exercises):
    """Returns how many checks were left when the time was over."""
    end, left, loops, now = time.monotonic() + SECONDS, 0, Idle(), "idle"
    try:
        for turn, way, compiler, variant in plan(root, exercises):
            name = f"{variant}|{way}|{compiler}"
            if state.done(name) > turn or not checker.sees(variant):
                continue
            if time.monotonic() > end:
                left += 1
                continue
            kind, before = WAYS[way]
            if way != now:
                loops.__exit__()
                loops, now = kind(), way
                loops.__enter__()
            report = checker.check(variant, before, CC=compiler)
            state.add(name, report, not is_true(variant, report))
    finally:
        loops.__exit__()
    return left


def tell(state, left):
    tap = Tap()
    counts, wrong = state.counts, state.wrong
    for way in WAYS:
        for compiler in compilers():
            end = f"|{way}|{compiler}"
            names = [name for name in counts if name.endswith(end)]
            bad = [one for one in wrong if one["what"].endswith(end)]
            tap.claim(not bad, f"{way}, {compiler}: {len(bad)} wrong verdicts "
                      f"in {sum(map(state.done, names))} checks of "
                      f"{len(names)} variants",
                      "\n".join(f"{one['what']}\n{one['evidence']}"
                                for one in bad))
    if left:
        print(f"# {left} checks are left; call it again to go on")
    return tap.done()


def main():
    program, root, *exercises = sys.argv[1:]
    exercises = exercises or sorted(
        name for name in os.listdir(os.path.join(root, "tests/course"))
        if os.path.isdir(os.path.join(root, "tests/course", name))
        and not name.startswith("_"))
    path = os.environ.get("SOAK_STATE", "soak.json")
    state = State(path, key_of(program, root, exercises))
    checker = Checker(program, root, os.path.abspath(path) + ".cache")
    return tell(state, soak(checker, state, root, exercises))


if __name__ == "__main__":
    sys.exit(main())
