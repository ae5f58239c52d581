"""What every lint program needs: the tree's files, C told apart into code
and words, and TAP on stdout."""

import os
import re
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
# Not ours to judge: what is built, what the learner wrote, what is input.
SKIPPED = re.compile(r"(^|/)(\.git|build[^/]*|work|__pycache__|fixtures)(/|$)")


def is_ours(top, here, name):
    """src/build is a folder of ours; what meson builds in has any name."""
    if os.path.exists(os.path.join(top, name, "build.ninja")):
        return False
    return here == "src" or not SKIPPED.search(name)


def files(under, *endings):
    """Paths below ROOT/under that end in one of the endings, sorted."""
    found = []
    for top, folders, names in os.walk(os.path.join(ROOT, under)):
        here = os.path.relpath(top, ROOT)
        folders[:] = [x for x in folders if is_ours(top, here, x)]
        found += [os.path.normpath(os.path.join(here, x)) for x in names
                  if x.endswith(endings)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


WORDS = re.compile(r"""
      (?P<block> /\*.*?(\*/|\Z) )
    | (?P<line>  //[^\n]* )
    | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
    """, re.X | re.S)


def blank(match):
    """The same number of columns and lines, without the words."""
    kept = match.group()
    inside = re.sub(r"[^\n]", " ", kept)
    if match.group("string"):
        return kept[0] + inside[1:-1] + kept[-1]
    return inside


def code_of(text):
    """C without what stands in comments and strings; columns stay."""
    return WORDS.sub(blank, text)


def line_comments(text):
    """Yield (line number, column, text) of each // comment."""
    for match in WORDS.finditer(text):
        if match.group("line"):
            before = text[:match.start()]
            yield (before.count("\n") + 1,
                   match.start() - (before.rfind("\n") + 1), match.group())


class Tap:
    """Cases, printed as they are found."""

    def __init__(self):
        self.count = 0
        self.bad = 0

    def case(self, name, complaints):
        """A case passes where there are no complaints."""
        self.count += 1
        complaints = list(complaints)
        self.bad += bool(complaints)
        print(f"{'not ' if complaints else ''}ok {self.count} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")

    def note(self, text):
        print(f"# {text}")

    def end(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.bad else 0)
