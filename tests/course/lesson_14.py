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
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "bounded_buffer": [3],
    "philosophers": [3],
}
