"""The Debian package: built, looked at, and installed on a machine that is
a folder, with apt and nothing else of ours.

    test_deb.py SCRIPT BUILD VERSION
"""

import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "lint"))
import tree  # noqa: E402

SECONDS = 1100
HOLDS = [
    "usr/bin/racecourse",
    "usr/lib/racecourse/libmp.a",
    "usr/lib/racecourse/mp.h",
    "usr/lib/racecourse/mp_pool.h",
    "usr/lib/racecourse/libhooks.a",
    "usr/lib/racecourse/hooks.args",
    "usr/share/racecourse/lessons/03_races.md",
    "usr/share/racecourse/exercises/03_races/counter_race.c",
    "usr/share/racecourse/solutions/03_races/counter_race.c",
    "usr/share/man/man1/racecourse.1.gz",
    "usr/share/man/man3/mp.3.gz",
    "usr/share/man/man3/mp_sync.3.gz",
    "usr/share/man/man5/racecourse-lesson.5.gz",
    "usr/share/pkgconfig/racecourse-mp.pc",
    "usr/share/bash-completion/completions/racecourse",
    "usr/share/zsh/vendor-completions/_racecourse",
    "usr/share/doc/racecourse/copyright",
    "usr/share/doc/racecourse/changelog.gz",
]
NEEDS = ["gcc", "libc6-dev", "libcmark", "libdw1", "libinih", "libjansson",
         "libncursesw", "libtinfo", "libutf8proc", "libc6 (>="]
# What lintian says of a package that carries Markdown to be shown.
MEANT = "package-contains-documentation-outside-usr-share-doc"
# Packages need not outlive a crash of the machine.
APT = ["apt-get", "install", "-y", "--no-install-recommends",
       "-o", "Dpkg::Options::=--force-unsafe-io"]
# /usr is mounted read-only for those who use it, as on many a machine.
AS_USER = """
mount --rbind "$0/usr" "$0/usr" && mount -o remount,bind,ro "$0/usr" &&
mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/tmp" &&
exec chroot --userspec=4711:4711 "$0" /usr/bin/env -i HOME=/home/learner \
    LC_ALL=C.UTF-8 PATH=/usr/bin:/bin TERM=xterm "$@"
"""


def call(argv, **more):
    return subprocess.run(argv, stdin=subprocess.DEVNULL, timeout=SECONDS,
                          capture_output=True, text=True, errors="replace",
                          check=False, **more)


def say(done):
    return (f"status {done.returncode}: {done.stdout[-3000:]!r} "
            f"{done.stderr[-3000:]!r}")


def check_content(package):
    there = call(["sh", "-c", 'dpkg-deb --fsys-tarfile "$0" | tar -t',
                  package])
    if there.returncode:
        yield say(there)
    files = {line.removeprefix("./") for line in there.stdout.split("\n")}
    for name in HOLDS:
        if name not in files:
            yield f"{name} is not in it"


def check_needs(package):
    needs = call(["dpkg-deb", "-f", package, "Depends"]).stdout
    for name in NEEDS:
        if name not in needs:
            yield f"it does not depend on {name}: {needs}"


def check_lintian(changes):
    done = call(["lintian", "--allow-root", "-EI", "--pedantic",
                 "--fail-on", "none", changes])
    if done.returncode:
        yield say(done)
    for line in done.stdout.splitlines():
        if MEANT not in line:
            yield line


def system():
    """Where this system's packages come from: (codename, address) or None."""
    with open("/etc/os-release", encoding="utf-8") as file:
        fields = dict(line.rstrip("\n").split("=", 1)
                      for line in file if "=" in line)
    name = fields.get("VERSION_CODENAME", "").strip('"')
    done = call(["apt-get", "indextargets", "--format",
                 "$(CODENAME) $(COMPONENT) $(SITE)", "Created-By: Packages"])
    for line in done.stdout.splitlines():
        if line.startswith(f"{name} main "):
            return name, line.split()[2]
    return None


