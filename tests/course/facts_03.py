"""What lesson 03 says of compilers, of five ways to add, and of a cache."""

import os
import re
import shutil
import subprocess

from fact import Skip, fact

FIVE = "exercises/03_races/five_ways.c"
CHECK = "exercises/03_races/check_then_act.c"


@fact()
def loop_is_folded(course):
    """One addition of all, and no other word of the counter."""
    if not shutil.which("gcc"):
        raise Skip("no gcc")
    out = subprocess.run(
        ["gcc", "-O2", "-S", "-Iexercises", FIVE, "-o", "-"],
        cwd=course.root, capture_output=True, text=True, check=True).stdout
    body = re.search(r"^add_plain:\n(.*?)^\t\.size", out, re.M | re.S).group(1)
    if "%rip" not in body:
        raise Skip("another processor")
    touched = re.findall(r"^\t(\w+)\t(.*\bcounter\(%rip\).*)$", body, re.M)
    return (len(touched) == 1 and touched[0][0] == "addq"
            and re.search(r"movq\tadditions\(%rip\), %\w+\n", body), body)


def level(course, number, cpu=None):
    return course.run(FIVE, cpu, O=number)


@fact(tries=5)
def five_ways_lose(course):
    """At -O0 the plain one does; one step and a lock never."""
    fast, slow = level(course, 2), level(course, 0)
    once = level(course, 1)
    return (fast["lost_plain"] == 0 and fast["lost_volatile"] > 0
            and fast["lost_load_store"] > 0 and slow["lost_plain"] > 0
            and once["lost_plain"] == 50_000_000
            and all(run["lost_fetch_add"] == run["lost_mutex"] == 0
                    for run in (fast, slow, once)),
            f"{fast}\n{once}\n{slow}")


@fact()
def caches_load_too_often(course):
    """Each thread loads each thing, on one core, too; not with a lock."""
    bare = [course.run(CHECK, cpu) for cpu in (None, 0)]
    locked = course.run(CHECK, load_ms=5, lock=1)
    return (all(run["loads"] > 20 for run in bare)
            and locked["loads"] == locked["expected_loads"] == 10,
            "\n".join(map(str, bare + [locked])))
