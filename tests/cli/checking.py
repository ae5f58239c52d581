"""check: one and all, on a terminal and not, and what is remembered."""

import json
import os
import pty
import re
import resource
import select
import signal
import sys
import termios

from place import ADDER, Failed, PROGRAM, check, check_one_line, main

NAMES = ("adder", "second", "third")


def add_exercises(p):
    """Two more beside adder; the last one is never finished."""
    for number, name in enumerate(NAMES[1:], 2):
        p.write(f"course/lessons/{number:02}_{name}.md",
                f"# {name}\n\n```exercise {name}\n[knobs]\n"
                "first = 3, 1..9\nsecond = 40, 1..1000000\n[check]\n"
                "hold = sum == expected\nrace_free = no\n```\n")
        for folder, sign in (("exercises", "-"), ("solutions", "+")):
            p.write(f"course/{folder}/{number:02}_{name}/{name}.c",
                    ADDER.replace("SIGN", sign))
    p.write("course/lessons/09_hostile.md", "# None\n\nNothing.\n")


def solve_all(p):
    p.solve("course/work")
    p.write("course/work/02_second/second.c", ADDER.replace("SIGN", "*"))


def verdicts_of(p, **changes):
    done = p.run("check", "--json", **changes)
    return [(each["name"], each["verdict"])
            for each in json.loads(done.out)["exercises"]]


EXPECTED = [("adder", "passed"), ("second", "wrong result"),
            ("third", "not finished")]


def all_are_told_in_order(p):
    add_exercises(p)
    solve_all(p)
    done = p.run("check")
    check(done, status=1, said="", out_lacks="\x1b",
          out_has=["Passed", "Wrong result", "Not finished"])
    heads = [line.split(":")[0] for line in done.out.split("\n")
             if line.endswith(".c")]
    if heads != list(NAMES):
        raise Failed(f"{heads}\n{done}")


def seconds_have_no_noise_behind_them(p):
    p.solve("course/work")
    done = p.run("check", "adder", "--json")
    check(done, status=0)
    times = re.findall(r'"seconds": (.*),', done.out)
    if not times or any(len(time) > len("123.123456") for time in times):
        raise Failed(f"{times}\n{done}")


def few_descriptors_change_no_verdict(p):
    add_exercises(p)
    solve_all(p)
    if verdicts_of(p) != EXPECTED:
        raise Failed(verdicts_of(p))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    try:
        limited = verdicts_of(p)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if limited != EXPECTED:
        raise Failed(limited)


def terminal_shows_a_line_each(p):
    add_exercises(p)
    solve_all(p)
    done = p.run_on_terminal("check", NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]|\r", "", done.out)
    check(done, status=1)
    for line in (" ✓ adder   passed", " ✗ second  wrong result",
                 " · third   not finished"):
        if line not in plain.split("\n"):
            raise Failed(f"no line {line!r}\n{plain}")
    if "sum is" not in plain or "\nPassed" in plain:
        raise Failed(plain)


def terminal_shows_the_ladder_of_one(p):
    p.solve("course/work")
    done = p.run_on_terminal("check", "adder")
    check(done, status=0, out_has=["▸", "builds", "Passed"])


def own_files_alone_are_remembered(p):
    p.write("mine.c", ADDER.replace("SIGN", "+"))
    check(p.run("check", "adder", "--file", "mine.c"), status=0)
    check(p.run("list"), status=0, out_lacks="✓ adder")
    p.solve("course/work")
    check(p.run("check", "adder", "--json"), status=0)
    check(p.run("list"), status=0, out_has="✓ adder")


def read_until(stream, text):
    """What came until then."""
    seen = ""
    while text not in seen:
        line = stream.readline().decode()
        if not line:
            raise Failed(f"no {text!r} in {seen!r}")
        seen += line
    return seen


def watch_checks_what_is_saved(p):
    p.solve("course/work")
    process = p.start("check", "--watch", "adder")
    read_until(process.stdout, "Passed")
    p.write("course/work/01_first/adder.c", ADDER.replace("SIGN", "*"))
    seen = read_until(process.stdout, "Wrong result")
    p.solve("course/work")
    seen += read_until(process.stdout, "Passed")
    process.send_signal(signal.SIGINT)
    done = p.finish(process)
    check(done, status=130, said="")
    if "\x1b" in seen:
        raise Failed(repr(seen))


def watch_of_all_checks_that_one_alone(p):
    add_exercises(p)
    process = p.start("check", "--watch")
    p.wait_until(lambda: os.path.exists(f"/proc/{process.pid}/fd") and any(
        "inotify" in os.readlink(f"/proc/{process.pid}/fd/{fd}")
        for fd in os.listdir(f"/proc/{process.pid}/fd")
        if os.path.islink(f"/proc/{process.pid}/fd/{fd}")))
    while True:
        # It may have looked at the folder just before.
        p.write("course/work/02_second/second.c", ADDER.replace("SIGN", "+"))
        if select.select([process.stdout], [], [], 2)[0]:
            break
    seen = read_until(process.stdout, "Passed")
    process.send_signal(signal.SIGINT)
    check(p.finish(process), status=130)
    if "second:" not in seen or "adder:" in seen or "third:" in seen:
        raise Failed(repr(seen))


