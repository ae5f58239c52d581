"""What is claimed of the programs of lesson 16: both only show."""

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "which_tool": [3, 3, 3],
    "quiz": [3, 1, 2, 2, 2, 3],
}
