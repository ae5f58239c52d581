"""What hooks say of programs: nothing of a right one, and of a wrong one, in
every run, its races, each of which names two accesses that are marked.  A
program that loses updates without a race fails in every run; of a dead one
the cycle is told, and of one that waits what for.  A hard one ends as it
would without hooks, which may be unable to tell anything, and an idle one is
run with workers that do nothing.

    test_hooks.py RUNS LIBHOOKS ARGS LIBMP [-n TIMES] [NAME...]

A program is a file in tests/guest/hooks, built with gcc and with clang, and
run on all cores and on one.  RUNS is the program that runs it.  A right one
that uses mp.h is run once more with a libmp that is itself seen by the hooks.
Its first comment may say `most_at_once = N`, of workers, `took_part = N`,
`cycle of N`, or "through `NAME`" of a variable that points to where the race
is.  A line that takes part in a race bears the comment `race`, in a deadlock
`takes`, and one that waits `waits KIND`.  With -n it is run so often, on all
cores, with gcc alone.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "lint"))
import tree  # noqa: E402

TIMES = 12
COMPILERS = {
    "gcc": [],
    "clang": ["-mllvm", "-tsan-instrument-read-before-write"],
}
SECONDS = 250
OPTIONS = {"wait": ["-w"], "idle": ["-i"]}


class Program:
    def __init__(self, source):
        with open(source, encoding="utf-8") as file:
            self.lines = file.read().split("\n")
        self.source = source
        self.name = os.path.basename(source)[:-2]
        self.kind = self.name.split("_")[0]
        comment = "\n".join(self.lines).split("*/")[0]
        said = re.search(r"most_at_once = (\d+)", comment)
        self.most = said and int(said.group(1))
        said = re.search(r"took_part = (\d+)", comment)
        self.part = said and int(said.group(1))
        said = re.search(r"through\s[\s*]*`(\w+)`", comment)
        self.through = said and said.group(1)
        said = re.search(r"cycle of (\d+)", comment)
        self.cycle = said and int(said.group(1))

    def is_marked(self, line, mark):
        return f"/* {mark} */" in self.lines[line - 1]


class Tools:
    def __init__(self, runs, libhooks, args, libmp):
        self.runs = os.path.abspath(runs)
        self.libs = ["@" + os.path.abspath(args), os.path.abspath(libmp),
                     os.path.abspath(libhooks)]

    def see_libmp(self, folder):
        """Have it instrumented, too, from now on."""
        sources = tree.files("src/guest/mp", ".c")
        subprocess.run(["gcc", "-D_GNU_SOURCE", "-fsanitize=thread", "-O0",
                        "-g", "-I" + os.path.join(ROOT, "src"), "-c",
                        *(os.path.join(ROOT, name) for name in sources)],
                       check=True, cwd=folder)
        self.libs[1:2] = sorted(glob.glob(os.path.join(folder, "*.o")))

    def build(self, compiler, program, out):
        flags = ["-pthread", "-g", "-I" + os.path.join(ROOT, "exercises"),
                 "-I" + os.path.join(ROOT, "src/guest/mp")]
        subprocess.run([compiler, "-fsanitize=thread", "-O0", "-Wall",
                        "-Wextra", "-c", program.source, "-o", out + ".o",
                        *flags, *COMPILERS[compiler]], check=True)
        subprocess.run([compiler, out + ".o", *self.libs, "-o", out, "-lm",
                        *flags], check=True)

    def run(self, out, times, pinned, options):
        words = [self.runs, *options, str(times), "1", out]
        if pinned:
            core = str(min(os.sched_getaffinity(0)))
            words = ["taskset", "-c", core, *words]
        done = subprocess.run(words, stdin=subprocess.DEVNULL, check=True,
                              capture_output=True, text=True,
                              timeout=SECONDS * max(1, times // TIMES))
        found = {}
        for line in done.stdout.splitlines():
            if line[0] != "#":
                count, what = line.split(" ", 1)
                found[what] = int(count)
        return found


def line_of(out, pc):
    done = subprocess.run(["addr2line", "-e", out, pc], check=True,
                          capture_output=True, text=True)
    path, line = done.stdout.split()[0].rsplit(":", 1)
    return os.path.basename(path), int(line) if line.isdigit() else 0


PCS = {"race:": (r"\bpc=(0x[0-9a-f]+)", "race"),
       "cycle:": (r"held=(0x[1-9a-f][0-9a-f]*)", "takes")}


def unmarked(program, out, found):
    for what in found:
        pattern, mark = PCS.get(what.split(" ")[0], ("(?!)", ""))
        for pc in re.findall(pattern, what):
            path, line = line_of(out, pc)
            if path != program.name + ".c" or not program.is_marked(line,
                                                                    mark):
                yield f"{path}:{line} is not marked {mark}: {what}"


def waits_of(out, found):
    """Line and kind, as often as so many tasks wait there."""
    for what, count in found.items():
        said = re.match(r"waits: (\d+) pc=(0x[0-9a-f]+)", what)
        if said:
            yield line_of(out, said.group(2))[1], int(said.group(1)), count


def marked_waits(program, times):
    for number, line in enumerate(program.lines, 1):
        said = re.search(r"/\* waits (\d+) \*/", line)
        if said:
            yield number, int(said.group(1)), times


def address_of(out, name):
    done = subprocess.run(["nm", out], check=True, capture_output=True,
                          text=True)
    for line in done.stdout.splitlines():
        words = line.split()
        if words[-1] == name:
            return f"{int(words[0], 16):#x}"
    return "nothing"


def expected(program, times):
    """What has to be in every run."""
    if program.kind == "wrong":
        return {"racy": times}
    if program.kind == "lost":
        return {"exit: 1": times}
    if program.kind == "wait":
        return {"signal: 9": times}
    if program.kind == "dead":
        return {f"deadlock: {program.cycle}": times}
    return {"exit: 0": times}


def complaints(program, out, found, times):
    for what, count in found.items():
        if what.startswith(("signal:", "never", "blind:")) and \
                program.kind not in ("dead", "wait") and \
                not (program.kind == "hard" and what.startswith("blind:")):
            yield f"{count} of {times}: {what}"
        if what.startswith("race:") and program.kind != "wrong":
            yield f"{count} of {times}: {what}"
        if what.startswith("cycle:") and program.kind != "dead":
            yield f"{count} of {times}: {what}"
    for what, count in expected(program, times).items():
        if found.get(what, 0) != count:
            yield f"{found.get(what, 0)} of {times}: {what}; {found}"
    for what in found:
        said = re.match(r"most_at_once: (\d+)", what)
        if said and program.most and int(said.group(1)) != program.most:
            yield f"not {program.most}: {what}"
        said = re.match(r"most_at_once: .* (\d+) took part", what)
        if said and program.part and int(said.group(1)) != program.part:
            yield f"not {program.part}: {what}"
    points = {what for what in found if what.startswith("points: ")}
    if program.through:
        through = {f"points: {address_of(out, program.through)}"}
        if points != through:
            yield f"{points}, not {through}"
    yield from unmarked(program, out, found)
    if program.kind == "wait":
        for wait in (set(waits_of(out, found)) ^
                     set(marked_waits(program, times))):
            yield f"line {wait[0]} waits {wait[1]}, {wait[2]} times"


def check(tap, tools, program, compiler, times):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, program.name)
        tools.build(compiler, program, out)
        for pinned in (False, True) if times == TIMES else (False,):
            found = tools.run(out, times, pinned,
                              OPTIONS.get(program.kind, []))
            where = "one core" if pinned else "all cores"
            tap.case(f"{program.name} with {compiler} on {where}",
                     complaints(program, out, found, times))


def check_libmp(tap, tools, programs):
    with tempfile.TemporaryDirectory() as folder:
        tools.see_libmp(folder)
        for program in programs:
            out = os.path.join(folder, program.name)
            tools.build("gcc", program, out)
            tap.case(f"libmp under {program.name}", complaints(
                program, out, tools.run(out, TIMES, False, []), TIMES))


def unlike(args):
    """What is wrapped, and what the linker is told to wrap."""
    with open(args, encoding="utf-8") as file:
        told = set(re.findall(r"--wrap=(\w+)", file.read()))
    wrapped = set()
    for path in tree.files("src/guest/hooks", ".c"):
        wrapped.update(re.findall(r"^WRAP\([^,]*, (\w+)", tree.read(path),
                                  re.M))
        wrapped.update(re.findall(r"^HOOK _Noreturn void __wrap_(\w+)\(",
                                  tree.read(path), re.M))
    for name in sorted(told ^ wrapped):
        yield f"{name} is wrapped in {'hooks.args' if name in told else 'C'}"


def main():
    tools, words = Tools(*sys.argv[1:5]), sys.argv[5:]
    times = TIMES
    compilers = [x for x in COMPILERS if shutil.which(x)]
    if words[:1] == ["-n"]:
        times, words, compilers = int(words[1]), words[2:], compilers[:1]
    tap = tree.Tap()
    tap.case("the linker wraps what is wrapped", unlike(sys.argv[3]))
    programs = [Program(source) for source in
                sorted(glob.glob(os.path.join(HERE, "hooks", "*.c")))]
    if words:
        programs = [one for one in programs if one.name in words]
    for program in programs:
        for compiler in compilers:
            check(tap, tools, program, compiler, times)
    if "gcc" in compilers:
        check_libmp(tap, tools, [one for one in programs if one.kind == "right"
                                 and '#include "mp.h"' in one.lines])
    tap.end()


main()
