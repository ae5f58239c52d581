"""What is claimed of the programs of lesson 11."""

import math

from claims import Exercise


def pi_of(steps):
    """The midpoint rule, rounded once; its error is known for many steps."""
    if steps > 20_000:
        return math.pi + 1 / (12 * steps * steps)
    return math.fsum(4 / (1 + ((i + 0.5) / steps) ** 2)
                     for i in range(steps)) / steps


def pi_serial(run, knobs):
    return (abs(run["pi"] - pi_of(knobs["steps"])) < 1e-11
            and abs(run["error"] - abs(run["pi"] - math.pi)) < 1e-13
            and run["max_at_once"] == 1)


def pi_right(run, knobs):
    return (abs(run["pi"] - pi_of(knobs["steps"])) < 1e-11
            and abs(run["error"] - abs(run["pi"] - math.pi)) < 1e-13
            and run["max_at_once"] == knobs["workers"])


EXERCISES = {
    "pool_pi": Exercise(
        "11_pi/pool_pi.c",
        {"workers": 2, "steps": 1_000_000_000},
        {"workers": (1, 9), "steps": (1, 20_000)},
        pi_right, None, start=pi_serial,
        also=({"steps": 1_000_003}, {"steps": 1_000_003, "workers": 7},
              {"steps": 1, "workers": 64},
              {"steps": 100_000_000, "workers": 4})),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "pi_error": [3],
    "two_cuts": [3],
}
