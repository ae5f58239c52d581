"""What is claimed of the programs of lesson 04."""

from claims import Exercise


def balances(run, knobs):
    return [run[f"balance_{i}"] for i in range(1, knobs["trials"] + 1)]


def balance_right(run, knobs):
    return (set(balances(run, knobs)) == {100 + knobs["times"]} and run["wrong"] == 0
            and run["expected_wrong"] == 0
            and f"balance_{knobs['trials'] + 1}" not in run.results
            and run["max_at_once"] == 2)


def balance_wrong(run, knobs):
    wrong = sum(value != 100 + knobs["times"]
                for value in balances(run, knobs))
    return wrong == run["wrong"] and wrong * 10 >= knobs["trials"] * 9


EXERCISES = {
    "locked_balance": Exercise(
        "04_locks/locked_balance.c",
        {"trials": 10, "times": 10_000},
        {"trials": (1, 4), "times": (1, 300)},
        balance_right, balance_wrong, runs=3),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "locked_balance": [3],
    "half_locked": [2],
}