def watch_on_a_terminal(p, words, steps):
    """Watch there; when it waits again, the next step: a key or a call.

    Returns the exit status, what was shown, and the terminal as it was left.
    """
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(p.top)
        os.execve(PROGRAM, [PROGRAM, "check", "--watch", *words],
                  p.environment({}))
    out = b""
    for count, step in enumerate(steps, 1):
        while out.count(b"q ends.") < count:
            out += os.read(fd, 65536)
        os.write(fd, step() if callable(step) else step)
    _, status = os.waitpid(pid, 0)
    after = termios.tcgetattr(fd)
    os.close(fd)
    return os.waitstatus_to_exitcode(status), out, after


def watch_on_a_terminal_ends_by_q(p):
    p.solve("course/work")
    status, out, after = watch_on_a_terminal(p, ["adder"], [b"\r", b"q"])
    if status != 0 or out.count(b"Passed") != 2:
        raise Failed(repr(out))
    if not after[3] & termios.ICANON or not after[3] & termios.ECHO:
        raise Failed(f"the terminal was left as {after}")


def watch_of_all_checks_all_when_asked(p):
    add_exercises(p)
    solve_all(p)
    status, out, _ = watch_on_a_terminal(p, [], [b"c", b"q"])
    for words in "Enter checks all", *(verdict for _, verdict in EXPECTED):
        if words.encode() not in out:
            raise Failed(f"no {words!r} in {out!r}")
    if status != 1:
        raise Failed(f"{status}: {out!r}")


def watch_waits_for_a_file_that_is_gone(p):
    def remove():
        os.remove(p.path("mine.c"))
        return b"c"

    def write():
        p.write("mine.c", ADDER.replace("SIGN", "+"))
        return b""

    write()
    status, out, _ = watch_on_a_terminal(
        p, ["adder", "--file", "mine.c"], [remove, write, b"q"])
    if status != 0 or out.count(b"Passed") != 2 or \
            b"\x1b[Jracecourse: adder: mine.c cannot be read" not in out:
        raise Failed(repr(out))


# What a shell does for a job that is suspended and goes on, and no more.
SHELL = """
import os, signal, sys, termios
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
before = termios.tcgetattr(0)
job = os.fork()
if job == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
_, status = os.waitpid(job, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
same = os.WIFSTOPPED(status) and termios.tcgetattr(0) == before
print("as before." if same else "changed.", flush=True)
termios.tcsetattr(0, termios.TCSANOW, before)
os.tcsetpgrp(0, job)
os.killpg(job, signal.SIGCONT)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(job, 0)[1]))
"""


def watch_can_be_suspended(p):
    """The terminal is the shell's meanwhile, and takes keys afterwards."""
    p.solve("course/work")
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(p.top)
        os.execve(sys.executable,
                  [sys.executable, "-c", SHELL, PROGRAM, "check", "--watch",
                   "adder"], p.environment({}))
    out = b""
    for key, text in ((b"\x1a", b"q ends."), (b"q", b"as before.")):
        while text not in out:
            if b"changed." in out:
                os.kill(pid, signal.SIGHUP)
                raise Failed(repr(out))
            out += os.read(fd, 65536)
        os.write(fd, key)
    _, status = os.waitpid(pid, 0)
    os.close(fd)
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failed(repr(out))


def what_is_no_file_is_one_line(p):
    for name, why in (("/dev/null", "it is no regular file"),
                      (p.top, "Is a directory"),
                      ("missing.c", "No such file")):
        check_one_line(p.run("check", "adder", "--file", name), 3, name, why)


def start_file_is_not_finished(p):
    check(p.run("check", "adder"), status=1, said="",
          out_has=["Not finished\n", "'racecourse open 1'"])


def watch_has_no_json(p):
    check_one_line(p.run("check", "--watch", "--json"), 2, "--watch")


sys.exit(main([all_are_told_in_order, few_descriptors_change_no_verdict,
               terminal_shows_a_line_each, terminal_shows_the_ladder_of_one,
               own_files_alone_are_remembered, watch_checks_what_is_saved,
               watch_of_all_checks_that_one_alone,
               watch_on_a_terminal_ends_by_q,
               watch_of_all_checks_all_when_asked,
               watch_waits_for_a_file_that_is_gone, watch_can_be_suspended,
               what_is_no_file_is_one_line, start_file_is_not_finished,
               watch_has_no_json]))
