"""What lesson 05 says of naps behind busy threads, and of calls into C."""

from fact import fact, in_each_python

CONVOY = "exercises/05_the_gil/convoy.c"
NATIVE = "exercises/05_the_gil/native_release.c"


@fact(tries=10)
def convoy_waits_an_interval(course):
    """Never less than nearly the interval; a longer one takes longer."""
    runs = [course.run(CONVOY, cpu) for cpu in (None, 0)]
    return (all(run[f"nap_ms_{us}"] > 0.7 * us / 1000
                for run in runs for us in (1000, 2000, 5000, 10000, 20000))
            and all(run["nap_ms_20000"] > 1.5 * run["nap_ms_2000"]
                    for run in runs), "\n".join(map(str, runs)))


@fact()
def native_call_keeps_it(course):
    runs = [course.run(NATIVE, cpu, ms=300) for cpu in (None, 0)]
    return all(run["ticks"] == 0 for run in runs), "\n".join(map(str, runs))


@fact(tries=5)
def native_call_gives_it_back(course):
    runs = [course.run(NATIVE, cpu, ms=1000, release=1) for cpu in (None, 0)]
    return all(run["ticks"] > 50 for run in runs), "\n".join(map(str, runs))


@fact(tries=3)
def python_native_calls(course):
    """sum() keeps the GIL; hashlib and zlib give it back."""
    def holds(version, out):
        kept, *given = map(int, out.split())
        return kept <= 20 < min(given)

    return in_each_python("""
import hashlib, os, threading, time, zlib
ticks, over = 0, False
def ticker():
    global ticks
    while not over:
        time.sleep(0.001)
        ticks += 1
thread = threading.Thread(target=ticker)
thread.start()
time.sleep(0.01)
def ticks_during(call):
    before = ticks
    call()
    return ticks - before
large = os.urandom(1 << 20) * 16
print(ticks_during(lambda: sum(range(20000000))),
      ticks_during(lambda: hashlib.pbkdf2_hmac("sha256", b"word", b"salt",
                                               1000000)),
      ticks_during(lambda: hashlib.sha256(large * 8)),
      ticks_during(lambda: zlib.compress(large)))
over = True
""", holds)
