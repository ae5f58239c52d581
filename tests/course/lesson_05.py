"""What is claimed of the programs of lesson 05."""

from claims import Exercise


def counts_right(run, knobs):
    return (run["freed_early"] == run["freed_twice"] == run["never_freed"]
            == run["wrong"] == 0
            and run["max_at_once"] == knobs["threads"])


def counts_wrong(run, knobs):
    return 0 < run["wrong"] <= run["objects"]


EXERCISES = {
    "refcount_race": Exercise(
        "05_the_gil/refcount_race.c",
        {"threads": 2, "times": 300_000},
        {"threads": (1, 8), "times": (1, 20_000)},
        counts_right, counts_wrong, runs=3),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "refcount_race": [3],
    "gil": [2],
    "convoy": [2],
    "native_release": [1],
}
