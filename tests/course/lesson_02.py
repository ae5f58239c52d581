"""What is claimed of the programs of lesson 02."""

# The true answers of its questions, in the order of the lesson.
PREDICTIONS = {
    "copy_or_share": [2],
    "lifecycle": [2],
    "five_workers": [2],
    "fry_eggs": [2, 2],
    "spawn_cost": [3],
}
