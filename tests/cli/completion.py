"""What bash and zsh offer on the Tab key."""

import shutil
import subprocess
import sys

from place import PROGRAM, ROOT, SECONDS, Failed, Skipped, check, main

COMMANDS = ["open", "list", "read", "run", "check", "hint", "diff", "reset",
            "build", "present", "init", "doctor", "lint", "help"]
EVERYWHERE = ["--course", "--help"]
RUN = ["--solution", "--twin", "--json", "--plain", "--limit",
       "--allow", "--repeat"]
HOSTILE = ["spin", "escapes", "crash", "broken", "fails"]

# The words behind the program's name, the last one is completed; and what
# there is to offer.  A shell that takes = for a word of its own is told the
# rest.
OFFERED = [
    ([""], COMMANDS),
    (["r"], ["read", "run", "reset"]),
    (["xyzzy"], []),
    (["xyzzy", ""], []),
    (["-"], EVERYWHERE + ["--version"]),
    (["run", "--"], EVERYWHERE + RUN),
    (["run", "adder", "--js"], ["--json"]),
    (["build", "--"], EVERYWHERE + ["--print", "--solution"]),
    (["help", "d"], ["diff", "doctor"]),
    (["list", ""], []),
    (["run", ""], ["adder"] + HOSTILE),
    (["run", "--json", "ad"], ["adder"]),
    (["build", "ad"], ["adder"]),
    (["build", "adder", ""], []),
    (["check", "crash", ""], ["adder"] + HOSTILE),
    (["check", "crash", "ad"], ["adder"]),
    (["lint", "crash", "ad"], ["adder"]),
    (["run", "adder", ""], ["first=", "second="]),
    (["run", "adder", "se"], ["second="]),
    (["run", "adder", "first=3", ""], ["second="]),
    (["run", "adder", "first="], ["first=3", "first=1", "first=9"]),
    (["run", "adder", "second=4"], ["second=40"]),
    (["run", "--limit", ""], []),
    (["run", "--limit", "5", "ad"], ["adder"]),
    (["run", "crash", ""], []),
    (["run", "no_such_exercise", ""], []),
    (["open", ""], ["first", "hostile"]),
    (["--course", "/nowhere", "open", ""], []),
    (["--course", ROOT, "run", "counter_r"], ["counter_race"]),
    (["--course=" + ROOT, "run", "counter_r"], ["counter_race"]),
    (["complete", ""], []),
]

BASH = """
source "$1"
program=$2
shift 2
COMP_WORDS=("$program" "$@")
COMP_CWORD=$#
_racecourse "$program" "${COMP_WORDS[COMP_CWORD]}" ""
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
"""

# What zsh's own functions were called with.
ZSH = """
compadd() { shift 3; print -l -- "$@" }
_describe() { print -l -- "${(@)${(P)4}%%:*}" }
_files() { print -r -- "_files $*" }
_normal() { print -r -- "_normal $CURRENT $words" }
file=$1
shift
words=("$@")
CURRENT=$#
source $file
"""


def ask(p, shell, script, file, *words):
    if not shutil.which(shell[0]):
        raise Skipped(f"{shell[0]} is not installed")
    done = subprocess.run(
        [*shell, "-c", script, shell[0], f"{ROOT}/completion/{file}",
         PROGRAM, *words],
        cwd=p.top, env=p.env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.stderr:
        raise Failed(f"{words}: it said {done.stderr!r}")
    return done.stdout.splitlines()


def split(words):
    """As bash does it: name=value is three words."""
    for word in words:
        name, equals, value = word.partition("=")
        yield from [part for part in (name, equals, value) if part] or [""]


def compare(words, offered, wanted):
    if sorted(offered) != sorted(wanted):
        raise Failed(f"{words}: it offered {offered}, not {wanted}")


def program_says_what_there_is(p):
    for words, wanted in OFFERED:
        done = p.run("complete", "--", *words)
        lines = done.out.splitlines()
        if done.status or not all("\t" in line for line in lines):
            raise Failed(f"{words}: {done}")
        compare(words, [line.split("\t")[0] for line in lines], wanted)
    check(p.run("complete"), status=0, out="", said="")
    check(p.run("complete", "--"), status=0, out="", said="")


def help_is_for_people(p):
    check(p.run("--help"), out_lacks="complete")
    check(p.run("complet"), status=2, said_lacks="complete?")


def bash(p, *words):
    return ask(p, ["bash", "--norc"], BASH, "racecourse.bash", *split(words))


def bash_offers_the_same(p):
    for words, wanted in OFFERED:
        if "=" in words[-1]:
            wanted = [text.split("=")[1] for text in wanted]
        compare(words, bash(p, *words), wanted)


def bash_offers_files_and_folders(p):
    p.write("notes.md", "# Notes\n")
    p.write("not here/file", "")
    compare("read", bash(p, "read", "no"), ["notes.md", "not here"])
    compare("read", bash(p, "read", "f"), ["first"])
    compare("init", bash(p, "init", "no"), ["not here"])
    compare("lint", bash(p, "lint", "no"), ["not here"])
    compare("file", bash(p, "check", "adder", "--file", "no"),
            ["notes.md", "not here"])
    compare("file=", bash(p, "check", "adder", "--file=no"),
            ["notes.md", "not here"])
    compare("course", bash(p, "--course", "no"), ["not here"])
    compare("course=", bash(p, "--course=no"), ["not here"])


def bash_leaves_another_program_to_itself(p):
    p.write("notes.md", "# Notes\n")
    if "printf" not in bash(p, "run", "--", "printf"):
        raise Failed("no command was offered")
    compare("file", bash(p, "run", "--", "cat", "no"), ["notes.md"])


def bash_takes_it_from_a_source(p):
    """complete -p knows the function once the file was read."""
    said = ask(p, ["bash", "--norc"], 'source "$1"; complete -p racecourse',
               "racecourse.bash")
    if said != ["complete -F _racecourse racecourse"]:
        raise Failed(said)


def zsh(p, *words):
    return ask(p, ["zsh", "-f"], ZSH, "_racecourse", *words)


def zsh_offers_the_same(p):
    for words, wanted in OFFERED:
        offered = [text for text in zsh(p, *words) if text]
        compare(words, offered, wanted)


def zsh_leaves_the_rest_to_its_own(p):
    compare("init", zsh(p, "init", ""), ["_files -/"])
    compare("read", zsh(p, "read", "fir"), ["_files ", "first"])
    compare("lint", zsh(p, "lint", "ad"), ["_files -/", "adder"])
    compare("file", zsh(p, "check", "adder", "--file", ""), ["_files "])
    compare("run", zsh(p, "run", "--", "cat", "no"), ["_normal 2 cat no"])


if __name__ == "__main__":
    sys.exit(main([
        program_says_what_there_is,
        help_is_for_people,
        bash_takes_it_from_a_source,
        bash_offers_the_same,
        bash_offers_files_and_folders,
        bash_leaves_another_program_to_itself,
        zsh_offers_the_same,
        zsh_leaves_the_rest_to_its_own,
    ]))
