"""What is claimed of the programs of lesson 07."""

from claims import Exercise


def sum_right(run, knobs):
    wanted = float(sum(range(knobs["n"] + 1)) if knobs["n"] < 10**6
                   else knobs["n"] * (knobs["n"] + 1) // 2)
    return run["sum"] == run["expected_sum"] == wanted


def sum_serial(run, knobs):
    return sum_right(run, knobs) and run["max_at_once"] == 1


EXERCISES = {
    "sum_to_n": Exercise(
        "07_how_many_cores/sum_to_n.c",
        {"workers": 2, "n": 2_000_000_000},
        {"workers": (1, 9), "n": (1, 100_000)},
        sum_right, None, start=sum_serial,
        also=({"n": 1_000_003, "workers": 7}, {"n": 1, "workers": 64},
              {"n": 3_000_000_000})),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "cpu_count": [2],
    "pinned": [2],
    "too_fast": [3],
}
