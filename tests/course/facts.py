"""Each number in a lesson comes from a run: this makes those runs.

    facts.py ROOT LIBMP [NAME...]       the facts, as TAP
    facts.py ROOT LIBMP NN              those that lesson NN names
    facts.py ROOT LIBMP lessons         what holds of the lessons' texts
    facts.py --timings ROOT LIBMP [NAME...]   what is only measured

A lesson says where a number comes from: <!-- source: facts.py NAME NAME -->.
Each such name has to be one of ours, and each of ours has to be named.
"""

import glob
import importlib
import os
import re
import sys
import textwrap

import fact
from contract import Tap

SOURCE = re.compile(r"<!-- source: facts\.py ([^>]*?) ?-->")
HINT = re.compile(r"^```(?:hint|pass) [^\n]*\n.*?^```\n\n?", re.M | re.S)
EXERCISE = re.compile(r"^```exercise \w+\n.*?^```$", re.M | re.S)
SETTINGS = re.compile(r"^\[(?!knobs)\w+\]\n(?:[^[`].*\n)*", re.M)
CODE = re.compile(r"^```code (\S+) \[([a-z0-9-]+)\]\n(.*?)^```$", re.M | re.S)


def read_facts():
    """Each facts_*.py registers its own."""
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "facts_*.py"))):
        importlib.import_module(os.path.basename(path)[:-3])


def lessons(root):
    for path in sorted(glob.glob(os.path.join(root, "lessons", "*.md"))):
        with open(path) as file:
            yield os.path.basename(path), file.read()


def sources_of(text):
    return {word for match in SOURCE.findall(text)
            for word in match.split()}


def check_names(tap, root):
    ours = {**fact.FACTS, **fact.TIMINGS}
    named = set()
    for name, text in lessons(root):
        sources = sources_of(text)
        named |= sources
        tap.claim(sources <= set(ours), f"{name}: its sources are facts",
                  ", ".join(sources - set(ours)))
    tap.claim(set(ours) <= named, "each fact is the source of a number",
              ", ".join(sorted(set(ours) - named)))


def excerpt(text, mark):
    """From the line behind the mark to the next blank line or mark."""
    found = []
    lines = iter(text.splitlines())
    for line in lines:
        if re.fullmatch(rf"\s*/\* \[{mark}\] \*/", line):
            break
    for line in lines:
        if not line.strip() or re.fullmatch(r"\s*/\* \[.*\] \*/", line):
            break
        found.append(line)
    return found


def check_code(tap, root):
    """What a forge shows in a code fence is what the program says."""
    for name, text in lessons(root):
        for path, mark, body in CODE.findall(text):
            with open(os.path.join(root, path)) as file:
                wanted = "\n".join(excerpt(file.read(), mark))
            tap.claim(textwrap.dedent(body).strip()
                      == textwrap.dedent(wanted).strip(),
                      f"{name}: shows {path} [{mark}] as it is", wanted)


def shown(text):
    """Of an exercise a reader is shown what knobs it has, of hints none."""
    return EXERCISE.sub(lambda fence: SETTINGS.sub("", fence.group()),
                        HINT.sub("", text))


def check_length(tap, root):
    for name, text in lessons(root):
        count = shown(text).count("\n")
        tap.claim(80 <= count <= 200, f"{name}: has {count} lines of 80 "
                  "to 200 without what is shown on request")
        wanted = "Predict", "Run", "Investigate", "Modify", "Make", \
            "What to remember"
        found = re.findall(r"^## (.*)$", text, re.M)
        tap.claim([title for title in found if title in wanted]
                  == list(wanted), f"{name}: has the five stations in order",
                  found)


def try_fact(tap, course, name):
    function, tries = fact.FACTS[name]
    words = f"{name.replace('_', ' ')}"
    try:
        for _ in range(tries):
            holds, evidence = function(course)
            if holds:
                break
    except fact.Skip as why:
        tap.skip(words, why)
    except Exception as error:
        tap.claim(False, words, error)
    else:
        tap.claim(holds, words, evidence)


def choose(root, chosen):
    """The facts that are asked for, each once."""
    if not chosen:
        return fact.FACTS
    if chosen == ["lessons"]:
        return []
    named = {name[:2]: sources_of(text) for name, text in lessons(root)}
    return {name: None for word in chosen
            for name in sorted(named.get(word, {word}))
            if name in fact.FACTS or word not in named}


def main():
    words = sys.argv[1:]
    timings = words[:1] == ["--timings"]
    root, libmp, *chosen = words[timings:]
    course = fact.Course(root, libmp)
    read_facts()
    if timings:
        for name, function in fact.TIMINGS.items():
            if not chosen or name in chosen:
                print(f"{name}: {function(course)}", flush=True)
        return 0
    tap = Tap()
    if not chosen or chosen == ["lessons"]:
        check_names(tap, root)
        check_code(tap, root)
        check_length(tap, root)
    for name in choose(root, chosen):
        try_fact(tap, course, name)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
