"""What is claimed of the programs of lesson 01."""

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "hello_cores": [2],
}
