"""./bootstrap on machines that lack things.

The machine is a folder: PATH leads to stand-ins for apt-get, sudo, id,
meson, ninja and the compiler, which write down how they were called, and
to the handful of ordinary commands that a minimal system has.  apt-get's
stand-in "installs" by making the others appear.
"""

import json
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

ORDINARY = ["sh", "cat", "chmod", "cp", "dirname", "env", "find", "flock",
            "grep", "ln", "mkdir", "readlink", "rm", "sed", "tail", "touch"]


def table():
    """Lines of the table in bootstrap: (when, how it is found, package)."""
    text = tree.read("bootstrap")
    start = text.index("needs='") + len("needs='")
    lines = text[start:text.index("'", start)].strip().split("\n")
    return [tuple(line.split()[:3]) for line in lines]


def packages(when):
    return [package for its, _, package in table() if its == when]


NEEDED = packages("build")
# What tells the others apart; without it the real machine's files count.
HAD = ["gcc", "pkg-config"]
LACKED = [x for x in NEEDED if x not in HAD]
TESTS = [x for x in packages("test") if x != "python3"]
# What is known by its place is outside of the machine.
EXTRA = [package for when, found, package in table() if when == "extra" and
         not (found.startswith("file:") and os.path.exists(found[5:]))]
INSTALL = "apt-get install -y --no-install-recommends "

LIBRARIES = {package: found[3:] for _, found, package in table()
             if found.startswith("pc:")}
COMMANDS = {package: found.removeprefix("cmd:")
            for _, found, package in table()
            if found.startswith("cmd:") or found in ("cc", "ninja")}

# What stands in for each command; $state is the machine's memory.
SAY = 'echo "${0##*/} $*" >>"$state/called"\n'
STAND_INS = {
    "id": 'cat "$state/uid"\n',
    "sudo": SAY + '[ "$1" = -n ] && shift\nexec "$@"\n',
    "cc": '[ -e "$state/libs/libc6-dev" ]\n',
    "pkg-config": '[ -e "$state/libs/$2" ]\n',
    "apt-get": SAY + """
[ -e "$state/no network" ] && { echo "E: no network"; exit 100; }
[ "$1" = update ] && { touch "$state/lists"; exit 0; }
[ -e "$state/lists" ] || { echo "E: Unable to locate package"; exit 100; }
for name in "$@"; do
    [ -e "$state/offers/$name" ] && sh "$state/offers/$name"
done
exit 0
""",
    "meson": """
version=$(cat "$state/meson version")
[ "$1" = --version ] && { echo "$version"; exit 0; }
echo "${0##*/} $*" >>"$state/called"
[ -e "$state/meson fails" ] && { echo "meson is unwell"; exit 1; }
case $1 in
setup)
    mkdir -p "$2/meson-private" "$2/meson-info" "$2/meson-logs"
    printf '{"meson_version": {"full": "%s"}, "source": "%s"}' \\
        "$version" "$3" >"$2/meson-info/meson-info.json"
    echo "$version" >"$2/build.ninja" ;;
test) cp "$state/testlog" "$3/meson-logs/testlog.json" ;;
esac
exit 0
""",
    "ninja": """
[ "$(cat "$2/build.ninja")" = "$(cat "$state/meson version")" ] || exit 1
if [ "${3:-}" = -n ]; then
    [ -e "$2/src/cli/racecourse" ] && echo "ninja: no work to do."
    exit 0
fi
echo "ninja $*" >>"$state/called"
[ -e "$state/ninja fails" ] && { echo "a.c:1: error"; exit 1; }
mkdir -p "$2/src/cli"
printf '#!/bin/sh\\nprintf "opened in %%s:" "$PWD"\\n' >"$2/src/cli/racecourse"
printf 'printf " <%%s>" "$@"\\n' >>"$2/src/cli/racecourse"
chmod +x "$2/src/cli/racecourse"
""",
}


