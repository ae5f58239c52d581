"""What is claimed of the programs of lesson 03."""

from claims import Exercise


def counter_right(run, knobs):
    return (run["counter"] == knobs["threads"] * knobs["iterations"]
            and run["expected"] == run["counter"]
            and run["max_at_once"] == knobs["threads"])


def counter_wrong(run, knobs):
    return (run["counter"] < knobs["threads"] * knobs["iterations"]
            and run["expected"] == knobs["threads"] * knobs["iterations"])


EXERCISES = {
    "counter_race": Exercise(
        "03_races/counter_race.c",
        {"threads": 2, "iterations": 100_000_000},
        {"threads": (1, 8), "iterations": (1, 100_000)},
        counter_right, counter_wrong,
        # On one core only a switch between read and write loses something.
        demonstrate={"iterations": 1_000_000_000}),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "counter_race": [2],
    "worst_luck": [2],
    "five_ways": [3],
    "check_then_act": [3],
}
