"""What is claimed of the course: each lesson has a file, lesson_NN.py.

It says what its exercises have to do, EXERCISES, and which answers to its
questions are true, PREDICTIONS.
"""

import glob
import importlib
import os


class Exercise:
    """The table's row.  right() and wrong() judge a run by its knobs."""

    def __init__(self, path, knobs, small, right, wrong, runs=5,
                 demonstrate=None, repeat=30, last=None, start=None,
                 also=(), hangs=False):
        self.path = path
        self.knobs = knobs              # the defaults, as the lesson says
        self.small = small              # ranges to draw from
        self.right = right
        self.wrong = wrong              # None: the start file is right
        self.runs = runs                # of the start file, each way
        self.demonstrate = demonstrate  # further knobs for these
        self.repeat = repeat            # of the solution
        self.last = last                # knobs of the solution's last run
        self.start = start              # judges the start file, if right
        self.also = also                # knobs of further runs
        self.hangs = hangs              # the start file does, for ever


def gather(table):
    """The tables of that name of all lessons, as one."""
    found = {}
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "lesson_*.py"))):
        module = importlib.import_module(os.path.basename(path)[:-3])
        found.update(getattr(module, table, {}))
    return found
