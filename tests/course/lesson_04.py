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


def transfers_right(run, knobs):
    each = knobs["times"]
    if knobs["to_self"]:
        each -= (knobs["times"] + 9) // 10
    clerks = knobs["threads"]
    moved = (2 * (clerks - clerks // 2) - clerks // 2) * each
    return (run["money_0"] == 1000 - moved and run["money_1"] == 1000 + moved
            and run["total"] == run["expected_total"] == 2000
            and run["wrong_audits"] == 0 and run["audits"] >= 1)


def payments_right(run, knobs):
    return (run["total"] == run["expected_total"]
            == knobs["threads"] * knobs["times"])


def payments_one_by_one(run, knobs):
    return payments_right(run, knobs) and run["max_at_once"] == 1


EXERCISES = {
    "locked_balance": Exercise(
        "04_locks/locked_balance.c",
        {"trials": 10, "times": 10_000},
        {"trials": (1, 4), "times": (1, 300)},
        balance_right, balance_wrong, runs=3),
    "deadlock": Exercise(
        "04_locks/deadlock.c",
        {"threads": 2, "times": 3000, "ledger_us": 100, "to_self": 0},
        {"threads": (1, 6), "times": (1, 30), "ledger_us": (0, 100),
         "to_self": (0, 1)},
        transfers_right, None, hangs=True, demonstrate={"times": 100},
        repeat=20, last={"times": 1000}),
    "coarse_or_fine": Exercise(
        "04_locks/coarse_or_fine.c",
        {"threads": 4, "accounts": 20, "times": 150, "disk_ms": 2},
        {"threads": (1, 8), "accounts": (1, 40), "times": (1, 8),
         "disk_ms": (0, 2)},
        payments_right, payments_one_by_one, runs=2,
        demonstrate={"times": 10}, repeat=20),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "locked_balance": [3],
    "half_locked": [2],
    "deadlock": [3],
    "coarse_or_fine": [2],
    "lock_kinds": [2],
}

# Results that the twin lacks or has beyond those of the C program.
TWIN_DIFFERS = {
    "deadlock": {"audits", "money_0", "money_1", "ended", "transfers"},
}
