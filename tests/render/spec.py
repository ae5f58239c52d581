#!/usr/bin/env python3
"""All examples of the CommonMark specification, at three widths.

    spec.py DOC_ROWS

For each example the text of cmark's HTML has to be the text of the rows,
in order, white space apart.  What the layout adds is marked as such.
"""

import json
import sys

from markup import (Cmark, GOLDMARK, goes_back, rows_of, skip, text_of_rows,
                    too_wide)

WIDTHS = (20, 40, 80)


def examples():
    path = GOLDMARK + "/_test/spec.json"
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError:
        skip("no specification: install golang-github-yuin-goldmark-dev")


def complaint(rows, width, expected):
    """What is wrong with the rows of an example, or None."""
    text = text_of_rows(rows)
    if text != expected:
        return f"at {width} columns: {text!r} is not {expected!r}"
    if too_wide(rows, width):
        return f"at {width} columns: {too_wide(rows, width)}"
    if goes_back(rows):
        return f"at {width} columns: a place goes back"
    return None


def main(program):
    cmark = Cmark()
    cases = examples()
    texts = [case["markdown"] for case in cases]
    laid_out = {width: rows_of(program, texts, "-w", str(width))
                for width in WIDTHS}
    failed = 0
    print(f"1..{len(cases)}")
    for index, case in enumerate(cases):
        expected = cmark.text(case["markdown"])
        complaints = [complaint(laid_out[width][index], width, expected)
                      for width in WIDTHS]
        complaints = [x for x in complaints if x]
        print("not ok" if complaints else "ok", index + 1,
              f"- example {case['example']}: {case['section']}")
        for line in complaints:
            print("#", line)
        failed += bool(complaints)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1]))
