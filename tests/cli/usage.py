"""Help, wrong usage, and where the course and the copies are."""

import os
import re
import sys

from place import Failed, check, check_one_line, main

COMMANDS = ["open", "list", "read", "run", "build", "present",
            "init", "doctor", "lint", "help"]

WRONG = [
    (["raed"], "did you mean read"),
    (["xyzzy"], "racecourse --help"),
    (["--curse", "x", "list"], "did you mean --course"),
    (["list", "--josn"], "--josn: no such option"),
    (["run", "adder", "--josn"], "did you mean --json"),
    (["run", "adder", "--json=x"], "takes no value"),
    (["run", "adder", "--limit"], "needs a value"),
    (["run", "adder", "--limit", "soon"], "soon"),
    (["run", "adder", "--limit", "-1"], "-1"),
    (["run", "adder", "--limit", "nan"], "nan"),
    (["run", "adder", "--limit", "--"], "--"),
    (["run", "adder", "--limit", "1e300"], "too long; 1000000 seconds"),
    (["run", "adder", "--allow", "memory"], "as in memory=2G"),
    (["run", "adder", "--allow", "memory=2X"], "not '2X'"),
    (["run", "adder", "--allow", "memory=-1G"], "a size of 1M at least"),
    (["run", "adder", "--allow", "memory=nan"], "not 'nan'"),
    (["run", "adder", "--allow", "processes=1.5"], "from 1 to 30000"),
    (["run", "adder", "--allow", "tasks=0"], "from 1 to 1000000"),
    (["run", "adder", "--allow", "memroy=1G"], "did you mean memory?"),
    (["run", "adder", "--allow", "output=1M,"], "there are memory, files"),
    (["list", "--allow", "memory=1G"], "no such option"),
    (["--course", "", "list"], "needs the name of a folder"),
    (["run", "adder", "--json", "--plain"], "not both"),
    (["run", "adder", "--", "ls"], "at once"),
    (["run"], "which exercise"),
    (["run", "--"], "which program"),
    (["run", "-z"], "-z: no such option"),
    (["run", "adder", "--solution", "--twin"], "no twin in Python"),
    (["run", "addr"], "adder"),
    (["run", "adder", "frst=1"], "did you mean first"),
    (["run", "adder", "xyzzy=1"], "it has first, second"),
    (["run", "crash", "xyzzy=1"], "it has none"),
    (["run", "adder", "first"], "name=value"),
    (["run", "adder", "first=10"], "first"),
    (["run", "adder", "first=x"], "first"),
    (["run", "adder", "first="], "first"),
    (["run", "adder", "=1"], "=1: is no knob"),
    ([""], "'': no such command"),
    (["12"], "12: no such command; did you mean open 12?"),
    (["run", ""], "'': there is no exercise"),
    (["run", "adder", "--twin"], "twin"),
    (["run", "crash", "--solution"], "no solution"),
    (["run", "--solution", "--", "true"], "no solution"),
    (["build"], "which exercise"),
    (["build", "adder", "sum"], "too many"),
    (["build", "crash", "--solution"], "no solution"),
    (["present", "--size", "60x20"], "goes with --check"),
    (["present", "--limit", "3"], "goes with --check"),
    (["present", "--check", "--notes"], "not both"),
    (["present", "--check", "9"], "9"),
    (["present", "--check", "--size", "60"], "'60' is no size"),
    (["present", "--check", "--size", "60x"], "'60x' is no size"),
    (["present", "--check", "--size", "60x20x3"], "is no size"),
    (["present", "--check", "--size", "-60x20"], "is no size"),
    (["present", "--check", "--size", " 60x20"], "is no size"),
    (["present", "--check", "--size", "0x0"], "'0x0' is no size"),
    (["present", "--check", "--size", "39x20"], "between 40x10 and 500x300"),
    (["present", "--check", "--size", "99999999999999999999x20"], "between"),
    (["present", "--check", "--limit", "0"], "no number of seconds"),
    (["read"], "which lesson"),
    (["read", "9"], "9"),
    (["list", "all"], "too many"),
    (["list", "--", "all"], "too many"),
    (["init"], "which folder"),
    (["init", ""], "which folder"),
    (["help", "rnu"], "did you mean run"),
]


def help_names_every_command(p):
    done = p.run("--help")
    check(done, status=0, said="", out_has=[f"\n  {c}" for c in COMMANDS])
    check(p.run("help"), status=0, out=done.out)
    check(p.run("-h"), status=0, out=done.out)


def help_fits_eighty_columns(p):
    for args in [["--help"]] + [["help", c] for c in COMMANDS]:
        done = p.run(*args)
        if max(map(len, done.out.split("\n"))) > 80:
            raise Failed(done)


