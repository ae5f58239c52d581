"""What is claimed of the programs of lesson 13: all of them only show."""

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "divisors": [3, 3],
    "threads_or_processes": [3],
    "amdahl": [3],
}
