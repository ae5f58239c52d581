"""What lesson 10 says: shared arrays, managers, lines of a cache."""

from fact import fact, in_each_python, python, pythons, timing

ARRAY = "exercises/10_shared_state/shared_array.c"
DICT = "exercises/10_shared_state/managed_dict.c"
LINES = "exercises/10_shared_state/false_sharing.c"


@fact()
def shared_array_start_is_empty(course):
    """Though all its workers have worked."""
    run = course.run(ARRAY, numbers=300_000)
    return (run["total"] == 0 and run["max_at_once"] == 2
            and run.cpu_seconds > 0.01), run


@fact()
def python_list_is_a_copy(course):
    """A list stays as it was; an array in shared memory does not."""
    return in_each_python("""
import multiprocessing as mp
plain = [0] * 4
def fill(shared, first, last):
    for i in range(first, last): plain[i] = shared[i] = i + 1
if __name__ == "__main__":
    for method in "fork", "spawn":
        context = mp.get_context(method)
        shared = context.Array("i", 4)
        workers = [context.Process(target=fill, args=(shared, i, i + 2))
                   for i in (0, 2)]
        for p in workers: p.start()
        for p in workers: p.join()
        print(sum(plain), sum(shared), end=" ")
""", lambda version, out: out == "0 10 0 10")


@fact(tries=5)
def managed_dict_loses(course):
    """On one core as well; not under a lock, and no item of the list."""
    runs = [course.run(DICT, cpu, times=2000) for cpu in (None, 0)]
    safe = course.run(DICT, times=200, locked=1)
    return (all(run["k"] < run["expected_k"] and run["items"] == 40
                for run in runs)
            and safe["k"] == safe["expected_k"]), f"{runs[0]}\n{runs[1]}"


@fact(tries=3)
def a_value_costs_less(course):
    """By far; and with its lock it loses nothing."""
    run = course.run(DICT, times=5000)
    return (run["v"] == run["expected_v"]
            and run["dict_ns"] > 10 * run["value_ns"]), run


@fact(tries=3)
def python_manager_loses(course):
    return in_each_python("""
import multiprocessing as mp
def add(d):
    for _ in range(1000): d["k"] += 1
if __name__ == "__main__":
    d = mp.Manager().dict(k=0)
    workers = [mp.Process(target=add, args=(d,)) for _ in range(2)]
    for p in workers: p.start()
    for p in workers: p.join()
    print(d["k"])
""", lambda version, out: int(out) < 2000)


@fact()
def python_manager_nested(course):
    """Unless what is nested is a manager's as well."""
    return in_each_python("""
import multiprocessing as mp
if __name__ == "__main__":
    manager = mp.Manager()
    d = manager.dict(plain=[], shared=manager.list())
    d["plain"].append(1)
    d["shared"].append(1)
    print(d["plain"], list(d["shared"]))
""", lambda version, out: out == "[] [1]")


@fact()
def python_manager_ends(course):
    return in_each_python("""
import multiprocessing as mp
if __name__ == "__main__":
    with mp.Manager() as manager: d = manager.dict(k=0)
    try: d["k"]
    except Exception: print("refused")
""", lambda version, out: out == "refused")


@fact(tries=3)
def false_sharing_shows(course):
    """Where there are two cores, and nothing of it where there is one."""
    runs = [course.run(LINES, cpu, times=8_000_000) for cpu in (None, 0)]
    many, one = runs
    return ((many["cores"] < 2 or
             many["neighbours_ms"] > 1.3 * many["alone_ms"] and
             many["neighbours_ms"] > 1.3 * many["apart_ms"])
            and one["cores"] == 1), f"{many}\n{one}"


@timing
def timing_false_sharing(course):
    """What each thread takes, its counter so many bytes from the next."""
    said = []
    for stride in 16, 32, 64, 128:
        run = course.run(LINES, stride=stride)
        said.append(f"{stride} bytes {run['apart_ms']:.0f} ms")
    return (f"alone {run['alone_ms']:.0f} ms, neighbours "
            f"{run['neighbours_ms']:.0f} ms, " + ", ".join(said))


@timing
def timing_shared_state(course):
    """A call of the manager, ours and Python's; an element of an array."""
    run = course.run(DICT)
    said = [f"C, two workers: dict {run['dict_ns'] / 1000:.1f} us, value "
            f"{run['value_ns'] / 1000:.2f} us"]
    for version, path in pythons():
        said.append(f"Python {version[0]}.{version[1]}: " + python(path, """
import multiprocessing as mp, time
def each(times, what):
    begin = time.perf_counter()
    for _ in range(times): what()
    return (time.perf_counter() - begin) / times * 1e6
if __name__ == "__main__":
    d = mp.Manager().dict(k=0)
    locked, plain = mp.Array("i", 9), mp.Array("i", 9, lock=False)
    print(f"a call {each(2000, lambda: d['k']):.0f} us, an element "
          f"{each(20000, lambda: locked[3]):.2f} us,"
          f" without lock {each(20000, lambda: plain[3]):.3f} us")
"""))
    return ", ".join(said)
