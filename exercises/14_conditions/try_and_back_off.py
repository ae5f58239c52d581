"""PYTHONPATH=exercises python3 \
       exercises/14_conditions/try_and_back_off.py tries=60

Two polite people in a corridor: each takes his own lock, tries the
other's, and gives his own back if that is taken.  Both keep the beat of
one metronome.  random=1 lets each leave out up to three bars.
"""
import random
import time
from threading import Lock, Thread

from race import knob, knob_from, knobs_done, result

BEATS = 3                               # of a bar


class Person:
    def __init__(self, mine, other):
        self.mine = mine
        self.other = other
        self.failed = 0
        self.through = False

    def try_once(self, wait_for_beat, beat):
        wait_for_beat(beat)
        with self.mine:
            wait_for_beat(beat + 1)
            self.through = self.other.acquire(blocking=False)
            wait_for_beat(beat + 2)
            if self.through:
                self.other.release()

    def walk(self, wait_for_beat, tries, is_random):
        bar = 1
        while not self.through and self.failed < tries:
            self.try_once(wait_for_beat, bar * BEATS)
            self.failed += not self.through
            bar += 1 + (random.randrange(4) if is_random else 0)


def main():
    tick_ms = knob("tick_ms", 8)
    tries = knob("tries", 60)
    is_random = knob_from("random", 0, 0)
    knobs_done()
    begin = time.monotonic()

    def wait_for_beat(beat):
        due = begin + beat * tick_ms / 1000
        time.sleep(max(0, due - time.monotonic()))

    doors = [Lock(), Lock()]
    people = [Person(doors[0], doors[1]), Person(doors[1], doors[0])]
    threads = [Thread(target=person.walk,
                      args=(wait_for_beat, tries, is_random))
               for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    result("failed_tries", max(person.failed for person in people))
    result("through", sum(person.through for person in people))


if __name__ == "__main__":
    main()
