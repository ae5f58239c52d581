"""Machines that lack things: no compiler, no home, no locale, no files."""

import contextlib
import os
import shutil
import subprocess
import sys

from place import (Done, Failed, PROGRAM, Skipped, check, check_one_line,
                   main)


def doctor_says_what_there_is(p):
    check(p.run("doctor"), status=0, said="", out_has=[
        "✓ compiler: ", "✓ cache: ", " cores: ", " /proc: ", " schedstat: ",
        " locale: ", " terminal: ", " course: ", " your copies: ",
        " progress: ", " editor: ", " namespaces: ", " python3: ", "ThreadSanitizer: "])
    if os.listdir(p.path("home/.cache/racecourse")):
        raise Failed("the doctor left something behind")


def doctor_names_what_is_odd(p):
    check(p.run("doctor", LC_ALL="xx_YY.UTF-8"), status=0,
          out_has="✓ locale: xx_YY.UTF-8 is not installed")
    check(p.run("doctor", LC_ALL="xx_YY"), status=0,
          out_has=[". locale: xx_YY is not installed", "try LC_ALL="])
    check(p.run("doctor", LC_ALL="C"), status=0,
          out_has=[". locale: C has no UTF-8", "try LC_ALL="])
    check(p.run("doctor", TERM="no-such"), out_has="no-such is not known")
    check(p.run("doctor", TERM="dumb"), out_has="dumb cannot move its cursor")
    for term in (None, ""):
        check(p.run("doctor", TERM=term), out_has="$TERM does not say")
    check(p.run("doctor", EDITOR="no-such -x"), out_has="$EDITOR, no-such -x")
    check(p.run("doctor", RACECOURSE_COURSE="/nowhere"), status=3,
          out_has="✗ course")
    p.write("locked", "")
    check(p.run("doctor", XDG_CACHE_HOME=p.path("locked")), status=3,
          out_has="✗ cache")


def doctor_looks_at_pythons_age(p):
    p.write("bin/python3", "#!/bin/sh\necho Python 3.6.15\n")
    os.chmod(p.path("bin/python3"), 0o755)
    check(p.run("doctor", RACECOURSE_PYTHON=p.path("bin/python3")), status=0,
          out_has="· python3: Python 3.6.15, and 3.9 is wanted")
    check(p.run("doctor", RACECOURSE_PYTHON="no-such"), status=0,
          out_has="· python3: RACECOURSE_PYTHON no-such is not there")


def script_is_no_python_where_there_is_one(p):
    """As pyenv puts them into $PATH; alone it has to do."""
    p.write("bin/python3", "#!/bin/sh\necho Python 3.99\n")
    os.chmod(p.path("bin/python3"), 0o755)
    path = p.path("bin") + ":" + os.environ["PATH"]
    check(p.run("doctor", PATH=path), status=0, out_lacks="3.99")
    check(p.run("doctor", PATH=p.path("bin")), out_has="Python 3.99")


def doctor_tells_whether_programs_are_contained(p):
    check(p.run("doctor", RACECOURSE_NAMESPACES="no"), status=0,
          out_has=["· namespaces: RACECOURSE_NAMESPACES=no forbids them",
                   "kill(-1)"])
    if subprocess.run(["unshare", "-Upf", "--mount-proc", "true"],
                      stderr=subprocess.DEVNULL).returncode == 0:
        check(p.run("doctor"), status=0,
              out_has="✓ namespaces: each program gets its own")


def doctor_names_what_refuses_namespaces(p):
    """In a user namespace that allows no further one."""
    inside = ('echo 0 >/proc/sys/user/max_user_namespaces || exit 77; '
              'exec "$0" doctor')
    made = subprocess.run(
        ["unshare", "-Ur", "sh", "-c", inside, PROGRAM], text=True,
        capture_output=True, cwd=p.top, env=p.environment({}), check=False)
    if made.returncode in (1, 77):
        raise Skipped("no user namespace here: " + made.stderr.strip())
    check(Done(made.returncode, made.stdout, made.stderr), status=0,
          out_has=["· namespaces: the kernel refuses new namespaces",
                   "`sysctl user.max_user_namespaces=10000` as root"])


def without_a_compiler_status_is_3(p):
    os.mkdir(p.path("bin"))
    check_one_line(p.run("run", "adder", PATH=p.path("bin")), 3, "compiler")
    check(p.run("doctor", PATH=p.path("bin")), status=3,
          out_has="✗ compiler")
    check_one_line(p.run("run", "adder", CC="no-such-cc"), 3, "no-such-cc")


def compiler_that_fails_is_said(p):
    for name, text in [("cc", "#!/bin/sh\necho no licence >&2\nexit 1\n"),
                       ("dies", "#!/bin/sh\nkill -9 $$\n")]:
        p.write(f"bin/{name}", text)
        os.chmod(p.path(f"bin/{name}"), 0o755)
    done = p.run("run", "adder", CC=p.path("bin/cc"))
    check(done, status=1, out="", said_has=["no licence", "does not build"])
    check(p.run("doctor", CC=p.path("bin/cc")), status=3,
          out_has=["✗ compiler", "no licence"])
    done = p.run("run", "adder", CC=p.path("bin/dies"))
    if done.status not in (1, 3) or not done.said:
        raise Failed(done)


