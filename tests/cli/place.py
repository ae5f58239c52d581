"""A place for one test of the command line: a home, a course, a terminal."""

import fcntl
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import textwrap
import time

PROGRAM = os.path.realpath(sys.argv[1])
ROOT = os.path.realpath(sys.argv[2])
SECONDS = 60                    # for anything at all to end

LESSON = """\
# First steps

A *small* lesson, with a [link](https://example.org/) and `code`.

<!-- minutes: 5 -->

```exercise adder
[knobs]
first  = 3, 1..9
second = 40, 1..1000000
[results]
sum = apples
[check]
hold = sum == expected
```

```predict adder
What does it print?

1. less    [sum < expected]
2. enough  [sum == expected]
```

    int wide = 1; /* code that is wider than a narrow terminal: horizon */

Zürich — “naïve” … 日本語
"""

HOSTILE = "# Hostile programs\n\nDo not try this at home.\n\n" + "".join(
    f"```exercise {name}\n[build]\ndemonstration = yes\n```\n\n"
    for name in ("spin", "escapes", "crash", "broken", "fails"))

ADDER = """\
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv)
{
    long value[2] = {0, 0};

    for (int i = 1; i < argc; i++)
        value[strncmp(argv[i], "second=", 7) == 0] =
            atol(strchr(argv[i], '=') + 1);
    printf("sum = %ld\\n", value[1] SIGN value[0]);
    printf("expected = %ld\\n", value[0] + value[1]);
    return 0;
}
"""

PROGRAMS = {
    "spin": """\
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
int main(void)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    if (fork() == 0 && fork() == 0)
        setsid();
    printf("spinning = 1\\n");
    fflush(stdout);
    for (;;)
        pause();
}
""",
    "escapes": """\
#include <stdio.h>
int main(void)
{
    puts("\\033[2J\\033]0;owned\\007\\033[31mred\\033[0m");
    puts("\\xff\\xfe broken");
    return 0;
}
""",
    "crash": "#include <signal.h>\nint main(void)\n{\n"
             "    raise(SIGSEGV);\n    return 0;\n}\n",
    "broken": "int main(void)\n{\n    return undeclared_name;\n}\n",
    "fails": "#include <stdio.h>\nint main(void)\n{\n"
             "    fprintf(stderr, \"no luck\\n\");\n    return 7;\n}\n",
}


class Done:
    """What a call came to."""

    def __init__(self, status, out, said):
        self.status, self.out, self.said = status, out, said

    def __repr__(self):
        return f"status {self.status}\nout: {self.out!r}\nsaid: {self.said!r}"


