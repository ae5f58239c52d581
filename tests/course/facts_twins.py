"""What lessons say of the twins that they invite to run."""

import sys

import fact
from fact import fact as is_fact
from twins import Twin


def twin_of(course, path):
    return Twin(course.root, f"{course.root}/exercises/{path}.py")


def results(course, path, python=sys.executable, **knobs):
    """What it prints, as numbers."""
    done = twin_of(course, path).run(python, **knobs)
    if done.returncode:
        raise RuntimeError(done.stderr)
    pairs = (line.split(" = ") for line in done.stdout.splitlines()
             if " = " in line)
    return {name: float(value) for name, value in pairs}


def in_each(course, holds, path, **knobs):
    """Whether it holds of the results in every CPython at hand."""
    seen = [(version, results(course, path, python, **knobs))
            for version, python in fact.pythons()]
    return all(holds(found) for _, found in seen), seen


@is_fact(tries=3)
def hello_cores_counts_more_in_c(course):
    """In the same processor time, at least twice as much."""
    c = course.run("exercises/01_welcome/hello_cores.c", ms=200)["rounds"]
    python = results(course, "01_welcome/hello_cores", ms=200)["rounds"]
    return 2 * python < c, f"C {c}, Python {python}"


@is_fact(tries=5)
def counter_race_loses_in_python(course):
    return in_each(course, lambda run: run["counter"] < run["expected"],
                   "03_races/counter_race", iterations=300000)


@is_fact()
def python_reaches_two(course):
    return in_each(course, lambda run: run["counter"] == 2,
                   "03_races/worst_luck", iterations=1000)


@is_fact(tries=3)
def locked_balance_is_wrong_in_python(course):
    return in_each(course, lambda run: run["wrong"] > 0,
                   "04_locks/locked_balance", trials=3, times=200)


@is_fact()
def twin_forks_with_a_lock(course):
    return in_each(course, lambda run: run["child_got_it"] == 0,
                   "08_process/fork_with_lock", held=1, limit_ms=300)


@is_fact(tries=3)
def twin_of_managed_dict_loses(course):
    return in_each(course, lambda run: run["k"] < run["expected_k"],
                   "10_shared_state/managed_dict", times=1000, locked=0)


@is_fact(tries=3)
def twin_of_buffer_loses(course):
    return in_each(course, lambda run: run["lost"] > 0,
                   "14_conditions/bounded_buffer", items=10000)


@is_fact()
def pi_in_python_does_less(course):
    """A hundredth of the steps, and pi all the same."""
    twin = twin_of(course, "11_pi/pool_pi")
    given = twin.given()
    pi = results(course, "11_pi/pool_pi", workers=2, steps=100000)["pi"]
    return (100 * given["steps"] == twin.knobs["steps"][0]
            and abs(pi - 3.14159265358979) < 1e-9), f"{given}, {pi}"
