"""Every header compiles alone, with the flags of its folder.

    headers.py BUILD-FOLDER
"""

import json
import os
import shlex
import subprocess
import sys

import tree

# Of a command: where the output goes, and what is compiled.
WITH_VALUE = ("-o", "-MF", "-MQ", "-MT")
ALONE = ("-c", "-MD", "-MP")


def flags_of(command):
    kept, words = [], iter(shlex.split(command))
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif word not in ALONE and not word.endswith(".c"):
            kept.append(word)
    return kept


def commands(build):
    """Folder of the tree -> (compiler and flags, where to run it)."""
    with open(os.path.join(build, "compile_commands.json"),
              encoding="utf-8") as file:
        found = {}
        for entry in json.load(file):
            source = os.path.realpath(
                os.path.join(entry["directory"], entry["file"]))
            folder = os.path.relpath(os.path.dirname(source), tree.ROOT)
            found.setdefault(folder, (flags_of(entry["command"]),
                                      entry["directory"]))
        return found


def compile_alone(header, command):
    words, directory = command
    # Once for itself, once more for its guard.
    name = os.path.join(tree.ROOT, header)
    done = subprocess.run(
        [*words, "-fsyntax-only", "-x", "c", "-"], cwd=directory, text=True,
        input=f'#include "{name}"\n#include "{name}"\n',
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return done.stderr.splitlines() if done.returncode or done.stderr else []


def main():
    tap = tree.Tap()
    known = commands(sys.argv[1])
    fallback = known.get("src/base")
    for header in tree.files("src", ".h") + tree.files("tests", ".h"):
        command = known.get(os.path.dirname(header), fallback)
        tap.case(header, compile_alone(header, command))
    tap.end()


main()
