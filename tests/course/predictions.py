"""Each question of a lesson is decided by the run it asks about: exactly one
of its answers comes true, and it is the one that lesson_NN.py lists, on all
cores and on one.  What a busy machine can blur has three tries.

    predictions.py ROOT LIBMP [LESSON | EXERCISE]...
"""

import glob
import os
import re
import sys

from claims import gather
from contract import Tap
from fact import Course, Skip

TRIES = 3
PREDICT = re.compile(r"^```predict (\w+)([^\n]*)\n(.*?)^```$", re.M | re.S)
ANSWER = re.compile(r"^(\d)\. .*\[(.*)\]$", re.M)


def questions(root):
    """Yield (path, exercise, number, knobs, conditions)."""
    for lesson in sorted(glob.glob(os.path.join(root, "lessons", "*.md"))):
        with open(lesson) as file:
            text = file.read()
        folder = os.path.basename(lesson)[:-3]
        count = {}
        for name, only, body in PREDICT.findall(text):
            number = count.get(name, 0)
            count[name] = number + 1
            knobs = dict(word.split("=") for word in only.split())
            yield (f"exercises/{folder}/{name}.c", name, number, knobs,
                   dict(ANSWER.findall(body)))


def defaults(root, name):
    """The knobs of an exercise as its lesson gives them."""
    for lesson in glob.glob(os.path.join(root, "lessons", "*.md")):
        with open(lesson) as file:
            found = re.search(rf"^```exercise {name}\n(.*?)^```$",
                              file.read(), re.M | re.S)
        if found:
            return dict(re.findall(r"^(\w+) = (\d+), \d+\.\.\d+$",
                                   found.group(1), re.M))
    return {}


def holds(condition, values):
    """A result that was not printed, as of a run that hangs, is no answer."""
    try:
        return eval(condition, {"__builtins__": {}}, values)
    except NameError:
        return False


def come_true(run, knobs, cpus, conditions):
    values = {name: int(value) for name, value in knobs.items()}
    values.update(run.results)
    values.update(seconds=run.seconds, cpu_seconds=run.cpu_seconds,
                  cores_busy=run.cpu_seconds / run.seconds, cpus=cpus,
                  hangs=int(run.hangs))
    return [int(answer) for answer, condition in conditions.items()
            if holds(condition, values)]


def ask(tap, course, question, true):
    path, name, number, only, conditions = question
    knobs = {**defaults(course.root, name), **only}
    for cpu, cpus in (None, len(os.sched_getaffinity(0))), (0, 1):
        words = (f"{name}, question {number + 1} on {cpus} "
                 f"core{'s' if cpus > 1 else ''}")
        try:
            for _ in range(TRIES):
                run = course.run_or_hang(path, cpu, **knobs) \
                    if "hangs" in str(conditions) \
                    else course.run(path, cpu, **knobs)
                answers = come_true(run, knobs, cpus, conditions)
                if answers == [true]:
                    break
        except Skip as why:
            tap.skip(words, why)
            continue
        tap.claim(answers == [true], words,
                  f"came true: {answers}\n{run}")


def main():
    root, libmp, *chosen = sys.argv[1:]
    tap = Tap()
    course = Course(root, libmp)
    true = gather("PREDICTIONS")
    for question in questions(root):
        path, name, number = question[:3]
        lesson = path.split("/")[1][:2]
        if not chosen or name in chosen or lesson in chosen:
            ask(tap, course, question, true[name][number])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
