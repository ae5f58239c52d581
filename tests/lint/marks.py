"""Lessons point at code by marks: each that is named is there, once, and
each that is there is named.  What a lesson holds for readers elsewhere is
what the program holds."""

import os
import re

import tree

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*(.*)$")
MARK = re.compile(r"/\*[ \t]*\[([a-z0-9-]+)\][ \t]*\*/[ \t]*$"
                  r"|(?://|#)[ \t]*\[([a-z0-9-]+)\][ \t]*$")
SHOWN = 20                      # lines behind a mark, at most


class Shown:
    """A fence that shows code, and what stands in it."""

    def __init__(self, line, words):
        self.line = line
        self.path = words[1]
        self.mark = words[2].strip("[]") if len(words) > 2 else None
        self.body = []


def code_fences(text):
    fence, shown, found = None, None, []
    for number, line in enumerate(text.split("\n"), 1):
        match = FENCE.match(line)
        if fence and match and match.group(1).startswith(fence) and (
                not match.group(2).strip()):
            fence, shown = None, None
        elif fence and shown:
            shown.body.append(line.strip())
        elif match and not fence:
            fence = match.group(1)
            words = match.group(2).split()
            if words[:1] == ["code"] and len(words) > 1:
                shown = Shown(number, words)
                found.append(shown)
    return found


def mark_of(line):
    match = MARK.search(line)
    return (match.group(1) or match.group(2)) if match else None


def marks_of(text):
    return [x for x in map(mark_of, text.split("\n")) if x]


def excerpt(text, mark):
    """The lines that a mark means: up to a blank line or the next mark."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if mark_of(line) == mark)
    before = MARK.sub("", lines[at]).strip()
    if before:
        return [before]
    kept = []
    for line in lines[at + 1:at + 1 + SHOWN]:
        if not line.strip() or mark_of(line):
            break
        kept.append(line.strip())
    return kept


def complaints_of(lesson, named):
    for shown in code_fences(tree.read(lesson)):
        at = f"{lesson}:{shown.line}"
        if not os.path.isfile(os.path.join(tree.ROOT, shown.path)):
            yield f"{at}: there is no {shown.path}"
            continue
        named.add((shown.path, shown.mark))
        text = tree.read(shown.path)
        count = marks_of(text).count(shown.mark)
        if not shown.mark:
            continue
        if count != 1:
            yield f"{at}: {shown.path} has [{shown.mark}] {count} times"
        elif any(shown.body) and shown.body != excerpt(text, shown.mark):
            yield f"{at}: {shown.path} reads otherwise at [{shown.mark}]"


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
            if marks_of(tree.read(path)):
                tap.case(f"{path}: its marks are named",
                         unnamed(path, named))
    if not tap.count:
        tap.skip("marks", "no lesson shows code")
    tap.end()


main()
