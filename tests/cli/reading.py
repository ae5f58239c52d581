"""list and read: what they show, and to whom."""

import json
import os
import re
import sys
import time

from place import Failed, ROOT, check, check_one_line, main


def list_shows_progress(p):
    check(p.run("list"), status=0, said="",
          out_has=["· adder", "not run yet", "0 of 6 passed"])
    check(p.run("run", "adder"), status=0)
    check(p.run("list"), out_has=["• adder", "0 of 6"])
    p.solve("course/work")
    check(p.run("run", "adder"), status=0)
    check(p.run("list"),
          out_has=["○ adder", "right, not checked", "0 of 6"])
    check(p.run("run", "crash"), status=1)
    check(p.run("list"), out_has=["✓ crash", "seen", "1 of 6"])


def list_shows_what_is_not_right_yet(p):
    p.write("course/work/01_first/adder.c", "int main(void) { return 0; }\n")
    check(p.run("run", "adder"), status=0)
    check(p.run("list"), out_has=["✗ adder", "0 of 6"])


def list_shows_verdicts(p):
    own = "course/work/01_first/adder.c"
    check(p.run("run", "adder"), status=0)
    p.write(own, "int main(void) { return 1; }\n")
    p.checked("adder", "wrong result", int(time.time()) - 7000)
    p.write(own, "int main(void) { return 0; }\n")
    p.checked("adder", "right by luck", int(time.time()) - 400)
    check(p.run("list"), out_has=[
        "✗ adder", "right by luck, 2 attempts, 6 min ago\n", "0 of 6"])
    p.solve("course/work")
    check(p.run("list"), out_has="6 min ago, changed since\n")
    p.checked("adder", "passed", int(time.time()) - 130)
    check(p.run("list"), out_has=[
        "✓ adder", "3 attempts, passed 2 min ago\n", "1 of 6 passed"])
    p.write(own, "int main(void) { return 0; }\n")
    check(p.run("list"), out_has=[
        "! adder", "passed 2 min ago, changed since\n", "0 of 6 passed"])
    check(p.run("list", LC_ALL="C"), out_has=["! adder", ". escapes"])


def list_reports_json(p):
    check(p.run("run", "adder"), status=0)
    check(p.run("run", "crash"), status=1)
    p.solve("course/work")
    p.checked("adder", "crashed", 1790000000)
    p.checked("adder", "passed", 1790000001)
    done = p.run("list", "--json", LC_ALL="C")
    check(done, status=0, said="")
    told = json.loads(done.out)
    adder = told["lessons"][0]["exercises"][0]
    sentence = adder.pop("sentence")
    if not sentence.startswith("1 attempt, passed "):
        raise Failed(f"{sentence!r}")
    if (told["version"], told["passed"], told["all"]) != (1, 2, 6) or adder != {
            "name": "adder", "file": p.path("course/work/01_first/adder.c"),
            "demonstration": False, "standing": "passed", "changed": False,
            "verdict": "passed", "attempts": 1, "checked_at": 1790000001,
            "passed_at": 1790000001, "runs": 1}:
        raise Failed(f"{told}")
    crash = told["lessons"][1]["exercises"][2]
    if (crash["standing"], crash["verdict"], crash["passed_at"]) != (
            "passed", None, None):
        raise Failed(f"{crash}")


def solution_is_no_progress(p):
    check(p.run("run", "adder", "--solution"), status=0)
    check(p.run("list"), out_has="· adder")


def lesson_is_read_by_number_name_and_title(p):
    done = p.run("read", "1")
    check(done, status=0, said="", out_has=["First steps", "small", "adder"],
          out_lacks=["\x1b", "minutes:", "sum <"])
    os.mkdir(p.path("first"))
    for name in ["01", "01_first", "first", "First steps", "FIRST"]:
        check(p.run("read", name), status=0, out=done.out)


def file_is_read_without_a_course(p):
    p.write("notes.md", "# Notes\n\nSome *text*.\n")
    done = p.run("read", "notes.md", RACECOURSE_COURSE=p.path("nowhere"))
    check(done, status=0, said="", out_has=["Notes", "Some text."])
    again = p.run_with("# Notes\n\nSome *text*.\n", "read", "-")
    check(again, status=0, out=done.out)
    check(p.run("read", p.path("notes.md")), status=0, out=done.out)


