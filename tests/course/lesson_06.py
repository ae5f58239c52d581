"""What is claimed of the programs of lesson 06."""

from claims import Exercise


def sleepers_right(run, knobs):
    return (run["awake"] == run["expected_awake"] == knobs["sleepers"]
            and run["elapsed_ms"] >= knobs["delay_ms"])


def sleepers_serial(run, knobs):
    return (sleepers_right(run, knobs) and run["max_at_once"] == 1 and
            run["elapsed_ms"] >= knobs["sleepers"] * knobs["delay_ms"])


def fetchers_right(run, knobs):
    wanted = sum(n * n for n in range(1, knobs["pages"] + 1))
    return (run["sum"] == run["expected_sum"] == wanted
            and run["elapsed_ms"] >= knobs["delay_ms"])


def fetchers_serial(run, knobs):
    return (fetchers_right(run, knobs)
            and run["server_had"] == run["max_at_once"] == 1 and
            run["elapsed_ms"] >= knobs["pages"] * knobs["delay_ms"])


EXERCISES = {
    "sleepers": Exercise(
        "06_why_threads/sleepers.c",
        {"sleepers": 8, "delay_ms": 250},
        {"sleepers": (1, 6), "delay_ms": (1, 30)},
        sleepers_right, None, start=sleepers_serial, repeat=10),
    "fetchers": Exercise(
        "06_why_threads/fetchers.c",
        {"pages": 8, "delay_ms": 250},
        {"pages": (1, 6), "delay_ms": (1, 30)},
        fetchers_right, None, start=fetchers_serial, repeat=10),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "sleepers": [3],
    "tickers": [2, 3],
}
