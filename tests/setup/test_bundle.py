"""The bundle: unpacked in some folder, it runs where nothing else is.

    test_bundle.py SCRIPT BUILD VERSION
"""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "lint"))
import tree  # noqa: E402

SECONDS = 120
# A machine that has no file but the bundle's, and /proc.
ALONE = ('mkdir -p "$0/proc" && mount --rbind /proc "$0/proc" && '
         'exec chroot "$0" "$@"')


def call(argv, **more):
    return subprocess.run(argv, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False, **more)


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

    def run_alone(self, *args):
        """Without any other file; None where that may not be tried."""
        new = ["unshare", "--map-root-user", "--user", "--mount"]
        if not shutil.which("unshare") or call(
                [*new, "true"]).returncode:
            return None
        return call([*new, "sh", "-c", ALONE, self.top, self.inside, *args],
                    timeout=SECONDS,
                    env={"HOME": "/home", "LC_ALL": "C.UTF-8",
                         "PATH": os.environ["PATH"]})


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


def check_alone(machine, tap):
    name = "it needs no file of the machine's"
    lists = machine.run_alone("list")
    if not lists:
        tap.skip(name, "no user namespaces here")
        return
    reads = machine.run_alone("read", "races")
    bad = [say(done) for done, has in [(lists, "counter_race"), (reads, "Races")]
           if done.returncode or done.stderr or has not in done.stdout]
    tap.case(name, bad)


def check_all(tap, tar, name, top):
    machine = Machine(top, tar, name)
    tap.case("it unpacks", [say(machine.unpacked)]
             if machine.unpacked.returncode else [])
    tap.case("it lists its course", check_list(machine))
    tap.case("it builds and runs exercises", check_run(machine))
    check_alone(machine, tap)


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
