"""Right and wrong ways to solve an exercise get the verdicts that are true
of them, each once, as TAP.

    variants.py PROGRAM ROOT EXERCISE
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from contract import Tap

SECONDS = 300
LEAST = {"right": 4, "wrong": 8}        # of each exercise
FIRST = re.compile(r"/\* verdict: (.*) \*/\n")
TIMED = {"serialised", "too slow"}
# What these leave is seen by nobody without namespaces of their own.
HIDDEN = {"locked_balance/wrong-memory-left"}


class Variant:
    """A file and what it may be called."""

    def __init__(self, root, exercise, name):
        self.exercise = exercise
        self.kind = name.split("-")[0]
        self.path = f"tests/course/{exercise}/{name}"
        with open(os.path.join(root, self.path), encoding="utf-8") as file:
            first = FIRST.match(file.readline())
        self.verdicts = first.group(1).split(", ") if first else []

    def __str__(self):
        return self.path[len("tests/course/"):-len(".c")]


def variants(root, exercise):
    folder = os.path.join(root, "tests/course", exercise)
    return [Variant(root, exercise, name)
            for name in sorted(os.listdir(folder)) if name.endswith(".c")]


class Checker:
    """Asks the program, with a home of its own and a cache that stays: one
    for each exercise and compiler, since it keeps two hundred programs."""

    def __init__(self, program, root, cache=None):
        self.program = os.path.abspath(program)
        self.root = root
        self.home = tempfile.TemporaryDirectory()
        self.cache = cache or self.home.name
        self.env = {**os.environ, "HOME": self.home.name,
                    "XDG_STATE_HOME": self.home.name}

    def sees(self, variant):
        """Whether this machine can show what is wrong with it."""
        if str(variant) not in HIDDEN:
            return True
        done = subprocess.run([self.program, "doctor"], capture_output=True,
                              stdin=subprocess.DEVNULL, text=True,
                              timeout=SECONDS, env=self.env, check=False)
        return "namespaces: each program gets its own" in done.stdout

    def check(self, variant, before=(), **changes):
        """The report of one check, or a sentence why there is none."""
        cache = os.path.join(self.cache, variant.exercise,
                             changes.get("CC", "cc"))
        command = [*before, self.program, "--course", self.root, "check",
                   variant.exercise, "--json",
                   "--file", os.path.join(self.root, variant.path)]
        if not TIMED & set(variant.verdicts):
            command.append("--untimed")
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True,
                text=True, timeout=SECONDS, check=False,
                env={**self.env, "XDG_CACHE_HOME": cache, **changes})
            return json.loads(done.stdout)["exercises"][0]
        except subprocess.TimeoutExpired:
            return f"no verdict within {SECONDS} s"
        except (ValueError, LookupError):
            return f"status {done.returncode}\n{done.stdout}{done.stderr}"


def is_true(variant, report):
    return isinstance(report, dict) and report["verdict"] in variant.verdicts


def evidence(report):
    """What it takes to see the same again."""
    if not isinstance(report, dict):
        return report
    lines = [f"{report['verdict']}: {report['sentence']}"]
    lines += [f"{rung['name']}: {rung['detail']}"
              for rung in report["rungs"] if rung.get("detail")]
    kept = {name: value for name, value in report["evidence"].items()
            if value not in (None, [], {})}
    lines.append(json.dumps(kept)[:2000])
    return "\n".join(lines)


def check_counts(tap, exercise, all_variants):
    for kind, least in LEAST.items():
        count = sum(variant.kind == kind for variant in all_variants)
        tap.claim(count >= least, f"{exercise}: {count} {kind} ways, "
                  f"{least} at least")


def check_once(program, root, exercise):
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        print("there is no C compiler", file=sys.stderr)
        return 77
    tap = Tap()
    checker = Checker(program, root)
    all_variants = variants(root, exercise)
    check_counts(tap, exercise, all_variants)
    for variant in all_variants:
        if not checker.sees(variant):
            tap.skip(str(variant), "this machine has no namespaces")
            continue
        report = checker.check(variant)
        got = report["verdict"] if isinstance(report, dict) else "nothing"
        tap.claim(is_true(variant, report), f"{variant}: {got}",
                  f"may be {' or '.join(variant.verdicts)}\n"
                  + evidence(report))
    return tap.done()


if __name__ == "__main__":
    sys.exit(check_once(*sys.argv[1:]))
