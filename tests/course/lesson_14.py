"""What is claimed of the programs of lesson 14."""

from claims import Exercise


def buffer_right(run, knobs):
    return (run["taken_once"] == knobs["producers"] * knobs["items"]
            and run["expected"] == run["taken_once"]
            and run["taken_twice"] == run["lost"] == 0
            and run["out_of_order"] == 0
            and 0 < run["most"] <= knobs["capacity"] and run["least"] == 0
            and run["max_at_once"] == knobs["producers"] + knobs["consumers"])


def buffer_wrong(run, knobs):
    every = knobs["producers"] * knobs["items"]
    return (run["expected"] == every and run["lost"] > 0
            and run["taken_once"] + run["taken_twice"] + run["lost"] == every
            and run["most"] > knobs["capacity"] and run["least"] < 0)


def philosophers_right(run, knobs):
    return (run["meals"] == knobs["seats"] * knobs["rounds"]
            and run["expected"] == run["meals"]
            and run["hungry"] == run["beside"] == 0
            and 1 <= run["most_eating"] <= knobs["seats"] // 2)


def page_right(run, knobs):
    """On a busy machine a writer may be too late now and then."""
    every = knobs["writers"] * knobs["writes"]
    return (run["expected"] == every == run["in_time"] + run["late"]
            and run["torn"] == 0 and run["late"] * 10 <= every
            and 1 <= run["most_readers"] <= knobs["readers"])


def page_wrong(run, knobs):
    every = knobs["writers"] * knobs["writes"]
    return (run["in_time"] + run["late"] == every and run["torn"] == 0
            and run["in_time"] * 5 <= every and run["most_readers"] > 1)


EXERCISES = {
    "bounded_buffer": Exercise(
        "14_conditions/bounded_buffer.c",
        {"producers": 2, "consumers": 2, "capacity": 1, "items": 50_000},
        {"producers": (1, 4), "consumers": (1, 4), "capacity": (1, 8),
         "items": (1, 500)},
        buffer_right, buffer_wrong, demonstrate={"items": 10_000},
        last={"items": 20_000}),
    "philosophers": Exercise(
        "14_conditions/philosophers.c",
        {"seats": 5, "rounds": 400},
        {"seats": (2, 8), "rounds": (1, 10)},
        philosophers_right, None, hangs=True, last={"rounds": 50}),
    "readers_writers": Exercise(
        "14_conditions/readers_writers.c",
        {"readers": 4, "writers": 1, "reads": 400, "writes": 50},
        {"readers": (1, 6), "writers": (1, 3), "reads": (60, 80),
         "writes": (1, 2)},
        page_right, page_wrong, runs=3, repeat=15,
        demonstrate={"reads": 60, "writes": 20}, last={"reads": 300}),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "bounded_buffer": [3],
    "philosophers": [3],
    "try_and_back_off": [3],
    "unfair_lock": [3],
    "readers_writers": [3],
}
