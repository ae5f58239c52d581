"""hint, diff and reset: what a learner has between two checks."""

import json
import os
import re
import sys
import time

from place import Failed, check, check_one_line, main

OWN = "course/work/01_first/adder.c"
HINTS = """
```hint adder
Look at the **sign**.
```

```hint adder on right by luck
Luck is no proof.
```

```pass adder
A sum is a *sum*.
```
"""


def write_hints(p):
    with open(p.path("course/lessons/01_first.md"), "a",
              encoding="utf-8") as file:
        file.write(HINTS)


def read(p, name):
    with open(p.path(name), encoding="utf-8") as file:
        return file.read()


def hints_come_one_by_one_and_end(p):
    check(p.run("hint", "adder"), status=0, said="",
          out_has="adder has no hints")
    write_hints(p)
    check(p.run("hint", "adder"), status=0, said="",
          out_has=["Hint 1 of 1\n", "Look at the sign.",
                   "That was the last hint"], out_lacks="Luck")
    check(p.run("hint", "adder"), status=0, out_has="That was the last hint",
          out_lacks="Look at")
    check(p.run("hint", "adder", "--all"), status=0,
          out_has=["Hint 1 of 2", "Look at", "Hint 2 of 2, on “right by luck”",
                   "Luck is no proof."])


def hint_for_the_verdict_comes_first(p):
    write_hints(p)
    p.solve("course/work")
    check(p.run("run", "adder"), status=0)
    p.checked("adder", "right by luck", int(time.time()))
    check(p.run("hint", "adder"), status=0,
          out_has=["Hint 1 of 2, on “right by luck”", "Luck is no proof."],
          out_lacks="last")
    check(p.run("hint", "adder"), out_has=["Hint 2 of 2", "Look at", "last"])


def hint_after_a_pass_says_why(p):
    write_hints(p)
    p.solve("course/work")
    check(p.run("run", "adder"), status=0)
    p.checked("adder", "passed", int(time.time()))
    check(p.run("hint", "adder"), status=0,
          out_has=["Passed\n", "A sum is a sum."], out_lacks="Hint")
    p.write(OWN, "int main(void) { return 1; }\n")
    check(p.run("hint", "adder"), out_has="Hint 1 of 1")


def applied(diff, start):
    """The text that a unified diff makes of another."""
    lines, made, at = start.splitlines(), [], 0
    for line in diff.splitlines():
        head = re.match(r"@@ -(\d+)(,\d+)? \+\d+(,\d+)? @@$", line)
        if head:
            first = int(head.group(1)) - (head.group(2) != ",0")
            made += lines[at:first]
            at = first
        elif re.match(r"(---|\+\+\+) ", line) or line[0] == "\\":
            continue
        elif line[0] in " -":
            if lines[at] != line[1:]:
                raise Failed(f"{lines[at]!r} is not {line!r}")
            at += 1
            made += [line[1:]] if line[0] == " " else []
        elif line[0] == "+":
            made.append(line[1:])
    return "\n".join(made + lines[at:]) + "\n"


def diff_shows_what_was_changed(p):
    start = read(p, "course/exercises/01_first/adder.c")
    check(p.run("diff", "adder"), status=0, said="",
          out_has="You have no copy of adder so far")
    p.write(OWN, start)
    check(p.run("diff", "adder"), status=0, said="",
          out="work/01_first/adder.c is, byte for byte, "
              "exercises/01_first/adder.c.\n")
    for mine in [start.replace("value[1] - value[0]", "value[1] + value[0]"),
                 "#include <x.h>\n" + start + "/* end */\n",
                 start.replace("int\nmain", "long\nsum;\n\nint\nmain")
                      .replace("    return 0;\n", "")]:
        p.write(OWN, mine)
        done = p.run("diff", "adder")
        check(done, status=0, said="", out_lacks="\x1b", out_has=[
            "--- exercises/01_first/adder.c\n"
            "+++ work/01_first/adder.c\n@@ -"])
        if applied(done.out, start) != mine:
            raise Failed(f"{done}\nmakes no {mine}")


def diff_says_that_the_start_file_has_changed(p):
    p.write("course/work/.started", f"{'0' * 16} 01_first/adder.c\n")
    p.solve("course/work")
    check(p.run("diff", "adder"), status=0, out_has=[
        "The start file has changed since your copy was made", "\n@@ -"])


