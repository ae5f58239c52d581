"""What is claimed of the programs of lesson 08."""

from claims import Exercise


def both_answers(run, knobs):
    return (run["square"] == knobs["n"] ** 2
            and run["cube"] == knobs["n"] ** 3)


def square_right(run, knobs):
    return (both_answers(run, knobs) and run["processes"] == 2
            and run["met"] == run["expected_met"] == 2)


def square_alone(run, knobs):
    return (both_answers(run, knobs) and run["processes"] == 0
            and run["met"] == 0)


def timeout_right(run, knobs):
    return (run["quick_exit"] == knobs["code"] and run["endless_exit"] == -15
            and run["waited_ms"] >= knobs["limit_ms"] and run["left"] == 0)


def timeout_wrong(run, knobs):
    return (run["quick_exit"] == knobs["code"] and run["left"] == 1
            and "endless_exit" not in run.results
            and run["waited_ms"] >= knobs["limit_ms"])


EXERCISES = {
    "square_cube": Exercise(
        "08_process/square_cube.c",
        {"n": 7, "patience_ms": 1000},
        {"n": (1, 200_000), "patience_ms": (30_000, 60_000)},
        square_right, square_alone, runs=2,
        # Nobody comes in vain: the patience of a busy machine costs nothing.
        demonstrate={"patience_ms": 100}, last={"patience_ms": 30_000}),
    "join_timeout": Exercise(
        "08_process/join_timeout.c",
        {"limit_ms": 1000, "quick_ms": 300, "code": 7},
        {"limit_ms": (1, 40), "quick_ms": (1, 20), "code": (1, 100)},
        timeout_right, timeout_wrong, runs=2,
        demonstrate={"limit_ms": 100, "quick_ms": 1}, repeat=8),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "square_cube": [2],
    "join_timeout": [2],
    "fork_with_lock": [3],
}

# Results that the twin lacks or has beyond those of the C program: the
# start file's endless job runs on, and has no exit code yet.
TWIN_DIFFERS = {
    "join_timeout": {"endless_exit"},
}
