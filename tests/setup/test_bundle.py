"""The bundle: unpacked in some folder, it runs where nothing else is.

    test_bundle.py SCRIPT BUILD VERSION
"""

import os
import pty
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "lint"))
import tree  # noqa: E402

SECONDS = 120
APART = ["unshare", "--map-root-user", "--user", "--mount"]
# A machine that has no file but the bundle's, and /proc.
ALONE = ('mkdir -p "$0/proc" && mount --rbind /proc "$0/proc" && '
         'exec chroot "$0" "$@"')


def call(argv, **more):
    return subprocess.run(argv, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False, **more)


def some_of(terminal):
    """What comes next; nothing where nobody holds its other end."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def say(done):
    return (f"status {done.returncode}: {done.stdout[-2000:]!r} "
            f"{done.stderr[-2000:]!r}")


class Machine:
    """A folder to be the root of, with the bundle unpacked in it."""

    def __init__(self, top, tar, name):
        self.top = top
        self.inside = f"/some place/{name}/bin/racecourse"
        self.program = top + self.inside
        os.makedirs(top + "/some place")
        os.makedirs(top + "/home")
        self.unpacked = call(["tar", "-C", top + "/some place", "-xzf", tar])

    def run(self, *args):
        """As anybody runs it, from its folder."""
        return call([self.program, *args], cwd=self.top, timeout=SECONDS,
                    env={"HOME": self.top + "/home", "LC_ALL": "C.UTF-8",
                         "PATH": os.environ["PATH"]})

    def run_alone(self, *args, locale="C.UTF-8"):
        """Without any other file."""
        return call([*APART, "sh", "-c", ALONE, self.top, self.inside, *args],
                    timeout=SECONDS, env=self.environment(locale, "xterm"))

    def open_alone(self, term):
        """The workbook on a terminal of that type: what came to it until
        the workbook was left."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvpe(APART[0], [*APART, "sh", "-c", ALONE, self.top,
                                  self.inside, "open", "races"],
                       self.environment("de_DE.UTF-8", term))
        screen = b""
        while (part := some_of(terminal)):
            screen += part
            if "┃".encode() in screen:
                os.write(terminal, b"qq")
        os.close(terminal)
        return os.waitpid(pid, 0)[1], screen.decode(errors="replace")

    def environment(self, locale, term):
        return {"HOME": "/home", "LC_ALL": locale, "TERM": term,
                "PATH": os.environ["PATH"]}


def check_list(machine):
    done = machine.run("list")
    if done.returncode or done.stderr or "counter_race" not in done.stdout:
        yield say(done)


def check_run(machine):
    for words, has in [
            (["counter_race", "iterations=1000"], "counter"),
            (["pool_pi", "--solution", "steps=1000000"], "3.14159")]:
        done = machine.run("run", *words)
        if done.returncode or has not in done.stdout:
            yield say(done)


def check_alone(machine):
    for words, has in [(["list"], "counter_race"), (["read", "races"], "Races")]:
        done = machine.run_alone(*words)
        if done.returncode or done.stderr or has not in done.stdout:
            yield say(done)


def check_characters(machine):
    for locale, has in [("C.UTF-8", "┃"), ("de_DE.utf8", "┃"),
                        ("UTF-8", "┃"), ("C", "|")]:
        done = machine.run_alone("read", "races", locale=locale)
        if done.returncode or done.stderr or has not in done.stdout:
            yield f"{locale}: {say(done)}"


def check_terminals(machine):
    for term in ("xterm", "xterm-256color", "screen", "screen-256color",
                 "tmux", "tmux-256color", "linux", "vt100", "vt220", "putty"):
        status, screen = machine.open_alone(term)
        if status or "┃" not in screen:
            yield f"{term}: status {status}: {screen!r}"


def check_no_compiler(machine):
    """Whoever cannot build is told so in a line, and goes on reading."""
    done = machine.run_alone("run", "counter_race")
    if (done.returncode != 3 or done.stdout or
            done.stderr.count("\n") != 1 or "compiler" not in done.stderr):
        yield say(done)
    done = machine.run_alone("doctor")
    for part in ("✗ compiler: there is no C compiler", "✓ terminal: xterm",
                 "✓ cache", "· python3"):
        if part not in done.stdout:
            yield f"no {part}: {say(done)}"


def check_all(tap, tar, name, top):
    machine = Machine(top, tar, name)
    tap.case("it unpacks", [say(machine.unpacked)]
             if machine.unpacked.returncode else [])
    tap.case("it lists its course", check_list(machine))
    tap.case("it builds and runs exercises", check_run(machine))
    for name, check in ALONE_CASES:
        if not shutil.which("unshare") or call([*APART, "true"]).returncode:
            tap.skip(name, "no user namespaces here")
        else:
            tap.case(name, check(machine))


ALONE_CASES = [
    ("it needs no file of the machine's", check_alone),
    ("it writes UTF-8 where no locale is", check_characters),
    ("it opens on terminals that nobody else describes", check_terminals),
    ("without a compiler it says so", check_no_compiler),
]


def main():
    script, build, version = sys.argv[1:]
    tap = tree.Tap()
    top = os.path.realpath(tempfile.mkdtemp(prefix="racecourse-b-"))
    tar = os.path.join(top, "bundle.tar.gz")
    try:
        made = call([script, ROOT, build, version, tar])
        if made.returncode == 3:
            tap.skip("it is made", made.stderr.strip())
        else:
            tap.case("it is made",
                     [say(made)] if made.returncode else [])
        if made.returncode == 0:
            check_all(tap, tar, f"racecourse-{version}", top + "/machine")
    finally:
        shutil.rmtree(top)
    tap.end()


main()
