"""What is claimed of the programs of lesson 09."""

from claims import Exercise


def primes_right(run, knobs):
    """Of each eight numbers one is prime, the sixth."""
    return (run["answered"] == run["expected_answered"] == knobs["numbers"]
            and run["primes"] == (knobs["numbers"] + 2) // 8
            and run["left"] == run["expected_left"] == 0
            and run["max_at_once"] == knobs["workers"])


def ping_right(run, knobs):
    return (run["good"] == run["expected_good"] == knobs["rounds"]
            and run["saw_the_end"] == 1 and run["round_ns"] >= 0)


EXERCISES = {
    "prime_queue": Exercise(
        "09_queue_and_pipe/prime_queue.c",
        {"workers": 5, "numbers": 8},
        {"workers": (1, 8), "numbers": (1, 50)},
        primes_right, None, hangs=True),
    "pipe_ping": Exercise(
        "09_queue_and_pipe/pipe_ping.c",
        {"rounds": 50_000},
        {"rounds": (1, 500)},
        ping_right, None, hangs=True, repeat=20, last={"rounds": 5000}),
}

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "prime_queue": [2],
    "pipe_ping": [2],
}
