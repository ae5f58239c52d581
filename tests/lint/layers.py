"""Who may include whom: a folder of src/ knows the folders below it, and
each foreign library is known in one folder alone."""

import os
import re

import tree

ABOVE = ["base", "wire", "doc", "sample", "timeline", "symbols", "course",
         "run", "build", "explore", "check", "report"]
MAY = {
    "base": [],
    "wire": [],
    "doc": ["base"],
    "sample": ["base"],
    "symbols": ["base"],
    "timeline": ["base", "wire", "symbols"],
    "course": ["base", "doc"],
    "run": ["base", "wire", "sample", "timeline", "symbols"],
    "build": ["base", "course", "run"],
    "explore": ["base", "wire", "run", "symbols", "build", "course"],
    "check": ["base", "wire", "sample", "timeline", "symbols", "course",
              "run", "build", "explore"],
    "report": ABOVE[:-1],
    "ui": ABOVE,
    "cli": ABOVE + ["ui"],
    "guest/probe": ["wire"],
    "guest/hooks": ["wire"],
    "guest/sched": ["wire", "guest/hooks"],
    "guest/mp": [],
}
ONLY = {
    "ui": r"n?curses\w*(/.*)?\.h|term\.h",
    "doc": r"cmark.*\.h",
    "symbols": r"(elfutils/.*|dwarf|libelf|gelf)\.h",
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def folder_of(path):
    """src/guest/mp/pool.c -> guest/mp, src/base/str.c -> base."""
    folder = os.path.dirname(path)[len("src/"):]
    parts = folder.split("/")
    return "/".join(parts[:2] if parts[0] == "guest" else parts[:1])


def includes(path):
    text = tree.read(path)
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield line, match.group(1), match.group(2)


def exists(name):
    """Is it below src/, or does a meson.build make it?"""
    path = os.path.join(tree.ROOT, "src", name)
    maker = os.path.join("src", os.path.dirname(name), "meson.build")
    return os.path.exists(path) or (
        os.path.exists(os.path.join(tree.ROOT, maker)) and
        f"output: '{os.path.basename(name)}'" in tree.read(maker))


def complaints_of(folder, paths):
    for path in paths:
        for line, quote, name in includes(path):
            at = f"{path}:{line}"
            for owner, pattern in ONLY.items():
                if owner != folder and re.fullmatch(pattern, name):
                    yield f"{at}: {name} is known in src/{owner}/ alone"
            if quote == "<":
                continue
            whose = folder_of("src/" + name)
            if folder == "guest/mp" and "/" not in name:
                continue
            if not exists(name):
                yield f'{at}: "{name}" is not rooted at src/'
            elif whose != folder and whose not in MAY[folder]:
                yield f"{at}: {folder} must not know {whose}"


def own_header_first(paths):
    for path in paths:
        own = path[len("src/"):-1] + "h"
        if not path.endswith(".c") or not os.path.exists(
                os.path.join(tree.ROOT, "src", own)):
            continue
        first = next((name for _, _, name in includes(path)), "nothing")
        if first not in (own, os.path.basename(own)):
            yield f'{path}: includes {first} first, not "{own}"'


def main():
    tap = tree.Tap()
    folders = {}
    for path in tree.files("src", ".c", ".h"):
        folders.setdefault(folder_of(path), []).append(path)
    for folder, paths in sorted(folders.items()):
        if folder not in MAY:
            tap.case(f"{folder} is a layer", ["no layer of that name"])
            continue
        tap.case(f"{folder} knows only what is below it",
                 complaints_of(folder, paths))
        tap.case(f"{folder}: a file's own header comes first",
                 own_header_first(paths))
    tap.end()


main()
