"""lint: what is wrong with a course, in lines and as JSON."""

import json
import sys

from place import Failed, check, check_one_line, main

LESSON = """\
# One

```exercise adder
[knobs]
n = 2, 1..9
[check]
knobs = n 2..9
trials = 2
hold = sum == n + n
unsolved = wrong result
```

```hint adder on wrong result
Twice.
```
"""
HEAD = "/* gcc -O2 -Wall -Wextra {} -o adder */\n"
PROGRAM = """\
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv)
{
    long n = argc > 1 ? atol(strchr(argv[1], '=') + 1) : 2;

    printf("sum = %ld\\n", SUM);
    return 0;
}
"""
START, SOLUTION = "exercises/01_one/adder.c", "solutions/01_one/adder.c"
RIGHT, WRONG = ("tests/course/adder/right-a.c", "tests/course/adder/wrong-a.c")


def program(path, total, verdict=""):
    first = f"/* verdict: {verdict} */\n" if verdict else ""
    return first + HEAD.format(path) + PROGRAM.replace("SUM", total)


def course(p):
    p.write("other/lessons/01_one.md", LESSON)
    p.write("other/" + START,
            program(START, "n").replace("    printf", "    // TODO: add\n"
                                        "    printf").replace(
                "    return", "    // end\n    return"))
    p.write("other/" + SOLUTION, program(SOLUTION, "n + n"))
    p.write("other/" + RIGHT, program(RIGHT, "2 * n", "passed"))
    p.write("other/" + WRONG, program(WRONG, "n * n + 2", "wrong result"))


def a_good_course_is_all_well(p):
    course(p)
    check(p.run("lint", "other"), status=0, said="",
          out="1 lesson, 1 exercise, 2 variants, 4 built, 4 checked: "
              "all is well\n")
    check(p.run("lint", "--course", "other", "--quick"), status=0, said="",
          out="1 lesson, 1 exercise, 2 variants: all is well\n")


def each_claim_is_tried(p):
    course(p)
    p.write("other/" + START, program(START, "n + n"))
    p.write("other/" + SOLUTION, program(SOLUTION, "n"))
    p.write("other/" + RIGHT, program(RIGHT, "3 * n", "passed"))
    p.write("other/" + WRONG, program(WRONG, "n + n", "wrong result"))
    done = p.run("lint", "other")
    check(done, status=1, said="", out_has=[
        f"{START}: has no part to finish",
        "lessons/01_one.md:3: the start file should get 'wrong result' and "
        "gets 'passed': ",
        "lessons/01_one.md:3: the solution should get 'passed' and gets "
        "'wrong result': ",
        f"{RIGHT}:1: it should get 'passed' and gets 'wrong result': ",
        f"{WRONG}:1: it should get 'wrong result' and gets 'passed': ",
        ": 5 problems\n"])


def the_compiler_has_nothing_to_say(p):
    course(p)
    p.write("other/" + SOLUTION,
            program(SOLUTION, "n + n").replace("{\n", "{\n    int unused;\n"))
    p.write("other/" + WRONG,
            program(WRONG, "n", "wrong result").replace(WRONG, "it.c"))
    done = p.run("lint", "other", "adder")
    check(done, status=1, said="", out_has=[
        f"{SOLUTION}:9: its own command says: unused variable",
        f"{WRONG}:1: begins with the command that builds it"])


def json_is_one_object(p):
    course(p)
    p.write("other/" + WRONG, program(WRONG, "n", "stuck"))
    done = p.run("lint", "--json", "--quick", "other")
    check(done, status=1, said="")
    report = json.loads(done.out)
    if report != {
            "version": 1, "lessons": 1, "exercises": 1, "variants": 2,
            "built": 0, "checked": 0,
            "problems": [{
                "file": "lessons/01_one.md", "line": 3,
                "sentence": "wrong-a.c gets 'stuck', and no hint is for "
                            "that; write one, 'hint adder on stuck'"}]}:
        raise Failed(done)


def what_is_named_has_to_be_there(p):
    course(p)
    check(p.run("lint", "other", "addre"), status=2,
          said_has=["addre", "adder"])
    check(p.run("lint", "nowhere"), status=2, said_has=["nowhere"])
    check_one_line(p.run("lint", "./nowhere"), 3, "./nowhere", "folder")


sys.exit(main([a_good_course_is_all_well, each_claim_is_tried,
     the_compiler_has_nothing_to_say, json_is_one_object,
     what_is_named_has_to_be_there]))
