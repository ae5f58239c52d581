"""The manual pages name what the program has, and nothing else: commands,
options, keys, fields of JSON, environment, settings, verdicts."""

import os
import re
import shlex
import shutil
import subprocess

import tree

PROGRAM, LESSON = "man/racecourse.1", "man/racecourse-lesson.5"
# Which headers of libmp a page is about.
LIBRARY = {"man/mp.3": "async cpus job pool process",
           "man/mp_sync.3": "manager pipe queue shared sync"}
# What groff 1.23 says of a line that is one long argument: nothing is wrong.
UNADJUSTED = "cannot adjust line"
# Where fields of a JSON object go that is no report itself.
INSIDE = {"limits_of": "limits.", "cores_of": "cores[].",
          "worker_of": "workers[].", "comparison_of": "comparison.",
          "side_of": "comparison.c.",
          "leftovers_of": "left_behind[].", "json_hang": "hang.", "hung_task_of": "hang.tasks[].",
          "run_of": "runs[].", "spread_of": "distribution[].",
          "bin_of": "distribution[].bins[].",
          "text_of": "distribution[].texts[].",
          "exercise_of": "exercises[].", "rungs_of": "exercises[].rungs[].",
          "evidence_of": "exercises[].evidence.",
          "json_race": "race.", "access_of": "race.accesses[].",
          "frames_of": "frames[].", "json_finding": "finding.",
          "step_of": "finding.order[].", "problem_of": "problems[].",
          "lesson_of": "lessons[].",
          "listed_of": "lessons[].exercises[].",
          "add_checked": "lessons[].exercises[]."}
# Where each object is made, and which section names its fields.
REPORTS = {"JSON": "src/report/json.c src/report/hang.c",
           "JSON OF MANY RUNS": "src/report/spread_json.c",
           "JSON OF CHECKS": "src/report/verdict_json.c",
           "JSON OF RACES": "src/report/races_json.c",
           "JSON OF LINT": "src/report/lint_json.c",
           "JSON OF THE LIST": "src/report/list_json.c"}
ARROWS = {"←": r"\(<-", "→": r"\(->", "↓": "Down", "↑": "Up"}


def section(page, name):
    """A section or subsection of a page, without its subsections' titles."""
    level = "Sh" if re.search(rf"^\.Sh {name}$", page, re.M) else "Ss"
    stop = r"^\.Sh " if level == "Sh" else r"^\.S[hs] "
    text = re.split(rf"^\.{level} {re.escape(name)}$", page, flags=re.M)
    return re.split(stop, text[1], flags=re.M)[0] if len(text) == 2 else ""


def items(page, name, macro):
    """What stands behind `.It MACRO` in a section."""
    return re.findall(rf"^\.It {macro} (.+)$", section(page, name), re.M)


def first_words(texts):
    return {text.split()[0] for text in texts}


def table(path, start):
    """The text of an array's initializer."""
    return re.search(re.escape(start) + r".*?\n\};", tree.read(path),
                     re.S).group()


def strings(text):
    return re.findall(r'"([^"]*)"', text)


def differ(what, have, told):
    if not have:
        yield f"the program's {what}s were not found; mend this test"
    for name in sorted(have - told):
        yield f"the page lacks {what} {name}"
    for name in sorted(told - have):
        yield f"there is no {what} {name}"


def commands():
    found = re.findall(r'\.name = "(\w+)"', tree.read("src/cli/command.c"))
    return set(found)


def options():
    rows = table("src/cli/args.c", "option_rows[OPTION_COUNT] =")
    return {(name, value) for name, value in
            re.findall(r'\{"(\w+)", (?:NULL|"(\w+)"),', rows)}


def options_told(page):
    told = set()
    for text in items(page, "OPTIONS", "Fl"):
        words = text.split()
        told.add((words[0].lstrip("-"),
                  words[2] if words[1:2] == ["Ar"] else ""))
    return told


def option_commands():
    """Each (option, command) that belong together."""
    text = tree.read("src/cli/command.c")
    for row in re.findall(r"\{\n\s+\.name = .*?\n    \}", text, re.S):
        name = re.search(r'\.name = "(\w*)"', row).group(1)
        for option in re.findall(r"BIT\((\w+)\)", row):
            yield option.lower(), name


