"""What is not C: every source is built, scripts parse, text has no tabs."""

import ast
import os
import re
import shutil
import subprocess

import tree


def unbuilt(folder, paths):
    """Sources that no meson.build between here and src/ names."""
    listed, here = "", folder
    while here:
        path = os.path.join(here, "meson.build")
        if os.path.exists(os.path.join(tree.ROOT, path)):
            listed += tree.read(path)
        here = os.path.dirname(here)
    for path in paths:
        name = os.path.basename(path)
        if not re.search(rf"['/]{re.escape(name)}'", listed):
            # Tests name their programs without the ending.
            if not (folder == "tests/unit" and
                    f"['{name[5:-2]}'" in listed):
                yield f"{path} is in no meson.build"


def check_built(tap):
    folders = {}
    for path in tree.files("src", ".c") + tree.files("tests/unit", ".c"):
        folders.setdefault(os.path.dirname(path), []).append(path)
    for folder, paths in sorted(folders.items()):
        tap.case(f"{folder}: every source is built", unbuilt(folder, paths))


def scripts():
    """Yield (path, interpreter) of what starts with #! and is shell."""
    for path in tree.files(".", ""):
        if "." in os.path.basename(path) and not path.endswith(".sh"):
            continue
        try:
            first = tree.read(path).split("\n", 1)[0]
        except UnicodeDecodeError:
            continue
        shell = re.match(r"#!.*\b(sh|bash)$", first)
        if shell:
            yield path, shell.group(1)


def check_scripts(tap):
    for path, shell in scripts():
        done = subprocess.run([shell, "-n", os.path.join(tree.ROOT, path)],
                              capture_output=True, text=True, check=False)
        tap.case(f"{path} parses", done.stderr.splitlines())
        if shutil.which("shellcheck"):
            done = subprocess.run(
                ["shellcheck", os.path.join(tree.ROOT, path)],
                capture_output=True, text=True, check=False)
            tap.case(f"{path}: shellcheck", done.stdout.splitlines())


def syntax(path):
    try:
        ast.parse(tree.read(path))
    except SyntaxError as error:
        yield f"{path}:{error.lineno}: {error.msg}"


def untidy(path):
    for number, line in enumerate(tree.read(path).split("\n"), 1):
        if "\t" in line:
            yield f"{path}:{number}: a tab"
        # Two spaces before a line's end mean a line break in Markdown.
        if line != line.rstrip() and not path.endswith(".md"):
            yield f"{path}:{number}: space at the end"


def main():
    tap = tree.Tap()
    check_built(tap)
    check_scripts(tap)
    for path in tree.files(".", ".py"):
        tap.case(f"{path} parses", syntax(path))
    for path in tree.files(".", ".py", "meson.build", ".md", "bootstrap"):
        tap.case(f"{path} is tidy", untidy(path))
    tap.end()


main()
