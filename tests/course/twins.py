"""Each exercise's twin in Python is held to its contract: its first line is
the command that runs it, it takes its lesson's knobs and no others, prints
the results that the C program prints, and ends well in each CPython at hand.

    twins.py ROOT LIBMP [EXERCISE...]
    twins.py --timings ROOT LIBMP [EXERCISE...]   how long they take

Which results, beside the expected ones, only one of the two prints, stands
in its lesson's file as TWIN_DIFFERS.
"""

import glob
import os
import re
import subprocess
import sys
import time

import claims
import fact
from contract import LIMIT, Tap

FENCE = re.compile(r"^```exercise (\w+)\n(.*?)^```$", re.M | re.S)
SECTION = re.compile(r"^\[(\w+)\]\n([^[]*)", re.M)
KNOB = re.compile(r"^\s*(\w+)\s*=\s*(\w+)\s*,\s*(\w+)\s*\.\.\s*(\w+)", re.M)
SETTING = re.compile(r"^\s*(\w+)\s*=\s*([^;\n]*?)\s*$", re.M)
RESULT = re.compile(r"^(\w+) = \S+$", re.M)
ENDINGS = {"k": 10**3, "M": 10**6, "G": 10**9}
# What race.h counts, and no twin has to.
UNCOUNTED = {"max_at_once"}


def number(text):
    """A number as lessons write it: 1000, 1_000, 1e6, 10k."""
    if text[-1] in ENDINGS:
        return int(text[:-1]) * ENDINGS[text[-1]]
    return int(float(text)) if "e" in text else int(text)


class Twin:
    def __init__(self, root, path):
        folder, name = os.path.split(os.path.relpath(path, root))
        self.root = root
        self.name = name[:-3]
        self.path = f"{folder}/{name}"
        lesson = f"{root}/lessons/{os.path.basename(folder)}.md"
        with open(lesson, encoding="utf-8") as file:
            fences = dict(FENCE.findall(file.read()))
        self.known = self.name in fences
        sections = dict(SECTION.findall(fences.get(self.name, "")))
        self.knobs = {
            knob: (number(value), number(least), number(most))
            for knob, value, least, most
            in KNOB.findall(sections.get("knobs", ""))}
        plan = dict(SETTING.findall(sections.get("twin", "")))
        self.per = plan.pop("per", "").replace(",", " ").split()
        self.most = {knob: number(value) for knob, value in plan.items()
                     if knob in self.knobs}

    def smallest(self):
        return {knob: least for knob, (_, least, _) in self.knobs.items()}

    def given(self):
        """What the tutor gives it where nobody turns a knob."""
        return {knob: min(value, self.most.get(knob, value))
                for knob, (value, _, _) in self.knobs.items()}

    def run(self, python, *words, **knobs):
        words += tuple(f"{name}={value}" for name, value in knobs.items())
        env = {name: value for name, value in os.environ.items()
               if not name.startswith("PYTHON")}
        env.update(PYTHONPATH=os.path.join(self.root, "exercises"),
                   PYTHONDONTWRITEBYTECODE="1")
        return subprocess.run([python, self.path, *words], env=env,
                              cwd=self.root, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=LIMIT)


def check_source(tap, twin):
    with open(os.path.join(twin.root, twin.path), encoding="utf-8") as file:
        text = file.read()
    wide = [line for line in text.splitlines()
            if len(line) > 72 or "\t" in line]
    tap.claim(not wide, f"{twin.path} fits 72 columns", "\n".join(wide))
    first = text.split('"""')[1].split("\n\n")[0] if '"""' in text else ""
    words = first.replace("\\\n", " ").split()
    tap.claim(words[:3] == ["PYTHONPATH=exercises", "python3", twin.path]
              and all(word.split("=")[0] in twin.knobs for word in words[3:]),
              f"{twin.path} begins with the command that runs it", first)
    tap.claim('if __name__ == "__main__":' in text and twin.known,
              f"{twin.path} can be imported, and a lesson has {twin.name}")
    module = re.search(r"^(from|import) (?!race\b)(\w+)", text, re.M)
    tap.claim(twin.name not in getattr(sys, "stdlib_module_names", ()),
              f"{twin.name} is no module of Python's", module)


def check_refusals(tap, twin):
    """race.py refuses; that it is asked to is what is tried."""
    bad = ["teatime=4", "plain"]
    bad += [f"{knob}={value}" for knob in twin.knobs
            for value in ("", "-1")]
    for word in bad:
        done = twin.run(sys.executable, word)
        tap.claim(done.returncode == 2 and not done.stdout
                  and done.stderr.count("\n") == 1 and word in done.stderr,
                  f"{twin.path}: {word!r} is refused",
                  f"status {done.returncode}\n{done.stdout}{done.stderr}")


def in_c(twin):
    """The program beside it; where that one hangs, its solution."""
    exercise = claims.gather("EXERCISES").get(twin.name)
    path = twin.path[:-3] + ".c"
    if exercise and exercise.hangs:
        return path.replace("exercises/", "solutions/", 1)
    return path


def named(out):
    """The results in what a program printed, without what they ought to be."""
    return {name for name in RESULT.findall(out)
            if not name.startswith("expected")}


def check_results(tap, course, twin):
    """In each Python, with the smallest knobs; C has the same names."""
    knobs = twin.smallest()
    apart = claims.gather("TWIN_DIFFERS").get(twin.name, set()) | UNCOUNTED
    try:
        run = course.run(in_c(twin), **knobs)
        wanted = named(run.out) - apart
    except fact.Skip as why:
        tap.skip(f"{twin.path} prints what the C program prints", why)
        wanted = None
    for version, python in fact.pythons():
        done = twin.run(python, **knobs)
        names = named(done.stdout)
        tap.claim(done.returncode == 0 and not done.stderr,
                  f"{twin.path} ends well in Python %d.%d" % version,
                  f"status {done.returncode}\n{done.stdout}{done.stderr}")
        tap.claim(wanted in (None, names - apart),
                  f"{twin.path} prints what the C program prints",
                  f"Python: {sorted(names)}\nC: {sorted(wanted or ())}")
        tap.claim(set(twin.per) <= names | set(twin.knobs),
                  f"{twin.path} has what times are divided by", twin.per)


def show_time(course, twin):
    knobs = twin.given()
    begin = time.monotonic()
    done = twin.run(sys.executable, **knobs)
    seconds = time.monotonic() - begin
    run = course.run(in_c(twin), **{
        knob: value for knob, (value, _, _) in twin.knobs.items()})
    print(f"{twin.name}: Python {seconds:.2f} s with {knobs}, status "
          f"{done.returncode}; C {run.seconds:.2f} s", flush=True)


def main():
    words = sys.argv[1:]
    timings = words[:1] == ["--timings"]
    root, libmp, *chosen = words[timings:]
    root = os.path.realpath(root)
    course = fact.Course(root, libmp)
    tap = Tap()
    for path in sorted(glob.glob(f"{root}/exercises/*/*.py")):
        twin = Twin(root, path)
        if chosen and twin.name not in chosen:
            continue
        if timings:
            show_time(course, twin)
            continue
        check_source(tap, twin)
        check_refusals(tap, twin)
        check_results(tap, course, twin)
    return 0 if timings else tap.done()


if __name__ == "__main__":
    sys.exit(main())
