"""What the doctor says of tools that are missing or unwell."""

import os
import shutil
import signal
import sys

from place import check, main

# A compiler whose programs with ThreadSanitizer start only where addresses
# are not randomised: bit 0x0040000 of the personality.
PICKY = """#!/bin/sh
case $* in
*-fsanitize=thread*)
    while [ "$1" != -o ]; do shift; done
    cat >"$2" <<'END'
#!/bin/sh
case $(cat /proc/self/personality) in
*4????) exit 0 ;;
esac
echo "FATAL: ThreadSanitizer: unexpected memory mapping"
exit 66
END
    chmod +x "$2" ;;
*) exec cc "$@" ;;
esac
"""
# One without its runtime.
POOR = """#!/bin/sh
case $* in
*-fsanitize=thread*) echo "cannot find -ltsan" >&2; exit 1 ;;
*) exec cc "$@" ;;
esac
"""
# One whose programs never start.
UNWELL = PICKY.replace("*4????)", "never)")


def program(p, name, text):
    p.write(f"bin/{name}", text)
    os.chmod(p.path(f"bin/{name}"), 0o755)
    return p.path(f"bin/{name}")


def sanitizer_that_is_missing(p):
    check(p.run("doctor", CC=program(p, "gcc", POOR)), status=0, said="",
          out_has=["✓ compiler", "· ThreadSanitizer: cannot be linked: cannot "
                   "find -ltsan: install libtsan"])
    check(p.run("doctor", CC=program(p, "clang", POOR)), status=0,
          out_has="install libclang-rt-dev")


def sanitizer_that_wants_its_addresses(p):
    check(p.run("doctor", CC=program(p, "gcc", PICKY)), status=0, said="",
          out_has=["· ThreadSanitizer: starts only where addresses are not",
                   "`sysctl vm.mmap_rnd_bits=28` as root"])


def sanitizer_that_does_not_start(p):
    check(p.run("doctor", CC=program(p, "gcc", UNWELL)), status=0, said="",
          out_has="· ThreadSanitizer: does not start: FATAL: ThreadSan")


def compiler_that_makes_nonsense(p):
    cc = program(p, "cc", "#!/bin/sh\n"
                 "[ $# = 1 ] && { echo cc 1; exit; }\n"
                 'while [ "$1" != -o ]; do shift; done\n'
                 'echo no program >"$2"\nchmod +x "$2"\n')
    check(p.run("doctor", CC=cc), status=3, said="", out_has=[
        "✓ cache", "✗ compiler: what ", " cannot be run: "])


def interrupt_ends_it_without_a_verdict(p):
    """What was stopped in the middle says nothing of this machine."""
    cc = program(p, "cc", "#!/bin/sh\ntouch started\nexec sleep 1000\n")
    process = p.start("doctor", CC=cc)
    p.wait_until(lambda: os.path.exists(p.path("started")))
    process.send_signal(signal.SIGINT)
    check(p.finish(process), status=130, said="",
          out_has="✓ cache", out_lacks=["compiler", "editor"])


def machine_without_any(p):
    os.mkdir(p.path("bin"))
    check(p.run("doctor", PATH=p.path("bin")), status=3, said="", out_has=[
        "✗ compiler: there is no C compiler on this machine; install gcc",
        "· editor: there is none: install nano, or set $EDITOR",
        "· python3: python3 is not there; install it"])


def only_python_is_missing(p):
    os.mkdir(p.path("bin"))
    for name in ("cc", "as", "ld"):
        os.symlink(shutil.which(name), p.path(f"bin/{name}"))
    check(p.run("doctor", PATH=p.path("bin")), status=0, said="",
          out_has=["✓ compiler", "· python3: python3 is not there; install it"])


def lines_of_programs(p):
    p.write("lib/libdw.so.1", "no library")
    check(p.run("doctor"), out_has="✓ libdw: tells the lines of races")
    check(p.run("doctor", LD_LIBRARY_PATH=p.path("lib")), status=0, said="",
          out_has="· libdw: cannot be loaded; races and hangs are told "
                  "without their lines: install libdw1")


if __name__ == "__main__":
    sys.exit(main([
        sanitizer_that_is_missing,
        sanitizer_that_wants_its_addresses,
        sanitizer_that_does_not_start,
        compiler_that_makes_nonsense,
        interrupt_ends_it_without_a_verdict,
        machine_without_any,
        only_python_is_missing,
        lines_of_programs,
    ]))
