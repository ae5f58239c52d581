"""What lesson 04 says of two locks, and of one for all."""

import os
import re
import subprocess

from fact import fact, pythons

DEADLOCK = "exercises/04_locks/deadlock.c"
COARSE = "exercises/04_locks/coarse_or_fine.c"
FINE = "solutions/04_locks/coarse_or_fine.c"


@fact()
def deadlock_closes(course):
    """On one core, too: each waits long enough for the other to come."""
    runs = [course.run_or_hang(DEADLOCK, cpu, times=100) for cpu in (None, 0)]
    return all(run.hangs for run in runs), "\n".join(map(str, runs))


@fact(tries=10)
def deadlock_may_not_show(course):
    """Few transfers, since on a busy machine a long run is interrupted at
    the wrong moment sooner or later."""
    run = course.run_or_hang(DEADLOCK, ledger_us=0, times=300)
    return not run.hangs and run["total"] == 2000, run


@fact(tries=5)
def fine_locks_let_others_in(course):
    """Waits overlap, on one core as well."""
    pairs = [(course.run(COARSE, cpu, times=20), course.run(FINE, cpu,
                                                            times=20))
             for cpu in (None, 0)]
    return (all(coarse["max_at_once"] == 1 and fine["max_at_once"] >= 3
                and coarse.seconds > 2 * fine.seconds
                for coarse, fine in pairs),
            "\n".join(f"{coarse}\n{fine}" for coarse, fine in pairs))


@fact()
def lock_kinds_differ(course):
    """The C program here, its twin in every Python."""
    run = course.run("exercises/04_locks/lock_kinds.c")
    names = "lock_twice", "rlock_twice", "lock_of_another", "lock_of_the_dead"
    path = os.path.join(course.root, "exercises/04_locks/lock_kinds.py")
    holds, seen = True, []
    for version, python in pythons():
        out = subprocess.run(
            [python, path], capture_output=True, text=True, check=True,
            timeout=60, env={**os.environ, "PYTHONPATH": os.path.join(
                course.root, "exercises")}).stdout
        seen.append(f"{version}: {out.split()}")
        holds &= re.findall(r"= (\d)", out) == ["0", "1", "1", "0"]
    return (holds and [run[name] for name in names] == [0, 1, 0, 1]
            and "told that its holder died" in run.out,
            f"{run}\n" + "\n".join(seen))