class Place:
    def __init__(self):
        self.top = os.path.realpath(tempfile.mkdtemp(prefix="racecourse-cli-"))
        self.course = os.path.join(self.top, "course")
        self.env = {
            "HOME": os.path.join(self.top, "home"), "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"], "TERM": "xterm",
            "RACECOURSE_COURSE": self.course,
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        os.mkdir(self.env["HOME"])
        self.write("course/lessons/01_first.md", LESSON)
        self.write("course/lessons/02_hostile.md", HOSTILE)
        self.write("course/exercises/01_first/adder.c",
                   ADDER.replace("SIGN", "-"))
        self.write("course/solutions/01_first/adder.c",
                   ADDER.replace("SIGN", "+"))
        for name, text in PROGRAMS.items():
            self.write(f"course/exercises/02_hostile/{name}.c", text)

    def close(self):
        shutil.rmtree(self.top)

    def path(self, name):
        return os.path.join(self.top, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def solve(self, work):
        """Give the learner a right copy of adder, in that folder."""
        self.write(f"{work}/01_first/adder.c", ADDER.replace("SIGN", "+"))

    def journal(self, *lines):
        """Add lines to the journal, which a run has made."""
        state = self.path("home/.local/state/racecourse")
        names = [name for name in os.listdir(state) if "progress" in name]
        with open(os.path.join(state, names[0]), "a",
                  encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))

    def checked(self, name, verdict, when, work="course/work/01_first"):
        """As if the learner's copy had just been checked."""
        with open(self.path(f"{work}/{name}.c"), "rb") as file:
            text = file.read()
        hash_of = 0xcbf29ce484222325
        for byte in text:
            hash_of = (hash_of ^ byte) * 0x100000001b3 % 2**64
        verdict = verdict.replace(" ", "-")
        self.journal(f"1 check {name} {verdict} {hash_of:016x} {when}")

    def environment(self, changes):
        env = dict(self.env, **changes)
        return {name: value for name, value in env.items()
                if value is not None}

    def start(self, *args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
              **changes):
        return subprocess.Popen(
            [PROGRAM, *args], stdin=stdin, stdout=stdout,
            stderr=subprocess.PIPE, cwd=self.top,
            env=self.environment(changes))

    def finish(self, process, text=None):
        try:
            out, said = process.communicate(text, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Done(process.returncode, (out or b"").decode(),
                    said.decode())

    def run(self, *args, **changes):
        return self.finish(self.start(*args, **changes))

    def run_with(self, text, *args, **changes):
        """With this on stdin."""
        return self.finish(
            self.start(*args, stdin=subprocess.PIPE, **changes),
            text.encode())

    def run_on_terminal(self, *args, **changes):
        """out is what came to the terminal, said is empty."""
        return self.type_on_terminal(b"", *args, **changes)

    def type_on_terminal(self, keys, *args, columns=60, **changes):
        """The same, and keys are typed once spin is running."""
        pid, fd = pty.fork()
        if pid == 0:
            size = struct.pack("HHHH", 24, columns, 0, 0)
            fcntl.ioctl(1, termios.TIOCSWINSZ, size)
            os.chdir(self.top)
            os.execve(PROGRAM, [PROGRAM, *args], self.environment(changes))
        out = b""
        if keys:
            self.wait_until(lambda: len(self.processes()) >= 3)
            os.write(fd, keys)
        while True:
            try:
                piece = os.read(fd, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        _, status = os.waitpid(pid, 0)
        os.close(fd)
        return Done(os.waitstatus_to_exitcode(status),
                    out.decode().replace("\r\n", "\n"), "")

    def processes(self):
        """Those that run a program of this place."""
        mine = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                exe = os.readlink(f"/proc/{pid}/exe")
            except OSError:
                continue
            if exe.startswith(self.top):
                mine.append(int(pid))
        return mine

    def wait_until(self, what):
        end = time.monotonic() + SECONDS
        while not what():
            if time.monotonic() > end:
                raise AssertionError("it never came true")
            time.sleep(0.01)


class Failed(Exception):
    pass


class Skipped(Exception):
    """This machine has not what the case needs."""


def check(done, **wanted):
    """Compare: status, out and said are equal; those with _has or _lacks
    behind them hold a text or several, or none of them."""
    for name, value in wanted.items():
        part, _, how = name.partition("_")
        actual = getattr(done, part)
        texts = [value] if isinstance(value, str) else value
        if not how and actual != value:
            raise Failed(f"{part} is {actual!r}, not {value!r}\n{done}")
        for text in texts if how else []:
            if (text in actual) != (how == "has"):
                raise Failed(f"{part} {how} not {text!r}\n{done}")


def check_one_line(done, status, *has):
    """One clear line on stderr, nothing else."""
    check(done, status=status, out="", said_has=has)
    if done.said.count("\n") != 1 or not done.said.startswith("racecourse: "):
        raise Failed(f"not one line\n{done}")


def run_case(case):
    """The failure, or why it was skipped, or None."""
    place = Place()
    try:
        case(place)
        return None
    except Skipped as why:
        return why
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        for pid in place.processes():
            os.kill(pid, signal.SIGKILL)
        place.close()


def main(cases):
    """Run all as TAP; returns the exit status."""
    failed = 0
    print(f"1..{len(cases)}")
    for number, case in enumerate(cases, 1):
        failure = run_case(case)
        why = f" # SKIP {failure}" if isinstance(failure, Skipped) else ""
        bad = failure and not why
        if bad:
            failed += 1
            print(textwrap.indent(failure, "# "))
        print(f"{'not ' if bad else ''}ok {number} - {case.__name__}{why}",
              flush=True)
    return 1 if failed else 0