def home_that_cannot_be_written_is_said(p):
    home = {"HOME": "/proc/nonexistent"}
    check_one_line(p.run("run", "adder", **home), 3)
    check(p.run("list", **home), status=0, said="")
    check(p.run("read", "1", **home), status=0, said="")
    check(p.run("doctor", **home), status=3, out_has="✗ cache")
    cache = {"XDG_CACHE_HOME": p.path("cache")}
    done = p.run("run", "adder", **home, **cache)
    check(done, status=0, out_has="6 apples", said_has="progress")
    check_one_line(p.run("init", p.path("mine"), **home), 3)
    check_one_line(p.run("init", p.path("mine"), HOME=None), 3)


def progress_without_a_home_is_kept_among_the_copies(p):
    work = p.path("course/work")
    check(p.run("doctor", HOME=None), status=3,
          out_has=["✗ cache", f"✓ progress: {work}\n"])
    check(p.run("hint", "adder", HOME=None), status=0)
    p.solve("course/work")
    cache = {"XDG_CACHE_HOME": p.path("cache")}
    check(p.run("check", "adder", HOME=None, **cache), status=0, said="")
    check(p.run("list", HOME=None), status=0, out_has="✓ adder")


def ascii_locale_gets_ascii(p):
    for locale in ["C", "xx_YY.ISO-8859-1"]:
        for command in [["list"], ["read", "1"], ["run", "adder"],
                        ["doctor"], ["--help"], ["run", "escapes"]]:
            done = p.run(*command, LC_ALL=locale)
            check(done, status=0)
            if not (done.out + done.said).isascii():
                raise Failed(done)
    check(p.run("read", "1", LC_ALL="C"),
          out_has='Zurich - "naive" . ??????')
    done = p.run("run", "xyzzé", LC_ALL="C")
    check(done, status=2)
    if not done.said.isascii():
        raise Failed(done)


def utf8_needs_no_locale_of_that_name(p):
    """ssh brings the name of one that is installed elsewhere."""
    for name in ["xx_YY.UTF-8", "xx_YY.utf8@euro", "UTF-8"]:
        check(p.run("read", "1", LC_ALL=name), status=0, said="",
              out_has="Zürich — “naïve” … 日本語")
    check(p.run("read", "1", LC_ALL=None, LC_CTYPE="UTF-8"), out_has="Zürich")
    check(p.run("read", "1", LC_ALL=None, LANG="xx_YY.utf8"),
          out_has="Zürich")
    check(p.run("read", "1", LC_ALL=None), out_has="Zurich")


def closed_files_are_survived(p):
    for close in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]:
        for command in ["list", "run adder", "read 1"]:
            done = subprocess.run(
                ["sh", "-c", f'exec "$0" {command} {close}', PROGRAM],
                cwd=p.top, env=p.env, capture_output=True, timeout=60,
                check=False)
            if done.returncode != 0:
                raise Failed(f"{command} {close}: {done}")


def run_as_user(p, *args):
    """Files refuse themselves to everybody but root, who can do without
    that right."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if os.geteuid() == 0 and not shutil.which(drop[0]):
        raise Skipped("setpriv is not installed")
    done = subprocess.run(
        [*(drop if os.geteuid() == 0 else []), PROGRAM, *args],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
        cwd=p.top, env=p.environment({}), check=False)
    return Done(done.returncode, done.stdout, done.stderr)


@contextlib.contextmanager
def locked(path):
    """Nobody may read it, nor look into it."""
    mode = os.stat(path).st_mode
    os.chmod(path, 0)
    try:
        yield
    finally:
        os.chmod(path, mode)


def what_may_not_be_read_is_told(p):
    start = p.path("course/exercises/01_first/adder.c")
    lessons = p.path("course/lessons")
    refused = "Permission denied\n"
    with locked(start):
        check_one_line(run_as_user(p, "run", "adder"), 3,
                       start + " cannot be read: " + refused)
    with locked(os.path.dirname(start)):
        check(run_as_user(p, "list"), status=0, out_has="adder",
              said_has="01_first/adder.c cannot be read: " + refused)
    with locked(lessons + "/01_first.md"):
        check(run_as_user(p, "list"), status=0, out_has="Hostile",
              out_lacks="adder",
              said_has="01_first.md: the lesson cannot be read: " + refused)
    with locked(lessons):
        check_one_line(run_as_user(p, "list"), 3, lessons, refused)



if __name__ == "__main__":
    sys.exit(main([
        doctor_says_what_there_is,
        doctor_names_what_is_odd,
        doctor_looks_at_pythons_age,
        script_is_no_python_where_there_is_one,
        doctor_tells_whether_programs_are_contained,
        doctor_names_what_refuses_namespaces,
        without_a_compiler_status_is_3,
        compiler_that_fails_is_said,
        home_that_cannot_be_written_is_said,
        progress_without_a_home_is_kept_among_the_copies,
        ascii_locale_gets_ascii,
        utf8_needs_no_locale_of_that_name,
        closed_files_are_survived,
        what_may_not_be_read_is_told,
    ]))
