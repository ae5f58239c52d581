"""What is claimed of the programs of lesson 15."""

from claims import Exercise


def boxes_right(run, knobs):
    return (run["stale"] == run["expected_stale"] == 0
            and run["last_width"] == knobs["boxes"])


def lock_right(run, knobs):
    return (run["counter"] == run["expected"]
            == knobs["threads"] * knobs["times"]
            and run["most_inside"] == 1
            and run["max_at_once"] == knobs["threads"])


def lock_wrong(run, knobs):
    return (run["counter"] < knobs["threads"] * knobs["times"]
            and run["most_inside"] > 1)


EXERCISES = {
    # Nothing shows of it on x86, which is what the lesson says.
    "publish": Exercise(
        "15_memory_order/publish.c",
        {"readers": 1, "boxes": 1_000_000},
        {"readers": (1, 6), "boxes": (1, 20_000)},
        boxes_right, None, start=boxes_right, repeat=20),
    "spinlock": Exercise(
        "15_memory_order/spinlock.c",
        {"threads": 2, "times": 3_000_000},
        {"threads": (1, 6), "times": (1, 20_000)},
        lock_right, lock_wrong, runs=3, repeat=20),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "store_buffer": [2, 2, 1],
    "publish": [1],
    "peterson": [2],
}
