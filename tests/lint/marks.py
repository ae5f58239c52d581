"""Lessons point at code by marks: each that is named is there, once.  One
that no lesson names is told, as a note."""

import os
import re

import tree

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*(.*)$")
MARK = re.compile(r"^[ \t]*(?:/\*[ \t]*\[([a-z0-9-]+)\][ \t]*\*/"
                  r"|(?://|#)[ \t]*\[([a-z0-9-]+)\])[ \t]*$", re.M)


def code_fences(text):
    """Yield (line, path, mark or None) of each fence that shows a file."""
    fence = None
    for number, line in enumerate(text.split("\n"), 1):
        match = FENCE.match(line)
        if not match:
            continue
        if fence:
            if line.strip().startswith(fence) and not match.group(2).strip():
                fence = None
            continue
        fence = match.group(1)
        words = match.group(2).split()
        if words[:1] == ["code"] and len(words) > 1:
            mark = words[2].strip("[]") if len(words) > 2 else None
            yield number, words[1], mark


def marks_of(text):
    return [a or b for a, b in MARK.findall(text)]


def complaints_of(lesson, named):
    for line, path, mark in code_fences(tree.read(lesson)):
        at = f"{lesson}:{line}"
        if not os.path.isfile(os.path.join(tree.ROOT, path)):
            yield f"{at}: there is no {path}"
            continue
        named.add((path, mark))
        count = marks_of(tree.read(path)).count(mark)
        if mark and count != 1:
            yield f"{at}: {path} has the mark [{mark}] {count} times"


def unnamed(path, named):
    for mark in marks_of(tree.read(path)):
        if (path, mark) not in named:
            yield f"{path}: no lesson points at [{mark}]"


def main():
    tap = tree.Tap()
    named = set()
    lessons = tree.files("lessons", ".md")
    for lesson in lessons:
        tap.case(f"{lesson}: what it shows is there",
                 complaints_of(lesson, named))
    for top in ("exercises", "solutions") if lessons else ():
        for path in tree.files(top, ".c", ".h", ".py"):
            for complaint in unnamed(path, named):
                tap.note(complaint)
    if not tap.count:
        tap.skip("marks", "no lesson shows code")
    tap.end()


main()