class Machine:
    """A folder that passes for a machine, with a clone on it."""

    def __init__(self, uid=1000, sudo=True, installed=HAD, apt=True):
        self.top = os.path.realpath(tempfile.mkdtemp(prefix="rc setup "))
        self.bin = self.folder("bin")
        self.environment = {"PATH": self.bin}
        self.clone = self.folder("a clone")
        self.folder("libs")
        self.folder("offers")
        for name in ORDINARY:
            os.symlink(shutil.which(name), os.path.join(self.bin, name))
        os.symlink(sys.executable, os.path.join(self.bin, "python3"))
        self.write("uid", str(uid))
        self.write("meson version", "1.0.1")
        self.write("lists", "")
        for package in NEEDED + TESTS + EXTRA:
            self.offer(package, package in installed)
        self.stand_in("id")
        if sudo:
            self.stand_in("sudo")
        if apt:
            self.stand_in("apt-get")
        shutil.copy(os.path.join(ROOT, "bootstrap"), self.clone)
        os.mkdir(os.path.join(self.clone, "tests"))
        shutil.copy(os.path.join(ROOT, "tests", "tally.py"),
                    os.path.join(self.clone, "tests"))

    def folder(self, name):
        path = os.path.join(self.top, name)
        os.mkdir(path)
        return path

    def write(self, name, text):
        with open(os.path.join(self.top, name), "w",
                  encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        path = os.path.join(self.top, name)
        if not os.path.exists(path):
            return ""
        with open(path, encoding="utf-8") as file:
            return file.read()

    def stand_in(self, name, where=None):
        path = os.path.join(where or self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\nstate='{self.top}'\n"
                       + STAND_INS.get(name, "exit 0\n"))
        os.chmod(path, 0o755)

    def offer(self, package, at_once):
        """What installing the package does, and do it where it is there."""
        lines = [f"touch '{self.top}/libs/{LIBRARIES.get(package, package)}'"]
        command = COMMANDS.get(package)
        if command:
            store = os.path.join(self.top, "offers", "bin")
            os.makedirs(store, exist_ok=True)
            self.stand_in(command, store)
            lines.append(f"cp '{store}/{command}' '{self.bin}'")
        self.write(f"offers/{package}", "\n".join(lines) + "\n")
        if at_once:
            subprocess.run(["sh", f"{self.top}/offers/{package}"], check=True)

    def called(self, name=""):
        return [x for x in self.read("called").splitlines()
                if x.startswith(name)]

    def forget(self):
        self.write("called", "")

    def run(self, *words, cwd=None, script=None):
        """Call ./bootstrap: (status, output, what it said)."""
        done = subprocess.run(
            [script or os.path.join(self.clone, "bootstrap"), *words],
            cwd=cwd or self.clone, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=60)
        return done.returncode, done.stdout, done.stderr

    def run_typing(self, answer, *words):
        """The same at a terminal, where somebody types an answer."""
        ours, theirs = pty.openpty()
        os.write(ours, answer.encode())
        done = subprocess.run(
            [os.path.join(self.clone, "bootstrap"), *words], cwd=self.clone,
            env=self.environment, stdin=theirs, capture_output=True,
            text=True, check=False, timeout=60)
        os.close(ours)
        os.close(theirs)
        return done.returncode, done.stdout, done.stderr


def expect(*pairs):
    """The complaints about (what, got, wanted)."""
    return [f"{what}: {got!r}, not {wanted!r}"
            for what, got, wanted in pairs if got != wanted]


def contains(text, *parts):
    return [f"not said: {part!r} in {text!r}"
            for part in parts if part not in text]


def root_installs_without_a_question(m):
    status, out, said = m.run("--yes")
    yield from expect(
        ("status", status, 0), ("opened", out, f"opened in {m.clone}: <>"),
        ("apt", m.called("apt-get"), [INSTALL + " ".join(LACKED)]),
        ("sudo", m.called("sudo"), []))
    yield from contains(said, "Installing libc6-dev ", "Configuring", "Building")


def without_sudo_it_names_what_is_missing(m):
    status, out, said = m.run("--yes")
    yield from expect(
        ("status", status, 3), ("out", out, ""), ("calls", m.called(), []))
    yield from contains(
        said, "no sudo", "  apt-get install meson libjansson-dev\n")


def without_a_terminal_the_answer_is_no(m):
    status, _, said = m.run()
    yield from expect(("status", status, 3), ("calls", m.called(), []))
    yield from contains(said, "nobody is here to be asked",
                        "  apt-get install " + " ".join(LACKED) + "\n")


def with_yes_sudo_is_not_asked_about(m):
    status, out, _ = m.run("--yes", "list")
    install = INSTALL + " ".join(LACKED)
    yield from expect(
        ("status", status, 0),
        ("opened", out, f"opened in {m.clone}: <list>"),
        ("sudo", m.called("sudo"), ["sudo -n " + install]))


def it_asks_before_it_uses_sudo(m):
    status, _, said = m.run_typing("n\n")
    yield from expect(("no", status, 3), ("calls", m.called(), []))
    status, out, said = m.run_typing("\n")
    command = m.called("sudo")[0]
    yield from expect(
        ("yes", status, 0), ("opened", out, f"opened in {m.clone}: <>"),
        ("asked", said.count("[Y/n]"), 1),
        ("sudo", m.called("sudo"), ["sudo " + INSTALL + " ".join(LACKED)]))
    yield from contains(said, f"  {command}\n")


def lists_that_miss_a_package_are_updated(m):
    os.remove(os.path.join(m.top, "lists"))
    status, _, _ = m.run()
    yield from expect(("status", status, 0), (
        "last calls", m.called("apt-get")[-2:],
        ["apt-get update", INSTALL + " ".join(LACKED)]))


def apt_that_fails_is_told_with_its_reason(m):
    m.write("no network", "")
    status, _, said = m.run()
    yield from expect(("status", status, 3))
    yield from contains(said, "E: no network", "apt-get could not",
                        "  apt-get install libinih-dev\n")


def second_call_only_opens(m):
    m.run("--yes")
    m.forget()
    status, out, said = m.run("read", "two words", "*")
    yield from expect(
        ("status", status, 0), ("calls", m.called(), []), ("said", said, ""),
        ("opened", out,
         f"opened in {m.clone}: <read> <two words> <*>"))


def links_and_other_folders_do_not_matter(m):
    home = m.folder("home")
    os.symlink("../a clone/bootstrap", os.path.join(home, "start"))
    os.symlink("start", os.path.join(home, "again"))
    status, out, _ = m.run(cwd=home, script="./again")
    yield from expect(
        ("status", status, 0), ("opened", out, f"opened in {home}: <>"),
        ("built", os.path.exists(f"{m.clone}/build/build.ninja"), True))


def folder_that_moved_is_built_afresh(m):
    m.run()
    os.rename(m.clone, m.clone + " 2")
    m.clone += " 2"
    status, out, said = m.run()
    yield from expect(
        ("status", status, 0), ("opened", out, f"opened in {m.clone}: <>"))
    yield from contains(said, "starting over")


def other_meson_is_built_afresh(m):
    m.run()
    m.write("meson version", "1.9.0")
    status, _, said = m.run()
    yield from expect(("status", status, 0))
    yield from contains(said, "starting over")


def build_made_by_hand_is_kept(m):
    subprocess.run([f"{m.bin}/meson", "setup", f"{m.clone}/build", m.clone],
                   env={"PATH": m.bin}, check=True)
    m.forget()
    status, _, _ = m.run()
    yield from expect(("status", status, 0), ("meson", m.called("meson"), []))


def build_that_fails_shows_why(m):
    m.write("ninja fails", "")
    status, out, said = m.run()
    yield from expect(("status", status, 1), ("out", out, ""),
                      ("tries", len(m.called("ninja")), 1))
    yield from contains(said, "a.c:1: error", "bootstrap.log")


def meson_that_fails_shows_why_and_is_tried_again(m):
    m.write("meson fails", "")
    status, _, said = m.run()
    yield from expect(("status", status, 1))
    yield from contains(said, "meson is unwell")
    os.remove(os.path.join(m.top, "meson fails"))
    status, _, said = m.run()
    yield from expect(("status", status, 0), ("wiped", "over" in said, False))


def folder_that_cannot_be_written_is_said(m):
    m.write("a clone/build", "in the way")
    status, _, said = m.run()
    yield from expect(("status", status, 3))
    yield from contains(said, "cannot be written")


def other_systems_are_told_their_names(m):
    os.symlink("id", os.path.join(m.bin, "dnf"))
    status, _, said = m.run("--yes")
    yield from expect(("status", status, 3), ("calls", m.called(), []))
    yield from contains(said, "  dnf install utf8proc-devel\n")


def help_builds_nothing(m):
    status, out, _ = m.run("--help")
    yield from expect(("status", status, 0), ("calls", m.called(), []))
    yield from contains(out, "./bootstrap [--yes] test")


def log_of(*programs):
    return "".join(json.dumps({
        "name": name, "result": result, "returncode": status,
        "stdout": out}) + "\n" for name, result, status, out in programs)


def tests_are_counted_by_cases(m):
    m.write("testlog", log_of(
        ("one", "OK", 0, "1..3\nok 1 - a\nok 2 - b\nok 3 # SKIP no cc\n"),
        ("two", "OK", 0, "no TAP\n")))
    status, out, _ = m.run("test", "--yes")
    install = INSTALL + " ".join(LACKED + TESTS + EXTRA)
    yield from expect(
        ("status", status, 0), ("apt", m.called("apt-get"), [install]),
        ("last", out.splitlines()[-1], "3 passed, 0 failed, 1 skipped"))
    yield from contains(" ".join(m.called("meson setup")), "-Dtests=enabled",
                        "-Dwerror=false")
    m.environment["CI"] = "1"
    m.forget()
    m.run("test")
    yield from contains(" ".join(m.called("meson configure")),
                        "-Dwerror=true")


def failed_tests_are_a_failure(m):
    m.write("testlog", log_of(
        ("fails", "FAIL", 1, "1..2\nok 1 - a\nnot ok 2 - b\n# 3 != 4\n"),
        ("dies", "ERROR", -11, "1..3\nok 1 - a\n"),
        ("ends badly", "ERROR", 1, "ok 1 - a\n1..1\n"),
        ("hangs", "TIMEOUT", -15, "")))
    status, out, _ = m.run("test")
    yield from expect(
        ("status", status, 1),
        ("last", out.splitlines()[-1], "3 passed, 4 failed"))
    yield from contains(out, "FAILED fails: b", "# 3 != 4")


def tests_go_without_what_is_only_nice_to_have(m):
    m.write("testlog", log_of(("one", "OK", 0, "1..1\nok 1 - a\n")))
    status, out, _ = m.run("test")
    yield from expect(
        ("status", status, 0), ("calls", m.called("apt-get"), []),
        ("last", out.splitlines()[-1], "1 passed, 0 failed"))


SOME = [x for x in NEEDED if x not in ("meson", "libjansson-dev")]
CASES = [
    (root_installs_without_a_question, {"uid": 0}),
    (without_sudo_it_names_what_is_missing,
     {"sudo": False, "installed": SOME}),
    (without_a_terminal_the_answer_is_no, {}),
    (with_yes_sudo_is_not_asked_about, {}),
    (it_asks_before_it_uses_sudo, {}),
    (lists_that_miss_a_package_are_updated, {"uid": 0}),
    (apt_that_fails_is_told_with_its_reason,
     {"uid": 0, "installed": [x for x in NEEDED if x != "libinih-dev"]}),
    (second_call_only_opens, {}),
    (links_and_other_folders_do_not_matter, {"installed": NEEDED}),
    (folder_that_moved_is_built_afresh, {"installed": NEEDED}),
    (other_meson_is_built_afresh, {"installed": NEEDED}),
    (build_made_by_hand_is_kept, {"installed": NEEDED}),
    (build_that_fails_shows_why, {"installed": NEEDED}),
    (meson_that_fails_shows_why_and_is_tried_again, {"installed": NEEDED}),
    (folder_that_cannot_be_written_is_said, {"installed": NEEDED}),
    (other_systems_are_told_their_names,
     {"apt": False, "installed": NEEDED[:-1]}),
    (help_builds_nothing, {}),
    (tests_are_counted_by_cases, {"uid": 0}),
    (failed_tests_are_a_failure, {"installed": NEEDED + TESTS + EXTRA}),
    (tests_go_without_what_is_only_nice_to_have,
     {"installed": NEEDED + TESTS}),
]


def main():
    tap = tree.Tap()
    for case, options in CASES:
        machine = Machine(**options)
        try:
            tap.case(f"test_bootstrap__{case.__name__}", case(machine))
        finally:
            shutil.rmtree(machine.top)
    tap.end()


if __name__ == "__main__":
    main()
