"""What the lesson on conditions says."""

import os
import shutil
import subprocess

from fact import Skip, fact, in_each_python

BUFFER = "exercises/14_conditions/bounded_buffer.c"
SOLVED = "solutions/14_conditions/bounded_buffer.c"

PHILOSOPHERS = "exercises/14_conditions/philosophers.c"

POLITE = "exercises/14_conditions/try_and_back_off.c"
UNFAIR = "exercises/14_conditions/unfair_lock.c"
PAGE = "exercises/14_conditions/readers_writers.c"


def twin(course, name, **knobs):
    """A program that runs the twin of that name with these knobs."""
    words = [f"{knob}={value}" for knob, value in knobs.items()]
    return (f"import runpy, sys\n"
            f"sys.path.insert(0, {course.root + '/exercises'!r})\n"
            f"sys.argv = [{name!r}] + {words!r}\n"
            f"runpy.run_path({course.root + '/exercises/' + name!r}, "
            "run_name='__main__')\n")


def read(out):
    """The results that a program printed."""
    return {words[0]: float(words[2]) for words in
            map(str.split, out.splitlines())
            if len(words) == 3 and words[1] == "="}


@fact()
def buffer_if_loses(course):
    runs = [course.run(BUFFER, cpu, items=10000) for cpu in (None, 0)]
    return (all(run["most"] > 1 and run["least"] < 0 and run["lost"] > 0
                for run in runs), "\n".join(map(str, runs)))


@fact()
def buffer_one_signal_hangs(course):
    """What takes some hundredths of a second is not done after two."""
    out = os.path.join(course.folder.name, "one_signal")
    if not shutil.which("gcc"):
        raise Skip("no gcc")
    with open(os.path.join(course.root, SOLVED)) as file:
        text = file.read().replace("&not_full", "&not_empty")
    subprocess.run(["gcc", "-O2", "-pthread", "-x", "c", "-o", out, "-w",
                    f"-I{course.root}/exercises", "-"], input=text,
                   text=True, check=True)
    try:
        done = subprocess.run([out, "items=20000"], timeout=2,
                              capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        return True, ""
    return False, done.stdout


@fact()
def python_buffer_if_loses(course):
    return in_each_python(
        twin(course, "14_conditions/bounded_buffer.py", items=3000),
        lambda _, out: read(out)["lost"] > 0)


@fact()
def python_condition_has_an_rlock(course):
    """Which its holder may take again; a Lock that it is given he may not."""
    return in_each_python("""
from threading import Condition, Lock
changed, plain = Condition(), Condition(Lock())
with changed, plain:
    print(changed.acquire(False), plain.acquire(False))
""", lambda version, out: out == "True False")


@fact()
def philosophers_starve(course):
    """All wait in a circle, on one core as well."""
    runs = [course.run_or_hang(PHILOSOPHERS, cpu, rounds=50)
            for cpu in (None, 0)]
    return all(run.hangs for run in runs), "\n".join(map(str, runs))


@fact(tries=3)
def polite_people_livelock(course):
    runs = [course.run(POLITE, cpu, tries=30) for cpu in (None, 0)]
    return (all(run["failed_tries"] == 30 and run["through"] == 0
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=3)
def chance_frees_them(course):
    """One of four is the same by chance: ten in a row are one in a
    million."""
    runs = [course.run(POLITE, cpu, random=1) for cpu in (None, 0)]
    return (all(run["failed_tries"] < 10 and run["through"] == 2
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=3)
def locks_are_unfair(course):
    runs = [course.run(UNFAIR, cpu, ms=500) for cpu in (None, 0)]
    return (all(run["overtaken"] > 20 for run in runs),
            "\n".join(map(str, runs)))


@fact()
def numbers_are_fair(course):
    runs = [course.run(UNFAIR, cpu, ms=300, fair=1, threads=threads)
            for cpu in (None, 0) for threads in (2, 4)]
    return (all(0 <= run["overtaken"] < (2, 4)[i % 2]
                for i, run in enumerate(runs)), "\n".join(map(str, runs)))


@fact(tries=3)
def python_lock_is_unfair(course):
    return in_each_python(
        twin(course, "14_conditions/unfair_lock.py", ms=500),
        lambda _, out: read(out)["overtaken"] > 20)


@fact(tries=3)
def writers_starve(course):
    runs = [course.run(PAGE, cpu, reads=100) for cpu in (None, 0)]
    return (all(run["in_time"] <= 5 and run["most_readers"] == 4
                for run in runs), "\n".join(map(str, runs)))
