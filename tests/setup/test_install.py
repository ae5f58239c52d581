"""What `meson install` leaves: put together in a folder, moved to another
one, and used from there by somebody with a home of their own.

    test_install.py BUILD PREFIX
"""

import json
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


class Installed:
    """The program, moved, and who uses it."""

    def __init__(self, build, prefix):
        self.top = os.path.realpath(tempfile.mkdtemp(prefix="racecourse-i-"))
        stage = os.path.join(self.top, "stage")
        self.said = subprocess.run(
            ["meson", "install", "-C", build, "--no-rebuild",
             "--destdir", stage],
            capture_output=True, text=True, check=False)
        self.prefix = os.path.join(self.top, "another place")
        self.home = os.path.join(self.top, "home")
        os.mkdir(self.home)
        if self.said.returncode == 0:
            os.rename(stage + prefix, self.prefix)
            shutil.rmtree(stage)
        self.files = files_of(self.prefix)
        self.env = {"HOME": self.home, "PATH": os.environ["PATH"],
                    "LC_ALL": "C.UTF-8"}

    def close(self):
        subprocess.run(["chmod", "-R", "u+w", self.top], check=False)
        shutil.rmtree(self.top)

    def path(self, name):
        return os.path.join(self.prefix, name)

    def run(self, *args):
        return subprocess.run(
            [self.path("bin/racecourse"), *args], cwd=self.home,
            env=self.env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=SECONDS, check=False)

    def shell(self, command, folder):
        return subprocess.run(
            command, shell=True, cwd=folder, env=self.env,
            capture_output=True, text=True, timeout=SECONDS, check=False)


def say(done):
    return f"status {done.returncode}: {done.stdout!r} {done.stderr!r}"


def files_of(folder):
    """Paths below a folder."""
    return {os.path.relpath(os.path.join(top, name), folder)
            for top, _, names in os.walk(folder) for name in names
            if "__pycache__" not in top}


def check_course(place):
    for folder in ("lessons", "exercises", "solutions"):
        there = files_of(place.path(f"share/racecourse/{folder}"))
        for name in sorted(files_of(os.path.join(ROOT, folder)) ^ there):
            yield f"{folder}/{name} is on one side only"


def check_pages(place):
    for name in sorted(os.listdir(os.path.join(ROOT, "man"))):
        if name == "meson.build":
            continue
        name = f"man{name[-1]}/{name}"
        path = place.path(f"share/man/{name}")
        if not os.path.exists(path) and not os.path.exists(path + ".gz"):
            yield f"share/man/{name} is missing"


def check_completion(place):
    for name in ("bash-completion/completions/racecourse",
                 "zsh/site-functions/_racecourse"):
        if not os.path.exists(place.path(f"share/{name}")):
            yield f"share/{name} is missing"


def check_found(place):
    done = place.run("list")
    if done.returncode or done.stderr or "counter_race" not in done.stdout:
        yield say(done)
    done = place.run("doctor")
    if place.path("share/racecourse") not in done.stdout:
        yield f"it uses another course; {say(done)}"


def results_of(place, *args):
    done = place.run("run", "--json", *args)
    try:
        return json.loads(done.stdout)["results"], say(done)
    except ValueError:
        return {}, say(done)


def check_runs(place):
    results, said = results_of(place, "counter_race", "iterations=1000")
    if "counter" not in results:
        yield said
    results, said = results_of(place, "pool_pi", "--solution",
                               "steps=1000000")
    if not 3.14159 < float(results.get("pi", 0)) < 3.1416:
        yield said


def check_twins(place):
    """Each finds race.py where it is installed."""
    done = place.run("run", "--json", "--twin", "counter_race",
                     "iterations=1000")
    try:
        twin = json.loads(done.stdout)["twin"]
    except (KeyError, ValueError):
        twin = {"results": {}}
    if "counter" not in twin["results"]:
        yield say(done)


def example_of(page):
    """The program in a manual page."""
    with open(page, encoding="utf-8") as file:
        text = file.read().split("\n.Sh EXAMPLES\n")[1]
    return text.split("-offset indent\n")[1].split("\n.Ed\n")[0].replace(
        "\\e", "\\")


def check_library(place):
    """Found by pkg-config, for a C program of somebody else's."""
    if not shutil.which("pkg-config"):
        return
    with open(os.path.join(place.home, "squares.c"), "w",
              encoding="utf-8") as file:
        file.write(example_of(os.path.join(ROOT, "man/mp.3")) + "\n")
    folder = place.path("share/pkgconfig")
    done = place.shell(
        f"export PKG_CONFIG_PATH='{folder}' && eval cc -Wall -Werror "
        "squares.c $(pkg-config --cflags --libs racecourse-mp) -o squares "
        "&& ./squares", place.home)
    if done.returncode or done.stdout != "1 4 9\n":
        yield say(done)


def check_copies(place):
    """They live in the home, and the printed command works there."""
    done = place.run("doctor")
    if f"your copies: {place.home}/racecourse" not in done.stdout:
        yield say(done)
    own = os.path.join(place.home, "racecourse/11_pi/pool_pi.c")
    os.makedirs(os.path.dirname(own))
    shutil.copy(place.path("share/racecourse/solutions/11_pi/pool_pi.c"), own)
    done = place.run("build", "--print", "pool_pi")
    for part in (own, place.path("lib/racecourse/libmp.a")):
        if part not in done.stdout:
            yield f"{part} is not in it: {say(done)}"
    for folder in (os.path.join(place.home, "racecourse"), place.home):
        tried = place.shell(done.stdout.strip() +
                            " && ./pool_pi steps=1000000", folder)
        if tried.returncode or "pi = 3.14159" not in tried.stdout:
            yield f"in {folder}: {say(tried)}"


def check_progress_moves(place):
    """What was done is still known once the prefix has moved again."""
    results, said = results_of(place, "pool_pi", "steps=1000000")
    if not results:
        yield said
    before = place.run("list")
    moved = place.prefix + " moved"
    os.rename(place.prefix, moved)
    place.prefix = moved
    after = place.run("list")
    if after.stdout != before.stdout or "○ pool_pi" not in after.stdout:
        yield f"{say(before)} became {say(after)}"


def check_untouched(place):
    for name in sorted(files_of(place.prefix) ^ place.files):
        yield f"{name} came or went"


CASES = [
    ("all of the course is installed", check_course),
    ("the manual pages are installed", check_pages),
    ("completion is installed", check_completion),
    ("the moved program finds its course", check_found),
    ("exercises run, also those with mp.h", check_runs),
    ("twins run", check_twins),
    ("libmp is found by pkg-config", check_library),
    ("copies live in the home, commands work there", check_copies),
    ("progress outlives a move", check_progress_moves),
    ("nothing is written beside the course", check_untouched),
]


def main():
    tap = tree.Tap()
    if not shutil.which("meson"):
        tap.skip("all", "meson is not in $PATH")
        tap.end()
    place = Installed(*sys.argv[1:])
    try:
        failed = place.said.returncode != 0
        tap.case("it installs", [say(place.said)] if failed else [])
        for name, check in [] if failed else CASES:
            tap.case(name, check(place))
    finally:
        place.close()
    tap.end()


main()