def check_commands_of_options(page):
    told = {}
    for part in section(page, "OPTIONS").split("\n.It Fl -")[1:]:
        told[part.split()[0]] = set(re.findall(r"^\.Ic (\w+)", part, re.M))
    for option, command in option_commands():
        if command not in told.get(option, set()):
            yield f"--{option} does not say that it is for {command}"
        told.get(option, set()).discard(command)
    for option, rest in told.items():
        for command in rest:
            yield f"--{option} is not for {command}"


def fields(path):
    """The fields of a JSON report, from the functions that make them."""
    text = "\n".join(tree.read(one) for one in path.split())
    function = ""
    for line in re.sub(r"json_object_set_new\(\s+", "json_object_set_new(",
                       text).split("\n"):
        head = re.match(r"(\w+)\(", line)
        function = head.group(1) if head else function
        for name in re.findall(r'json_object_set_new\(\w+,\s*"(\w+)"', line):
            yield INSIDE.get(function, "") + name


def check_fields(page, name):
    told = items(page, name, "Va")
    yield from differ("field", set(fields(REPORTS[name])), first_words(told))
    for text in told:
        if not re.search(r" : No (number|text|object|array|boolean)\b", text):
            yield f"{text.split()[0]} has no type"
        if re.match(r"\S*(seconds|_kib|_bytes|busy|ours)\b", text) and (
                "," not in text):
            yield f"{text.split()[0]} has no unit"


def keys():
    rows = table("src/ui/keys.c", "static const struct key keys[] =")
    row = r'\{[A-Z_]+, \{.*?\},\s*"([^"]*)"'
    for label in re.findall(row, rows, re.S):
        for arrow, word in ARROWS.items():
            label = label.replace(arrow, word)
        if label:
            yield label


def keys_told(page):
    return {text.replace("\\&", "") for text in items(page, "KEYS", "Sy")}


def environment():
    """Names that the sources look up."""
    names = set()
    for path in tree.files("src", ".c"):
        text = tree.read(path)
        names |= set(re.findall(r'getenv\("(\w+)"\)', text))
        names |= set(re.findall(r'"((?:XDG|LC)_[A-Z_]+|LANG|VISUAL|EDITOR)"',
                                text))
    return names


def environment_told(page):
    return {name for text in items(page, "ENVIRONMENT", "Ev")
            for name in text.replace(",", " ").split()}


def section_keys():
    """Each section of an exercise that has fixed keys, and these."""
    text = tree.read("src/course/describe.c")
    build = re.search(r"^take_build\(.*?^\}", text, re.S | re.M).group()
    yield "Section build", set(re.findall(r'name, "(\w+)"', build))
    rows = table("src/course/checks.c", "} keys[] =")
    yield "Section check", set(re.findall(r'\{"(\w+)",', rows))


def sections():
    rows = table("src/course/describe.c", "} sections[] =")
    return set(strings(rows))


def condition_names():
    return set(re.findall(r'"(seconds|cpu\w+|cores_\w+|hangs)"',
                          tree.read("src/check/outcome.c")))


def grammar(text):
    """Its lines, without what is said beside them."""
    lines = re.findall(r"^[ *]*(\w+:  .*?|\w+: .*?)(?:   .*)?$", text, re.M)
    return {re.sub(r"\s+", " ", line) for line in lines
            if re.match(r"(condition|clause|comparison|sum|product|factor):",
                        line)}


def check_lesson(tap, page):
    fences = set(re.findall(r'\{"(\w+)", \w+, [01]\}',
                            tree.read("src/course/fences.c")))
    told = first_words(items(page, "FENCES", "Ic"))
    tap.case("racecourse-lesson(5): fences", differ("fence", fences, told))
    told = set(re.findall(r"^\.Ss Section (\w+)", page, re.M))
    tap.case("racecourse-lesson(5): sections",
             differ("section", sections(), told))
    for name, keys_of in section_keys():
        tap.case(f"racecourse-lesson(5): {name}", differ(
            "key", keys_of, first_words(items(page, name, "Va"))))
    tap.case("racecourse-lesson(5): names in conditions", differ(
        "name", condition_names(),
        first_words(items(page, "CONDITIONS", "Va"))))
    tap.case("racecourse-lesson(5): grammar", differ(
        "rule", grammar(tree.read("src/course/condition.h")),
        grammar(section(page, "CONDITIONS"))))
    verdicts = strings(table("src/course/verdict.c",
                             "names[VERDICT_COUNT] ="))
    told = re.findall(r"^\.Cm (.+)$", section(page, "VERDICTS"), re.M)
    tap.case("racecourse-lesson(5): verdicts",
             differ("verdict", set(verdicts), set(told)))


