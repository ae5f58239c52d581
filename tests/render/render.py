#!/usr/bin/env python3
"""Markdown files beside the text that they become at 40 and 80 columns.

    render.py DOC_ROWS [--write]

NAME.md is laid out as a lesson and compared with NAME.40.txt and
NAME.80.txt.  With --write these are written instead: read the diff.
"""

import difflib
import glob
import os
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
WIDTHS = (40, 80)


def render(program, path, width):
    return subprocess.run([program, "-g", "-l", "-w", str(width), path],
                          check=True, stdout=subprocess.PIPE).stdout.decode()


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def check(name, width, text, number):
    expected = read(f"{FOLDER}/{name}.{width}.txt")
    same = text == expected
    print("ok" if same else "not ok", number, f"- {name} at {width} columns")
    for line in difflib.unified_diff(expected.splitlines(),
                                     text.splitlines(), "expected", "rows",
                                     lineterm=""):
        print("#", line)
    return same


def main(program, write):
    names = sorted(os.path.basename(path)[:-3]
                   for path in glob.glob(FOLDER + "/*.md"))
    cases = [(name, width) for name in names for width in WIDTHS]
    failed = False
    print(f"1..{len(cases)}")
    for number, (name, width) in enumerate(cases, 1):
        text = render(program, f"{FOLDER}/{name}.md", width)
        if write:
            path = f"{FOLDER}/{name}.{width}.txt"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        failed |= not check(name, width, text, number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1], "--write" in sys.argv[2:]))
