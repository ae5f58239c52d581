"""Disks that are full, that may not be written to, or may not hold programs:
a small one is mounted as the home, in a name space of the test's own."""

import subprocess
import sys

from place import Failed, PROGRAM, SECONDS, Done, Skipped, check, main

APART = ["unshare", "--user", "--map-root-user", "--mount"]
# $0 is the home; what follows is called there.
SMALL = 'mount -t tmpfs -o size=512k,{} tmpfs "$0" && cd "$0" && {} && "$@"'
FULL = "dd if=/dev/zero of=ballast bs=4k 2>/dev/null; true"


def on_disk(p, options, prepare, *args, shell=None):
    """Call racecourse, or a shell's script where it is $0."""
    if subprocess.run([*APART, "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
                      capture_output=True, check=False).returncode:
        raise Skipped("no right to mount a small disk")
    call = ["sh", "-c", shell, PROGRAM] if shell else [PROGRAM, *args]
    done = subprocess.run(
        [*APART, "sh", "-c", SMALL.format(options, prepare), p.env["HOME"],
         *call],
        env=p.env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=SECONDS, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


READ_ONLY = "mount -o remount,ro ."


def doctor_sees_a_full_disk(p):
    done = on_disk(p, "", "mkdir -p .cache/racecourse && " + FULL, "doctor")
    check(done, status=3, said="", out_has=[
        "✗ cache: ", "No space left on device: make room on that disk\n",
        "· progress: "], out_lacks=["✓ cache", "✗ compiler"])
    if done.out.count("make room") != 2:
        raise Failed(done)


def doctor_sees_a_disk_of_others(p):
    done = on_disk(p, "", READ_ONLY, "doctor")
    check(done, status=3, said="", out_has=[
        "✗ cache: programs have no place: Read-only file system: set "
        "XDG_CACHE_HOME ", "· progress: ", "set XDG_STATE_HOME\n"])


def doctor_sees_a_disk_without_programs(p):
    done = on_disk(p, "noexec", "true", "doctor")
    check(done, status=3, said="", out_has=[
        "✗ cache: programs in ", "noexec: set XDG_CACHE_HOME to a folder "
        "that may hold programs\n", "✓ progress"], out_lacks="✓ cache")


def doctor_leaves_nothing(p):
    done = on_disk(p, "", "true", shell='"$0" doctor >/dev/null; find .')
    if "doctor" in done.out or "try" in done.out:
        raise Failed(done)


def run_says_it_in_a_line(p):
    """The compiler may add what it was at."""
    for options, prepare, why in [
            ("", FULL, "No space left on device; make room there"),
            ("", READ_ONLY, "Read-only file system"),
            ("noexec", "true", "noexec")]:
        done = on_disk(p, options, prepare, "run", "adder")
        check(done, status=3, out="", said_lacks="does not build")
        if why not in done.said.split("\n")[0]:
            raise Failed(done)
        check(on_disk(p, options, prepare, "list"), status=0, said="",
              out_has="adder")


def progress_without_room_is_said(p):
    """What was built runs; what is lost is said, and nothing else is."""
    done = on_disk(
        p, "", "true", shell='"$0" build adder >/dev/null && ' + FULL +
        '; "$0" run adder; echo status $?; rm ballast; "$0" run adder '
        '>/dev/null; "$0" list; cat .local/state/racecourse/progress-*')
    check(done, out_has=["sum = 37", "status 0", "• adder"],
          said_has=["progress", "No space left on device"])
    if done.out.count("1 run adder run ") != 1:
        raise Failed(done)


def recorded_progress_outlives_a_full_disk(p):
    done = on_disk(
        p, "", "true", shell='for i in 1 2 3; do "$0" run adder; done '
        '>/dev/null; before=$(cat .local/state/racecourse/progress-*); ' +
        FULL + '; for i in 1 2 3 4 5 6 7 8 9; do "$0" run adder; done '
        '>/dev/null 2>&1; rm ballast; "$0" run adder >/dev/null; '
        'after=$(cat .local/state/racecourse/progress-*); '
        'case $after in "$before"*) echo kept ;; esac')
    check(done, status=0, out="kept\n")


if __name__ == "__main__":
    sys.exit(main([
        doctor_sees_a_full_disk,
        doctor_sees_a_disk_of_others,
        doctor_sees_a_disk_without_programs,
        doctor_leaves_nothing,
        run_says_it_in_a_line,
        progress_without_room_is_said,
        recorded_progress_outlives_a_full_disk,
    ]))
