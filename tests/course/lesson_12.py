"""What is claimed of the programs of lesson 12."""

from claims import Exercise


def answers_right(run, knobs):
    return run["right"] == run["expected_right"] == knobs["tasks"]


def flavours_right(run, knobs):
    """As they come: the task in front, which takes longest, not first."""
    return (answers_right(run, knobs) and run["first"] > 0
            and run["finished_then"] < knobs["tasks"])


def flavours_in_order(run, knobs):
    return (answers_right(run, knobs) and run["first"] == 0
            and run["finished_then"] == knobs["tasks"])


def primes_right(run, knobs):
    return (run["right"] == run["expected_right"] == 8 * knobs["lists"]
            and run["primes"] == knobs["lists"])


def launched_once(run, knobs):
    return (primes_right(run, knobs) and
            run["launched"] == run["expected_launched"]
            == min(knobs["workers"], 8 * knobs["lists"]))


def launched_for_each(run, knobs):
    return (primes_right(run, knobs)
            and run["launched"] > run["expected_launched"])


EXERCISES = {
    "pool_flavours": Exercise(
        "12_pool/pool_flavours.c",
        {"workers": 4, "tasks": 4, "step_ms": 100, "chunk": 1,
         "compare": 1},
        {"workers": (4, 6), "tasks": (4, 5), "step_ms": (20, 30),
         "chunk": (0, 1), "compare": (0, 1)},
        flavours_right, flavours_in_order, runs=3, repeat=6,
        demonstrate={"step_ms": 40, "compare": 0}),
    "prime_pool": Exercise(
        "12_pool/prime_pool.c",
        {"workers": 5, "lists": 10, "rounds": 20, "compare": 1},
        {"workers": (1, 8), "lists": (1, 6), "rounds": (1, 3),
         "compare": (0, 1)},
        launched_once, launched_for_each, runs=3, repeat=12,
        demonstrate={"lists": 4, "rounds": 2, "compare": 0}),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "pool_flavours": [2],
    "prime_pool": [3],
    "failing_task": [2],
}

# Results that only one of the two prints.
TWIN_DIFFERS = {
    "failing_task": {"executor_answers"},
}
