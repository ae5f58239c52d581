"""What is claimed of the programs of lesson 10."""

from claims import Exercise


def steps_to_one(number):
    count = 0
    while number != 1:
        number = 3 * number + 1 if number % 2 else number // 2
        count += 1
    return count


def array_right(run, knobs):
    steps = [steps_to_one(i + 1) for i in range(knobs["numbers"])]
    return (run["total"] == sum(steps)
            and run["last"] == run["expected_last"] == steps[-1]
            and run["max_at_once"] == knobs["workers"])


def array_empty(run, knobs):
    return (run["total"] == run["last"] == 0
            and run["max_at_once"] == knobs["workers"])


EXERCISES = {
    "shared_array": Exercise(
        "10_shared_state/shared_array.c",
        {"workers": 2, "numbers": 5_000_000},
        {"workers": (1, 8), "numbers": (2, 3000)},
        array_right, array_empty, runs=2,
        demonstrate={"numbers": 100_000}, repeat=20,
        last={"numbers": 50_000}),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "shared_array": [2],
    "managed_dict": [2],
    "false_sharing": [3],
}
