"""PYTHONPATH=exercises python3 exercises/11_pi/pi_error.py \
       most=10000000

How far from pi is the area under 4 / (1 + x * x), cut into 10, 100,
1000 ... steps?  A float is C's double: about 16 digits, and each
addition rounds the last of them.
"""
import math

from race import knob, knobs_done, result


def area(steps, together):
    dx = 1 / steps
    total = 0.0
    for start in range(0, steps, together):
        some = 0.0                  # of so many steps
        for i in range(start, min(start + together, steps)):
            x = (i + 0.5) * dx
            some += 4 / (1 + x * x)
        total += some
    return total * dx


def try_steps(steps, together):
    result(f"error_{steps}", abs(area(steps, together) - math.pi))
    result(f"ideal_{steps}", 1 / (12 * steps * steps))


def main():
    most = knob("most", 1_000_000_000)
    together = knob("together", 1)
    knobs_done()

    steps = 10
    while steps < most:
        try_steps(steps, together)
        steps *= 10
    try_steps(most, together)


if __name__ == "__main__":
    main()