def statuses():
    return set(re.findall(r"EXIT_\w+ = (\d+)", tree.read("src/cli/say.h")))


def check_program(tap, page):
    told = first_words(items(page, "COMMANDS", "Ic"))
    tap.case("racecourse(1): commands", differ("command", commands(), told))
    tap.case("racecourse(1): options",
             differ("option", options(), options_told(page)))
    tap.case("racecourse(1): whose options",
             check_commands_of_options(page))
    tap.case("racecourse(1): keys",
             differ("key", set(keys()), keys_told(page)))
    for name in REPORTS:
        tap.case(f"racecourse(1): fields of {name}", check_fields(page, name))
    tap.case("racecourse(1): environment", differ(
        "variable", environment(), environment_told(page)))
    told = set(re.findall(r"^\.It (\d+)", section(page, "EXIT STATUS"),
                          re.M))
    tap.case("racecourse(1): exit status", differ("status", statuses(), told))


def check_form(tap, path):
    """By whatever reads manual pages here."""
    for command in (["mandoc", "-Tlint", "-Wwarning"],
                    ["groff", "-ww", "-mandoc", "-Tutf8", "-z"],
                    ["groff", "-ww", "-mandoc", "-Tascii", "-z"]):
        name = f"{path}: {' '.join(command)}"
        if not shutil.which(command[0]):
            tap.skip(name, f"{command[0]} is not installed")
            continue
        done = subprocess.run(
            [*command, os.path.join(tree.ROOT, path)],
            capture_output=True, text=True, check=False)
        tap.case(name, [line for line
                        in (done.stdout + done.stderr).splitlines()
                        if not line.endswith(UNADJUSTED)])


def one_space(text):
    return re.sub(r"\s+", " ", text).strip()


def declared(header):
    """Functions with their types, and macros that look like functions."""
    text = re.sub(r"/\*.*?\*/", "", tree.read(header), flags=re.S)
    for name in re.findall(r"^#define (\w+)(?:\(| mp_)", text, re.M):
        yield name
    text = re.sub(r"^#(?:.*\\\n)*.*$", "", text, flags=re.M)
    for kind, name, given in re.findall(
            r"^((?:\w+ )+\**)(mp_\w+)\(([^;{]*)\);", text, re.M):
        yield f"{kind.strip()} {name}({one_space(given)})"


def synopsis(page):
    """The same from a page, where a macro has no type."""
    kind = ""
    text = re.sub(r'\n\.Fa (".*"|\S+)', r" \1", section_text(page))
    for line in text.split("\n"):
        words = shlex.split(line)
        if words[:1] == [".Ft"]:
            kind = " ".join(words[1:])
        elif words[:1] in ([".Fn"], [".Fo"]):
            given = ", ".join(words[2:])
            yield f"{kind} {words[1]}({given})" if kind else words[1]
            kind = ""


def section_text(page):
    """SYNOPSIS with its subsections."""
    return page.split("\n.Sh SYNOPSIS\n")[1].split("\n.Sh ")[0]


def check_library(tap):
    every = {path for path in tree.files("src/guest/mp", ".h")
             if os.path.basename(path).startswith("mp_")}
    for path, names in LIBRARY.items():
        headers = {f"src/guest/mp/mp_{name}.h" for name in names.split()}
        every -= headers
        have = {one for header in headers for one in declared(header)}
        tap.case(f"{path}: functions", differ(
            "function", have, set(synopsis(tree.read(path)))))
        check_form(tap, path)
    tap.case("libmp: each header has a page",
             [f"{header} is on no page" for header in sorted(every)])


def main():
    tap = tree.Tap()
    check_program(tap, tree.read(PROGRAM))
    check_lesson(tap, tree.read(LESSON))
    check_library(tap)
    check_form(tap, PROGRAM)
    check_form(tap, LESSON)
    tap.end()


main()