def text_is_as_wide_as_columns_says(p):
    p.write("long.md", "word " * 200 + "\n\nanother one " * 30 + "\n")
    widest = {}
    for columns in ["20", "40", "100"]:
        done = p.run("read", "long.md", COLUMNS=columns)
        check(done, status=0)
        widest[columns] = max(map(len, done.out.split("\n")))
        if widest[columns] > int(columns):
            raise Failed(done)
    check(p.run("read", "long.md", COLUMNS="what"), status=0,
          out=p.run("read", "long.md").out)
    if not widest["100"] > widest["40"] > widest["20"]:
        raise Failed(str(widest))


def code_is_whole_in_a_pipe_and_cut_on_a_terminal(p):
    check(p.run("read", "1", COLUMNS="30"), out_has="horizon")
    check(p.run_on_terminal("read", "1", columns=30), status=0,
          out_has="›", out_lacks="horizon")


def styles_are_for_terminals_only(p):
    check(p.run_on_terminal("read", "1"), status=0, out_has=["\x1b["])
    check(p.run_on_terminal("read", "1", TERM="dumb"), out_lacks="\x1b")
    plain = p.run_on_terminal("read", "1", NO_COLOR="1")
    check(plain, out_has="\x1b[0;1")
    if re.search(r"\x1b\[[0-9;]*3[0-7]", plain.out):
        raise Failed(plain)
    for command in [["list"], ["doctor"], ["run", "adder"], ["read", "2"],
                    ["--help"], ["build", "adder", "--print"]]:
        check(p.run(*command), out_lacks="\x1b", said_lacks="\x1b")


def styles_end_where_they_should(p):
    for command in [["read", "1"], ["list"], ["doctor"]]:
        done = p.run_on_terminal(*command)
        check(done, status=0)
        for line in done.out.split("\n"):
            codes = re.findall(r"\x1b\[([0-9;]*)m", line)
            if codes and codes[-1] not in ("0", ""):
                raise Failed(repr(line))


LINKS = ("See [the site](https://example.org/a\u00e4?q=1), [us](mailto:a@b.c), "
         "[a file](02_other.md), <http://x.org/> and "
         "![a picture](https://x.org/p.png).\n\n"
         "[odd](<https://x.org/a b\x1b]0;t\x07\x9c\\>)\n")


def links_are_clicked_on_where_they_can_be(p):
    p.write("links.md", LINKS)
    begin, end = "\x1b]8;id=1;", "\x1b]8;;\x1b\\"
    done = p.run_on_terminal("read", "links.md", TERM="xterm-kitty",
                             columns=100)
    check(done, status=0,
          out_has=[begin + "https://example.org/a%C3%A4?q=1\x1b\\",
                   "the site", end, ";mailto:a@b.c\x1b\\",
                   ";http://x.org/\x1b\\", ";https://x.org/p.png\x1b\\",
                   "a file", "[1] 02_other.md"],
          out_lacks=["[2]", "8;id=3;", "\x07", "\x1b]0", "\x9c"])
    if done.out.count("\x1b]8;id=") != done.out.count(end):
        raise Failed(done)
    sequences = re.findall(r"\x1b\]8;[^\x1b]*\x1b\\", done.out)
    if not all(re.fullmatch(r"\x1b\]8;(id=\d+)?;[!-~]*\x1b\\", sequence)
               for sequence in sequences):
        raise Failed(done)


def links_are_numbered_where_they_cannot_be_clicked_on(p):
    p.write("links.md", LINKS)
    numbered = ["[1] https://example.org/", "[2] mailto:a@b.c",
                "[3] 02_other.md", "[4] https://x.org/p.png"]
    for changes in [{}, {"TERM": "linux"}, {"TERM": "vt100"},
                    {"TERM": "dumb", "FORCE_HYPERLINK": "1"},
                    {"TERM": "screen-256color", "VTE_VERSION": "7000"},
                    {"TERM": "vt100", "VTE_VERSION": "7000"},
                    {"TMUX": "x", "TERM": "xterm-kitty"},
                    {"VTE_VERSION": "4900"}, {"TERM_PROGRAM": "Terminal"},
                    {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}]:
        check(p.run_on_terminal("read", "links.md", columns=100, **changes),
              status=0, out_has=numbered, out_lacks="\x1b]")
    check(p.run("read", "links.md", TERM="xterm-kitty", FORCE_HYPERLINK="1"),
          status=0, out_has=numbered, out_lacks="\x1b")


