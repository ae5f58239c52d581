"""The contract of an exercise, claim by claim, as TAP.

    contract.py ROOT LIBMP EXERCISE

What is claimed of an exercise stands in the file of its lesson, lesson_NN.py.
Start file and solution are built by the command in their own first comment
and then held to what the lesson says about them.  The expected values are
computed here, never taken from the solution's output.
"""

import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import claims

LIMIT = 60  # seconds for one run: a hang is a failure, not a time out
PATIENCE = 1.5  # ... for one that is claimed to hang, with knobs so small
                # that it would be over in a moment


class Run:
    """What a program printed, and how it ended."""

    def __init__(self, program, knobs=None, cpu=None):
        command = [program]
        command += [f"{name}={value}" for name, value in (knobs or {}).items()]
        if cpu is not None:
            command = ["taskset", "-c", str(cpu)] + command
        self.command = " ".join(command)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=LIMIT)
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr
        found = re.findall(r"^(\w+) = (\S+)$", done.stdout, re.MULTILINE)
        self.results = {name: float(value) for name, value in found}

    def __getitem__(self, name):
        return self.results[name]

    def __str__(self):
        return f"{self.command}: status {self.status}\n{self.out}{self.err}"


class Tap:
    """Counts claims and prints each as a line of TAP."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def claim(self, holds, words, evidence=""):
        self.count += 1
        self.failed += not holds
        print(f"{'ok' if holds else 'not ok'} {self.count} - {words}")
        if not holds:
            print("\n".join("# " + line
                            for line in str(evidence).splitlines()))
        sys.stdout.flush()

    def skip(self, words, why):
        self.count += 1
        print(f"ok {self.count} - {words} # SKIP {why}")

    def done(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def build_command(source, out, libmp):
    """The command in the first comment, with our output and library."""
    text = open(source).read()
    comment = re.match(r"/\*(.*?)\*/", text, re.DOTALL)
    words = shlex.split(comment.group(1).replace("\\\n", " "))
    words[words.index("-o") + 1] = out
    return [os.path.abspath(libmp) if w == "build/src/guest/mp/libmp.a" else w
            for w in words]


def build(tap, root, path, out, libmp):
    """Build it as a reader would; returns whether there is a program."""
    command = build_command(os.path.join(root, path), out, libmp)
    done = subprocess.run(command, cwd=root, text=True, capture_output=True)
    tap.claim(done.returncode == 0 and not done.stderr and path in command
              and {"-Wall", "-Wextra", "-Iexercises"} <= set(command),
              f"{path} builds by its first comment without a warning",
              " ".join(command) + "\n" + done.stderr)
    return done.returncode == 0


def build_clang(tap, root, path, out, libmp):
    words = f"{path} builds with clang without a warning"
    if not shutil.which("clang"):
        tap.skip(words, "no clang")
        return
    command = build_command(os.path.join(root, path), out, libmp)
    done = subprocess.run(["clang"] + command[1:], cwd=root, text=True,
                          capture_output=True)
    tap.claim(done.returncode == 0 and not done.stderr, words, done.stderr)


def refuses(tap, program, argument, words):
    """Status 2, nothing on stdout, one line that names the argument."""
    done = subprocess.run([program, argument], text=True, timeout=LIMIT,
                          capture_output=True)
    tap.claim(done.returncode == 2 and not done.stdout
              and done.stderr.count("\n") == 1 and argument in done.stderr,
              f"{words} {argument or 'nothing'!r} is refused",
              f"status {done.returncode}\n{done.stdout}{done.stderr}")


def check_arguments(tap, program, exercise):
    """0 is a value of the knobs that small numbers are drawn from 0 for."""
    for argument in "teatime=4", "plain", "=1", "":
        refuses(tap, program, argument, "argument")
    for name in exercise.knobs:
        least = min(exercise.small.get(name, (1,))[0], 1)
        for bad in ("", "x", str(least - 1), "-1", "+1", " 1", "1x", "1.5",
                    "9" * 30):
            refuses(tap, program, f"{name}={bad}", "value")


def check_source(tap, path, text):
    """The form that lets it stand beside prose."""
    lines = text.splitlines()
    wide = [line for line in lines if len(line) > 72 or "\t" in line]
    tap.claim(not wide, f"{path} fits 72 columns", "\n".join(wide))
    inside, size, parts, bad = False, 0, 0, []
    for line in lines:
        mark = line[line.index("//"):] if "//" in line else ""
        if mark.startswith("// TODO: ") and not inside:
            inside, size, parts = True, 0, parts + 1
        elif mark == "// end" and inside and size <= 12:
            inside = False
        elif mark:
            bad.append(line)
        size += inside and not mark
    tap.claim(not bad and not inside,
              f"{path} keeps // for TODO and end, 12 lines at most",
              "\n".join(bad))
    return parts


def check_start(tap, exercise, program):
    """The start file has to show what the lesson says it shows."""
    demonstrate = exercise.demonstrate or {}
    knobs = {**exercise.knobs, **demonstrate}
    for cpu, where in (None, "all cores"), (0, "one core"):
        runs = [Run(program, demonstrate, cpu) for _ in range(exercise.runs)]
        other = [run for run in runs
                 if run.status != 0 or not exercise.wrong(run, knobs)]
        tap.claim(not other, f"the start file is wrong in {exercise.runs} "
                  f"of {exercise.runs} runs on {where}",
                  "".join(map(str, other)))


def hangs(program, knobs, cpu):
    try:
        command = [program] + [f"{n}={value}" for n, value in knobs.items()]
        if cpu is not None:
            command = ["taskset", "-c", str(cpu)] + command
        subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                       capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return True
    return False


def check_hang(tap, exercise, program):
    """The start file never comes to an end."""
    for cpu, where in (None, "all cores"), (0, "one core"):
        tap.claim(hangs(program, exercise.demonstrate or {}, cpu),
                  f"the start file hangs on {where}")


def check_right(tap, exercise, program, who, right):
    """Right with whatever small knobs, and at the defaults."""
    bad = []
    for _ in range(exercise.repeat):
        knobs = {name: random.randint(*span)
                 for name, span in exercise.small.items()}
        run = Run(program, knobs, random.choice([None, None, 0]))
        if run.status != 0 or run.err or not right(run, knobs):
            bad.append(run)
    tap.claim(not bad, f"the {who} is right {exercise.repeat} times "
              "with random knobs", "".join(map(str, bad)))
    for given in *exercise.also, exercise.last or {}:
        run = Run(program, given)
        tap.claim(run.status == 0 and not run.err
                  and right(run, {**exercise.knobs, **given}),
                  f"the {who} is right at "
                  + (" ".join(f"{n}={v}" for n, v in given.items())
                     or "the defaults"), run)


def main():
    root, libmp, name = sys.argv[1:]
    exercise = claims.gather("EXERCISES")[name]
    tap = Tap()
    if not shutil.which("gcc") or not shutil.which("taskset"):
        print("no gcc or no taskset", file=sys.stderr)
        return 77
    seed = random.randrange(1 << 32)
    random.seed(seed)
    print(f"# seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        programs = {}
        for kind in "exercises", "solutions":
            path = f"{kind}/{exercise.path}"
            programs[kind] = f"{folder}/{kind}"
            text = open(os.path.join(root, path)).read()
            parts = check_source(tap, path, text)
            tap.claim((parts > 0) == (kind == "exercises"),
                      f"{path} has {parts} parts to finish")
            build_clang(tap, root, path, programs[kind], libmp)
            if not build(tap, root, path, programs[kind], libmp):
                return tap.done()
            check_arguments(tap, programs[kind], exercise)
        if exercise.hangs:
            check_hang(tap, exercise, programs["exercises"])
        elif exercise.wrong:
            check_start(tap, exercise, programs["exercises"])
        else:
            check_right(tap, exercise, programs["exercises"], "start file",
                        exercise.start)
        check_right(tap, exercise, programs["solutions"], "solution",
                    exercise.right)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
