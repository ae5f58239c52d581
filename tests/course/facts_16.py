"""What the last lesson says of event loops."""

from fact import fact, in_each_python
from facts_14 import read, twin

TOOL = "exercises/16_what_next/which_tool.c"
TWIN = "16_what_next/which_tool.py"


@fact(tries=3)
def a_loop_waits_for_all(course):
    runs = [course.run(TOOL, cpu, tasks=20, wait_ms=50, work_ms=0)
            for cpu in (None, 0)]
    return (all(run["serial_ms"] >= 1000 and run["loop_ms"] < 300
                and run["threads_ms"] < 500 and run["processes_ms"] < 500
                for run in runs), "\n".join(map(str, runs)))


@fact(tries=3)
def python_loop_waits_for_all(course):
    return in_each_python(
        twin(course, TWIN, tasks=10, wait_ms=50, work_ms=0),
        lambda _, out: read(out)["serial_ms"] >= 500
        and read(out)["loop_ms"] < 250)


@fact()
def python_await_lets_others_in(course):
    """Check, then act: twice with an await between, else once."""
    return in_each_python("""
import asyncio
async def make(made, wait):
    if not made:
        if wait: await asyncio.sleep(0)
        made.append(1)
async def two(wait):
    made = []
    await asyncio.gather(make(made, wait), make(made, wait))
    return len(made)
print(asyncio.run(two(True)), asyncio.run(two(False)))
""", lambda version, out: out == "2 1")


@fact()
def python_asyncio_has(course):
    return in_each_python("""
import asyncio
print(*[hasattr(asyncio, name) for name in ("to_thread", "TaskGroup")])
""", lambda version, out: out == f"True {version >= (3, 11)}")


@fact()
def a_loop_is_blocked(course):
    """The last one waits until the seven others have computed."""
    runs = [course.run(TOOL, cpu, tasks=8, wait_ms=10, work_ms=20)
            for cpu in (None, 0)]
    return (all(run["loop_late_ms"] > 120 for run in runs),
            "\n".join(map(str, runs)))


@fact()
def python_loop_is_blocked(course):
    return in_each_python(
        twin(course, TWIN, tasks=8, wait_ms=10, work_ms=20),
        lambda _, out: read(out)["loop_late_ms"] > 120)
