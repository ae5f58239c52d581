"""What facts are made of: a name, a claim that is tried, and its evidence.

A fact is a function that returns whether its claim holds and what was seen.
A direction that a busy machine can blur is tried several times: it has to
show in one of them.  A timing is no claim: it only says what was measured.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

from contract import build_command

LIMIT = 120  # seconds for one program
PATIENCE = 3  # ... for one that may hang for ever


class Skip(Exception):
    """Why a fact cannot be tried here."""


class Course:
    """The folder of the course, and the programs built from it."""

    def __init__(self, root, libmp):
        self.root = root
        self.libmp = libmp
        self.folder = tempfile.TemporaryDirectory()
        self.programs = {}

    def program(self, path, level=2):
        """The program of exercises/... or solutions/..., built once; at the
        level that a knob O chooses, where there is one."""
        if (path, level) in self.programs:
            return self.programs[path, level]
        if not shutil.which("gcc"):
            raise Skip("no gcc")
        source = os.path.join(self.root, path)
        if not os.path.exists(source):
            raise Skip(f"no {path}")
        out = os.path.join(self.folder.name, str(len(self.programs)))
        command = [f"-O{level}" if word == "-O2" else word
                   for word in build_command(source, out, self.libmp)]
        subprocess.run(command, cwd=self.root, check=True)
        self.programs[path, level] = out
        return out

    def run(self, path, cpu=None, **knobs):
        """A run of it, on all cores or on one."""
        return Run(self.program(path, knobs.get("O", 2)), cpu, knobs)

    def run_or_hang(self, path, cpu=None, **knobs):
        """The same of one that may never end; then run.hangs."""
        return Run(self.program(path), cpu, knobs, PATIENCE)

    def compile(self, text, patience=LIMIT):
        """What a small C program prints, within so many seconds."""
        out = os.path.join(self.folder.name, "small")
        if not shutil.which("gcc"):
            raise Skip("no gcc")
        subprocess.run(["gcc", "-x", "c", "-w", "-O2", "-pthread", "-o", out,
                        "-", "-lm"], input=text, text=True, check=True)
        return subprocess.run([out], capture_output=True, text=True,
                              check=True, timeout=patience).stdout.strip()


class Run:
    """The results of a program, its time and its processor time."""

    def __init__(self, program, cpu, knobs, patience=None):
        self.words = [f"{name}={value}" for name, value in knobs.items()]
        command = [program] + self.words
        if cpu is not None:
            if not shutil.which("taskset"):
                raise Skip("no taskset")
            command = ["taskset", "-c", str(cpu)] + command
        begin = time.monotonic()
        before = os.times()
        try:
            self.hangs = False
            self.out = subprocess.run(
                command, capture_output=True, text=True, check=True,
                timeout=patience or LIMIT).stdout
        except subprocess.TimeoutExpired:
            if not patience:
                raise
            self.hangs, self.out = True, ""
        after = os.times()
        self.seconds = time.monotonic() - begin
        self.cpu_seconds = (
            after.children_user - before.children_user +
            after.children_system - before.children_system)
        self.results = {}
        for line in self.out.splitlines():
            words = line.split(" = ")
            if len(words) == 2 and words[0].isidentifier():
                self.results[words[0]] = float(words[1])

    def __getitem__(self, name):
        return self.results[name]

    def __str__(self):
        return (f"{' '.join(self.words)}: {self.results} in "
                f"{self.seconds:.2f} s, processor {self.cpu_seconds:.2f} s")


def pythons():
    """This CPython, and each that RACECOURSE_PYTHONS names, separated by
    colons, as (major, minor), path.  "all" stands for those in PATH."""
    paths = [sys.executable]
    if os.environ.get("RACECOURSE_PYTHONS") == "all":
        paths += [shutil.which(f"python3.{minor}") for minor in range(9, 15)]
    paths += os.environ.get("RACECOURSE_PYTHONS", "").split(":")
    found = {}
    for path in filter(shutil.which, filter(None, paths)):
        done = subprocess.run(
            [path, "-c", "import sys; print(*sys.version_info[:2], "
             "sys.implementation.name, getattr(sys, '_is_gil_enabled', "
             "lambda: True)())"], capture_output=True, text=True,
            check=False)
        words = done.stdout.split()
        if done.returncode == 0 and words[2:] == ["cpython", "True"]:
            found.setdefault((int(words[0]), int(words[1])), path)
    return sorted(found.items())


def python(path, text):
    """What a Python program prints; it stands in a file, as spawn wants."""
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "program.py")
        with open(name, "w") as file:
            file.write(text)
        done = subprocess.run([path, name], capture_output=True, text=True,
                              timeout=LIMIT, check=False)
    return (done.stdout + done.stderr[-500:]).strip()


def in_each_python(text, holds, least=(3, 9), last=(3, 99)):
    """Whether holds(version, output) in every CPython of that span."""
    chosen = [(version, path) for version, path in pythons()
              if least <= version <= last]
    if not chosen:
        raise Skip("no CPython from %d.%d on" % least)
    seen = [(version, python(path, text)) for version, path in chosen]
    return (all(holds(version, out) for version, out in seen),
            "\n".join(f"{version}: {out}" for version, out in seen))


FACTS = {}
TIMINGS = {}


def fact(tries=1):
    """The function below is a fact; it is given a Course."""
    def register(function):
        FACTS[function.__name__] = (function, tries)
        return function
    return register


def timing(function):
    """The function below measures; it returns a line."""
    TIMINGS[function.__name__] = function
    return function
