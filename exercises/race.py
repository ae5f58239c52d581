"""What every twin needs and no lesson is about, as race.h for C.

    knob("threads", 2)       threads=4 of the command line, or 2
    knob_from("on", 1, 0)    the same, where 0 is a value, too
    knob_from("way", 1, 1, 3)    the same, where 3 is the largest
    knobs_done()             refuse every other argument
    result("counter", n)     print "counter = 5", for the tutor to read

For Python 3.9 and later, with nothing but its standard library.
"""
import os
import sys

MOST = 1_000_000_000_000

_arguments = sys.argv[1:]       # a knob removes those that it took
_knobs = []                     # their names, for the message


def _refuse(argument, why):
    """Say what is wrong with it in one line, and stop with status 2."""
    program = os.path.basename(sys.argv[0])
    print(f"{program}: {argument}: {why}", file=sys.stderr)
    sys.exit(2)


def knob_from(name, value, least, most=MOST):
    _knobs.append(name)
    for argument in list(_arguments):
        start, equals, text = argument.partition("=")
        if start != name or not equals:
            continue
        if not (text.isascii() and text.isdigit() and len(text) < 20
                and least <= int(text) <= most):
            _refuse(argument, f"not a whole number from {least} to "
                    f"{'1e12' if most == MOST else most}")
        value = int(text)
        _arguments.remove(argument)
    return value


def knob(name, value):
    return knob_from(name, value, 1)


def knobs_done():
    if _arguments:
        _refuse(_arguments[0], f"no such knob, only: {' '.join(_knobs)}")


def result(name, value):
    """Whole numbers as they are, others with 15 digits, text as text."""
    if isinstance(value, float):
        value = f"{value:.15g}"
    print(f"{name} = {value}", flush=True)
