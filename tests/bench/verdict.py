"""From a saved file to its verdict, beside the two calls of the compiler that
it takes at least: a plain program, and one with ThreadSanitizer, made at the
same time.  The file is another one each time, so that nothing is cached.

    verdict.py RACECOURSE SOURCE-ROOT
"""

import os
import subprocess
import sys
import tempfile
import time

import bench

ROUNDS = 15
CASES = [("without a race", "solutions/03_races/counter_race.c", 1.3),
         ("with a race", "exercises/03_races/counter_race.c", 2.0)]
PLAIN = ["-O2", "-g", "-pthread", "-Wall", "-Wextra", "-Iexercises"]
SANITIZED = ["-O0", "-g", "-pthread", "-fsanitize=thread", "-Iexercises"]


def compile_both(compiler, root, folder, source):
    calls = [subprocess.Popen([compiler, *flags, source, "-o",
                               os.path.join(folder, name), "-lm"], cwd=root)
             for name, flags in (("plain", PLAIN), ("sanitized", SANITIZED))]
    for call in calls:
        if call.wait() != 0:
            bench.fail(f"{source} does not build")


def check(program, root, home, source):
    done = subprocess.run([program, "check", "--untimed", "counter_race",
                           "--file", source], cwd=root, check=False,
                          env=bench.environment_of(home),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    if done.returncode not in (0, 1):
        bench.fail(f"no verdict: {done.stdout.decode()}")


def measured(what, *arguments):
    start = time.monotonic()
    what(*arguments)
    return (time.monotonic() - start) * 1e3


def main():
    program, root = (os.path.abspath(word) for word in sys.argv[1:3])
    compiler = bench.need("gcc")
    with bench.new_home() as home, tempfile.TemporaryDirectory() as folder:
        for case, path, target in CASES:
            with open(os.path.join(root, path), encoding="utf-8") as file:
                text = file.read()
            source = os.path.join(folder, "mine.c")

            def fresh(text=text, source=source):
                with open(source, "w", encoding="utf-8") as file:
                    file.write(f"{text}/* {time.monotonic_ns()} */\n")

            def by_hand(source=source, fresh=fresh):
                fresh()
                return measured(compile_both, compiler, root, folder, source)

            def by_check(source=source, fresh=fresh):
                fresh()
                return measured(check, program, root, home, source)

            theirs, ours = bench.interleaved(ROUNDS, by_hand, by_check)
            bench.report(f"verdict {case}", ours, "ms",
                         peer=("two calls of the compiler", theirs),
                         ratio_target=target)


main()