def terminals_that_open_links_are_known(p):
    p.write("links.md", LINKS)
    for changes in [{"TERM": "foot"}, {"TERM": "alacritty"},
                    {"VTE_VERSION": "7200"}, {"TERM_PROGRAM": "iTerm.app"},
                    {"WT_SESSION": "x"}, {"FORCE_HYPERLINK": "1"},
                    {"TERM": "foot", "NO_COLOR": "1"},
                    {"TERM": "foot", "LC_ALL": "C"},
                    {"TMUX": "x", "FORCE_HYPERLINK": "1"}]:
        check(p.run_on_terminal("read", "links.md", **changes), status=0,
              out_has="\x1b]8;id=1;https://example.org/")


def ascii_is_all_that_is_written_where_the_locale_knows_no_more(p):
    p.write("all.md", "# One[^1]\n\n> [!TIP]\n> $\\sum_{i=0}^n \\frac12 x_i$\n\n"
            "|a b c d e|f g h i j|k l m n o p q|\n|-|-|-|\n|1|2|3|\n|4|5|6|\n\n"
            "~~x~~ www.a.org [b](c)\n\n[^1]: two\n\n    \u2022 three\n")
    for columns in ["20", "80"]:
        for done in [p.run("read", "all.md", LC_ALL="C", COLUMNS=columns),
                     p.run_on_terminal("read", "all.md", LC_ALL="C",
                                       COLUMNS=columns, TERM="foot")]:
            done.out = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
            check(done, status=0, out_has=["One(1)", "(1) two", "* three <",
                                          "sum_(i=0)^n 1/2"])
            if not done.out.isascii():
                raise Failed(done)


def reader_that_goes_away_is_no_failure(p):
    p.write("long.md", "word " * 200000)
    process = p.start("read", "long.md")
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    if process.wait() != 0 or said:
        raise Failed(f"{process.returncode} {said}")


def file_that_cannot_be_read_is_one_line(p):
    for name in ["missing.md", "course/", "course/lessons"]:
        check_one_line(p.run("read", name), 3, name)


def full_disk_is_one_line(p):
    with open("/dev/full", "w", encoding="utf-8") as full:
        for command in [["--help"], ["list"], ["read", "1"],
                        ["run", "adder", "--json"]]:
            check_one_line(p.finish(p.start(*command, stdout=full)), 3,
                           "standard output")


def broken_text_is_read(p):
    with open(p.path("bad.md"), "wb") as file:
        file.write(b"# \xff\xfe\x80 title\x00\n\n\x1b[31mred `\x07`\n\n```c\n")
    check(p.run("read", "bad.md"), status=0, out_has=["title", "red"],
          out_lacks=["\x1b", "\x07", "\x00"])


def real_course_is_well_formed(p):
    done = p.run("list", RACECOURSE_COURSE=ROOT)
    check(done, status=0, said="", out_has="counter_race")
    for name in sorted(os.listdir(os.path.join(ROOT, "lessons"))):
        for columns in ["40", "80"]:
            check(p.run("read", name[:-3], RACECOURSE_COURSE=ROOT,
                        COLUMNS=columns), status=0, said="",
                  out_lacks="\x1b")


if __name__ == "__main__":
    sys.exit(main([
        list_shows_progress,
        list_shows_what_is_not_right_yet,
        list_shows_verdicts,
        list_reports_json,
        solution_is_no_progress,
        lesson_is_read_by_number_name_and_title,
        file_is_read_without_a_course,
        text_is_as_wide_as_columns_says,
        code_is_whole_in_a_pipe_and_cut_on_a_terminal,
        styles_are_for_terminals_only,
        styles_end_where_they_should,
        links_are_clicked_on_where_they_can_be,
        links_are_numbered_where_they_cannot_be_clicked_on,
        terminals_that_open_links_are_known,
        ascii_is_all_that_is_written_where_the_locale_knows_no_more,
        reader_that_goes_away_is_no_failure,
        file_that_cannot_be_read_is_one_line,
        full_disk_is_one_line,
        broken_text_is_read,
        real_course_is_well_formed,
    ]))
