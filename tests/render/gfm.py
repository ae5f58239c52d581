#!/usr/bin/env python3
"""What GitHub adds, against GitHub's own cmark-gfm, at four widths.

    gfm.py DOC_ROWS [FILE]

The examples of FILE, or of gfm.txt beside this script, stand in fences of
backticks behind the word "example", as in cmark-gfm's own test/spec.txt and
test/extensions.txt, which can be given here; what they expect is not read.
Each is given to cmark-gfm.  The rows have to hold the text of its answer: at
200 columns in order, with the same links, and below that in any order, since
the lines of cells that wrap stand side by side.
"""

import itertools
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

from markup import (DECORATION, bare, goes_back, rows_of, skip, text_of_rows,
                    too_wide)

FOLDER = os.path.dirname(os.path.abspath(__file__))
WIDTHS = (20, 40, 80, 200)
EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist", "footnotes")
EXAMPLE = re.compile(r"^#+ (.*)$|^`{10,} example.*\n"
                     r"((?:(?!\.$|`{10}).*\n)*)(?:\.\n(?:.*\n)*?)?`{10,}$",
                     re.M)
MARK = re.compile(r'<sup class="footnote-ref"><a [^>]*data-footnote-ref>'
                  r"(\d+)</a></sup>")
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def examples(path):
    """(section, markdown) of each."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    section = ""
    for match in EXAMPLE.finditer(text):
        if match.group(1):
            section = match.group(1)
        else:
            yield section, match.group(2).replace("→", "\t")


def cmark_gfm(markdown, form):
    options = [word for name in EXTENSIONS for word in ("-e", name)]
    done = subprocess.run(["cmark-gfm", *options, "-t", form], check=True,
                          input=markdown.encode(), stdout=subprocess.PIPE)
    return done.stdout.decode()


def answer(markdown):
    """cmark-gfm's tree, with the numbers of footnotes, which only its HTML
    has, and names for them, which it has not."""
    tree = cmark_gfm(markdown, "xml")
    for number in MARK.findall(cmark_gfm(markdown, "html")):
        mark = f"({number})".translate(RAISED)
        tree = tree.replace("<<unknown> />", f"<text>{mark}</text>", 1)
    tree = tree.replace("<unknown>>", "footnote>").replace("<<", "<")
    tree = tree.replace("</<", "</")
    return xml.etree.ElementTree.fromstring(tree)


def texts(node):
    """All text of a tree but what describes images."""
    kind = node.tag.split("}")[-1]
    if kind == "image":
        return ""
    own = (node.text or "") if not len(node) else ""
    return own + "".join(map(texts, node))


def once(targets):
    """Those that do not equal the one before."""
    return [target for target, _ in itertools.groupby(filter(None, targets))]


def links(tree):
    """The targets of links with text, in order."""
    return once(node.get("destination") for node in tree.iter()
                if node.tag.endswith("}link") and bare(texts(node)))


def links_of_rows(rows):
    return once(target for row in rows
                for _, _, style, target in row["spans"]
                if not style & DECORATION)


def text_without_returns(rows):
    return text_of_rows(rows).replace("↩", "")


def complaint(rows, width, tree):
    text, expected = text_without_returns(rows), bare(texts(tree))
    in_order = width == WIDTHS[-1]
    if text != expected if in_order else sorted(text) != sorted(expected):
        return f"at {width} columns: {text!r} is not {expected!r}"
    if in_order and links_of_rows(rows) != links(tree):
        return f"links {links_of_rows(rows)} are not {links(tree)}"
    if too_wide(rows, width):
        return f"at {width} columns: {too_wide(rows, width)}"
    if goes_back(rows):
        return f"at {width} columns: a place goes back"
    return None


def main(program, path):
    if not shutil.which("cmark-gfm"):
        skip("cmark-gfm is not found")
    cases = list(examples(path))
    laid_out = {width: rows_of(program, [text for _, text in cases], "-g",
                               "-w", str(width)) for width in WIDTHS}
    failed = 0
    print(f"1..{len(cases)}")
    for index, (section, markdown) in enumerate(cases):
        tree = answer(markdown)
        complaints = [complaint(laid_out[width][index], width, tree)
                      for width in WIDTHS]
        complaints = [x for x in complaints if x]
        print("not ok" if complaints else "ok", index + 1, f"- {section}")
        for line in complaints:
            print("#", line)
        failed += bool(complaints)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2
                  else FOLDER + "/gfm.txt"))
