#!/usr/bin/env python3
"""GitHub's tables: goldmark's examples, at three widths.

    tables.py DOC_ROWS

The text of the rows has to be that of the HTML which stands beside each
example; at 80 columns in order, below that in any order, since the lines of
cells that wrap stand side by side.
"""

import re
import sys

from markup import (GOLDMARK, goes_back, rows_of, skip, text_of_html,
                    text_of_rows, too_wide)

WIDTHS = (20, 40, 80)


def examples():
    """(title, markdown, html) of each."""
    path = GOLDMARK + "/extension/_test/table.txt"
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError:
        skip("no examples: install golang-github-yuin-goldmark-dev")
    for example in re.split(r"^//=[= ]*//$", text, flags=re.M):
        parts = re.split(r"^//-[- ]*//\n", example, flags=re.M)
        if len(parts) != 3:
            continue
        title, markdown, markup = parts
        if "enableEscape" in title:
            markdown = markdown.replace("\\t", "\t")
        yield title.strip().split("\n")[0], markdown, markup


def complaint(rows, width, expected):
    text = text_of_rows(rows)
    same = (text == expected if width == 80
            else sorted(text) == sorted(expected))
    if not same:
        return f"at {width} columns: {text!r} is not {expected!r}"
    if too_wide(rows, width):
        return f"at {width} columns: {too_wide(rows, width)}"
    if goes_back(rows):
        return f"at {width} columns: a place goes back"
    return None


def main(program):
    cases = list(examples())
    texts = [markdown for _, markdown, _ in cases]
    laid_out = {width: rows_of(program, texts, "-g", "-w", str(width))
                for width in WIDTHS}
    failed = 0
    print(f"1..{len(cases)}")
    for index, (title, _, markup) in enumerate(cases):
        expected = text_of_html(markup)
        complaints = [complaint(laid_out[width][index], width, expected)
                      for width in WIDTHS]
        complaints = [x for x in complaints if x]
        print("not ok" if complaints else "ok", index + 1,
              f"- table {title}")
        for line in complaints:
            print("#", line)
        failed += bool(complaints)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1]))