def why_not():
    """Why no machine can be made here, or None."""
    if not shutil.which("debootstrap"):
        return "debootstrap is not in $PATH"
    if os.geteuid() != 0:
        return "debootstrap takes root's rights"
    if call(["unshare", "--mount", "true"]).returncode:
        return "no right to mount anything"
    if not system():
        return "apt does not say where this system's packages are"
    return None


class Machine:
    """A Debian of its own."""

    def __init__(self, top):
        self.top = top
        name, address = system()
        self.made = call([
            "unshare", "--mount", "debootstrap", "--variant=minbase",
            "--include=gcc,libc6-dev", name, top, address])

    def install(self, package):
        shutil.copy(package, self.top + "/racecourse.deb")
        done = call(["unshare", "--mount", "chroot", self.top, *APT,
                     "/racecourse.deb"],
                    env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                         "DEBIAN_FRONTEND": "noninteractive"})
        home = self.top + "/home/learner"
        os.mkdir(home)
        os.chown(home, 4711, 4711)
        return done

    def run(self, *args):
        """As somebody without rights."""
        return call(["unshare", "--mount", "sh", "-c", AS_USER, self.top,
                     *args])


def check_found(machine):
    done = machine.run("racecourse", "list")
    if done.returncode or done.stderr or "counter_race" not in done.stdout:
        yield say(done)
    done = machine.run("racecourse", "doctor")
    for part in ("/usr/share/racecourse", "✓ compiler",
                 "✓ your copies: /home/learner/racecourse"):
        if part not in done.stdout:
            yield f"no {part}: {say(done)}"


def check_runs(machine):
    for words, has in [
            (["counter_race", "iterations=1000"], "counter"),
            (["pool_pi", "--solution", "steps=1000000"], "3.14159")]:
        done = machine.run("racecourse", "run", *words)
        if done.returncode or has not in done.stdout:
            yield say(done)


def check_removed(machine):
    done = call(["unshare", "--mount", "chroot", machine.top, "dpkg",
                 "--purge", "racecourse"],
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    if done.returncode:
        yield say(done)
    for left in glob.glob(machine.top + "/usr/**/*racecourse*",
                          recursive=True):
        yield f"{left} is left"


def check_machine(tap, package, top):
    name = "it can be installed"
    why = why_not()
    if why:
        tap.skip(name, why)
        return
    machine = Machine(top)
    if machine.made.returncode:
        last = (machine.made.stdout or "no word").strip().splitlines()[-1]
        tap.skip(name, f"no Debian could be made here: {last}")
        return
    done = machine.install(package)
    tap.case(name, [say(done)] if done.returncode else [])
    if done.returncode:
        return
    tap.case("anybody finds its course, on a read-only /usr",
             check_found(machine))
    tap.case("exercises run, also those with mp.h", check_runs(machine))
    tap.case("it goes without a trace", check_removed(machine))


def check_all(tap, folder, version):
    package = glob.glob(f"{folder}/racecourse_{version}_*.deb")[0]
    changes = glob.glob(f"{folder}/racecourse_{version}_*.changes")[0]
    tap.case("all of it is in it", check_content(package))
    tap.case("it says what it needs", check_needs(package))
    if shutil.which("lintian"):
        tap.case("lintian has nothing to say", check_lintian(changes))
    else:
        tap.skip("lintian has nothing to say", "lintian is not installed")
    check_machine(tap, package, folder + "/machine")


def main():
    script, build, version = sys.argv[1:]
    tap = tree.Tap()
    top = os.path.realpath(tempfile.mkdtemp(prefix="racecourse-d-"))
    try:
        made = call([script, ROOT, build, version, top],
                    env=dict(os.environ, DEB_BUILD_OPTIONS="nocheck",
                             DEB_BUILD_PROFILES="nocheck"))
        if made.returncode == 3:
            tap.skip("it is made", made.stderr.strip().splitlines()[-1])
        else:
            tap.case("it is made",
                     [say(made)] if made.returncode else [])
        if made.returncode == 0:
            check_all(tap, top, version)
    finally:
        shutil.rmtree(top)
    tap.end()


main()
