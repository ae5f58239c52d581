"""check: one and all, on a terminal and not, and what is remembered."""

import json
import re
import resource
import sys

from place import ADDER, Failed, check, main

NAMES = ("adder", "second", "third")


def add_exercises(p):
    """Two more beside adder; the last one is never finished."""
    for number, name in enumerate(NAMES[1:], 2):
        p.write(f"course/lessons/{number:02}_{name}.md",
                f"# {name}\n\n```exercise {name}\n[knobs]\n"
                "first = 3, 1..9\nsecond = 40, 1..1000000\n[check]\n"
                "hold = sum == expected\nrace_free = no\n```\n")
        for folder, sign in (("exercises", "-"), ("solutions", "+")):
            p.write(f"course/{folder}/{number:02}_{name}/{name}.c",
                    ADDER.replace("SIGN", sign))
    p.write("course/lessons/09_hostile.md", "# None\n\nNothing.\n")


def solve_all(p):
    p.solve("course/work")
    p.write("course/work/02_second/second.c", ADDER.replace("SIGN", "*"))


def verdicts_of(p, **changes):
    done = p.run("check", "--json", **changes)
    return [(each["name"], each["verdict"])
            for each in json.loads(done.out)["exercises"]]


EXPECTED = [("adder", "passed"), ("second", "wrong result"),
            ("third", "not finished")]


def all_are_told_in_order(p):
    add_exercises(p)
    solve_all(p)
    done = p.run("check")
    check(done, status=1, said="", out_lacks="\x1b",
          out_has=["Passed", "Wrong result", "Not finished"])
    heads = [line.split(":")[0] for line in done.out.split("\n")
             if line.endswith(".c")]
    if heads != list(NAMES):
        raise Failed(f"{heads}\n{done}")


def few_descriptors_change_no_verdict(p):
    add_exercises(p)
    solve_all(p)
    if verdicts_of(p) != EXPECTED:
        raise Failed(verdicts_of(p))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    try:
        limited = verdicts_of(p)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if limited != EXPECTED:
        raise Failed(limited)


def terminal_shows_a_line_each(p):
    add_exercises(p)
    solve_all(p)
    done = p.run_on_terminal("check", NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]|\r", "", done.out)
    check(done, status=1)
    for line in (" ✓ adder   passed", " ✗ second  wrong result",
                 " · third   not finished"):
        if line not in plain.split("\n"):
            raise Failed(f"no line {line!r}\n{plain}")
    if "sum is" not in plain or "\nPassed" in plain:
        raise Failed(plain)


def terminal_shows_the_ladder_of_one(p):
    p.solve("course/work")
    done = p.run_on_terminal("check", "adder")
    check(done, status=0, out_has=["▸", "builds", "Passed"])


def own_files_alone_are_remembered(p):
    p.write("mine.c", ADDER.replace("SIGN", "+"))
    check(p.run("check", "adder", "--file", "mine.c"), status=0)
    check(p.run("list"), status=0, out_lacks="✓ adder")
    p.solve("course/work")
    check(p.run("check", "adder", "--json"), status=0)
    check(p.run("list"), status=0, out_has="✓ adder")


sys.exit(main([all_are_told_in_order, few_descriptors_change_no_verdict,
               terminal_shows_a_line_each, terminal_shows_the_ladder_of_one,
               own_files_alone_are_remembered]))