def help_of_a_command_is_the_same_both_ways(p):
    for command in COMMANDS:
        done = p.run("help", command)
        check(done, status=0, said="",
              out_has=[f"Usage: racecourse {command}", "--help"])
        check(p.run(command, "--help"), status=0, out=done.out)
    check(p.run("run", "--help"), out_has=["--json", "--limit S", "--allow LIMITS"])


def version_is_one_line(p):
    done = p.run("--version")
    check(done, status=0, said="")
    if not re.fullmatch(r"racecourse \d+\.\d+\.\d+\n", done.out):
        raise Failed(done)


def wrong_usage_is_one_line_and_status_2(p):
    for args, has in WRONG:
        check_one_line(p.run(*args), 2, has)


def control_characters_do_not_reach_stderr(p):
    for word in ["\x1b[31mred", "two\nlines", "\x9b1m", "\u202eback"]:
        done = p.run(word)
        check_one_line(done, 2)
        if any(ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or c == "\u202e"
               for c in done.said[:-1]):
            raise Failed(done)


def course_is_found_by_option_then_environment(p):
    p.write("other/lessons/01_other.md", "# Elsewhere\n\nText.\n")
    other = p.path("other")
    check(p.run("list"), status=0, out_has="First steps")
    check(p.run("--course", other, "list"), status=0, out_has="Elsewhere")
    check(p.run("list", "--course", other), status=0, out_has="Elsewhere")
    check(p.run("list", "--course", "other"), status=0, out_has="Elsewhere")
    check(p.run("list", RACECOURSE_COURSE=other), out_has="Elsewhere")


def missing_course_is_one_line_and_status_3(p):
    os.mkdir(p.path("empty"))
    os.makedirs(p.path("bare/lessons"))
    for folder in ["nowhere", "empty", "bare", "course/lessons/01_first.md"]:
        for command in [["list"], ["read", "1"], ["run", "adder"],
                        ["build", "adder"]]:
            check_one_line(p.run("--course", p.path(folder), *command), 3)


def empty_name_of_a_course_is_not_the_default(p):
    check_one_line(p.run("--course", "", "list"), 2)


def malformed_lesson_is_told_and_the_rest_stands(p):
    p.write("course/lessons/03_odd.md",
            "# Odd\n\nText.\n\n```exercise odd\n[knobs]\nn = many\n```\n")
    check(p.run("list"), status=0, out_has=["Odd", "adder"],
          said_has="03_odd.md:")
    check(p.run("read", "odd"), status=0, out_has=["Odd"],
          said_has="03_odd.md:")
    check(p.run("read", "first"), status=0, said="")


def init_chooses_the_folder(p):
    mine = p.path("my copies")
    check(p.run("init", "my copies"), status=0, said="", out_has=mine)
    p.solve("my copies")
    check(p.run("run", "adder"), out_has="all 43 apples are there")
    check(p.run("doctor"), out_has=f"your copies: {mine}")
    p.write("other/lessons/01_other.md", "# Elsewhere\n\nText.\n")
    check(p.run("doctor", "--course", p.path("other")),
          out_has=f"your copies: {p.path('other/work')}")


def init_refuses_what_cannot_be(p):
    for name in ["course", "course/exercises", "course/exercises/mine"]:
        check_one_line(p.run("init", p.path(name)), 2, "the course's own")
    p.write("file", "")
    check_one_line(p.run("init", p.path("file")), 3, "file")
    check_one_line(p.run("init", p.path("file/below")), 3, "file")
    if os.path.exists(p.path("course/exercises/mine")):
        raise Failed("it was made all the same")


def workbook_needs_a_terminal(p):
    check_one_line(p.run(), 3, "terminal")
    check_one_line(p.run("open", "1"), 3, "terminal")
    check(p.run_on_terminal("open", "9"), status=2, out_has="racecourse: 9:")
    check(p.run_on_terminal("open"), status=2, out_has="which lesson")


if __name__ == "__main__":
    sys.exit(main([
        help_names_every_command,
        help_fits_eighty_columns,
        help_of_a_command_is_the_same_both_ways,
        version_is_one_line,
        wrong_usage_is_one_line_and_status_2,
        control_characters_do_not_reach_stderr,
        course_is_found_by_option_then_environment,
        missing_course_is_one_line_and_status_3,
        empty_name_of_a_course_is_not_the_default,
        malformed_lesson_is_told_and_the_rest_stands,
        init_chooses_the_folder,
        init_refuses_what_cannot_be,
        workbook_needs_a_terminal,
    ]))