def diff_on_a_terminal_is_coloured_and_harmless(p):
    p.write(OWN, "/* \x1b[2J */\nint main(void) { return 0; }\n")
    check(p.run_on_terminal("diff", "adder"), status=0,
          out_has=["\x1b[0;31m-", "\x1b[0;32m+/* ?[2J */"], out_lacks="\x1b[2J")
    check(p.run_on_terminal("diff", "adder", NO_COLOR="1"),
          out_lacks="\x1b[0;3")


def solution_is_shown_after_a_pass(p):
    write_hints(p)
    p.solve("course/work")
    check_one_line(p.run("diff", "adder", "--solution"), 1,
                   "once yours has passed")
    check(p.run("run", "adder"), status=0)
    p.checked("adder", "passed", int(time.time()))
    p.write(OWN, read(p, OWN).replace("SIGN", "+").replace(
        "long value[2] = {0, 0};", "long value[2] = {0};"))
    check(p.run("diff", "adder", "--solution"), status=0, said="", out_has=[
        "+++ solutions/01_first/adder.c", "-    long value[2] = {0};\n",
        "+    long value[2] = {0, 0};\n", "A sum is a sum."])
    done = p.run_on_terminal("diff", "adder", "--solution", columns=120)
    check(done, status=0, out_has=["long value[2] = {0};", " | ", "{0, 0};"],
          out_lacks="@@")
    rows = re.sub(r"\x1b\[[0-9;]*m", "", done.out).splitlines()
    if max(map(len, rows[:8])) > 119 or rows[2].find(" | ") not in (58, -1):
        raise Failed("\n".join(rows))
    check(p.run_on_terminal("diff", "adder", "--solution", columns=99),
          out_has="@@", out_lacks=" | ")


def reset_keeps_what_was_there(p):
    start = read(p, "course/exercises/01_first/adder.c")
    check(p.run("reset", "adder"), status=0, said="",
          out_has="There is nothing to reset")
    p.solve("course/work")
    mine = read(p, OWN)
    done = p.run("reset", "adder")
    check(done, status=0, said="", out_has=[
        "is the start file again", f"{p.path(OWN)}.~1~;"])
    if read(p, OWN) != start or read(p, OWN + ".~1~") != mine:
        raise Failed("the copy or its backup is another")
    check(p.run("reset", "adder", "--undo"), status=0, said="",
          out_has="is what it was before")
    if read(p, OWN) != mine:
        raise Failed("the copy did not come back")
    check(p.run("reset", "adder", "--undo"), status=0)
    if read(p, OWN) != start:
        raise Failed("the undo was not undone")
    check(p.run("reset", "crash", "--undo"), status=0,
          out_has="There is nothing to undo")


def reset_that_cannot_be_is_one_line(p):
    if os.getuid() == 0:
        return
    p.solve("course/work")
    os.chmod(p.path("course/work/01_first"), 0o555)
    check_one_line(p.run("reset", "adder"), 3, "cannot be moved")
    os.chmod(p.path("course/work/01_first"), 0o755)


def check_says_what_is_next(p):
    write_hints(p)
    p.write(OWN, read(p, "course/exercises/01_first/adder.c") + "/* */\n")
    done = p.run("check", "adder")
    check(done, status=1, out_has="'racecourse hint adder' has 1 hint for")
    told = json.loads(p.run("check", "adder", "--json").out)
    if told["exercises"][0]["hint"] is not None:
        raise Failed(f"{told}")
    p.solve("course/work")
    check(p.run("check", "adder"), status=0, out_has=[
        "'racecourse hint adder' says why it works",
        "'racecourse diff --solution adder' shows"])
    check(p.run("hint", "adder"), status=0, out_has="A sum is a sum.")
    check(p.run("check", "adder", "--file", p.path(OWN)), status=0,
          out_lacks="racecourse hint")


def each_wants_an_exercise(p):
    for name in "hint", "diff", "reset":
        check_one_line(p.run(name), 2, "which exercise?")
        check_one_line(p.run(name, "addr"), 2, "adder")
        check_one_line(p.run(name, "adder", "more"), 2, "more")


if __name__ == "__main__":
    sys.exit(main([
        hints_come_one_by_one_and_end,
        hint_for_the_verdict_comes_first,
        hint_after_a_pass_says_why,
        diff_shows_what_was_changed,
        diff_says_that_the_start_file_has_changed,
        diff_on_a_terminal_is_coloured_and_harmless,
        solution_is_shown_after_a_pass,
        reset_keeps_what_was_there,
        reset_that_cannot_be_is_one_line,
        check_says_what_is_next,
        each_wants_an_exercise,
    ]))
