"""What the benchmarks share: a program under a terminal of its own, what
the kernel says of it, and one line of report a figure.

Everything is measured from outside.  A figure that misses its target is
said loudly, but is no failure; a program that does not do what is measured
ends the benchmark with status 1, a missing peer with 77.
"""

import errno
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

SKIP = 77
COLUMNS, ROWS = 120, 36
PATIENCE = 20.0                 # seconds until something does not work


def fail(why):
    print(f"FAILED: {why}", flush=True)
    sys.exit(1)


def skip(why):
    print(f"SKIPPED: {why}", flush=True)
    sys.exit(SKIP)


def need(program):
    """The path of a program that a comparison needs."""
    path = shutil.which(program)
    if not path:
        skip(f"{program} is not installed")
    return path


def report(what, figure, unit, target=None, peer=None, ratio_target=None):
    """One figure; peer is a pair (name, figure in the same unit)."""
    line = f"{what}: {figure:.3g} {unit}"
    missed = target is not None and figure > target
    if peer:
        name, theirs = peer
        ratio = figure / theirs if theirs else float("inf")
        line += f"; {name} {theirs:.3g} {unit}; ratio {ratio:.2f}"
        missed |= ratio_target is not None and ratio > ratio_target
    wanted = []
    if target is not None:
        wanted.append(f"at most {target:g} {unit}")
    if ratio_target is not None:
        wanted.append(f"at most {ratio_target:g} times {peer[0]}")
    if wanted:
        line += f"; target {' and '.join(wanted)}: "
        line += "TARGET MISSED" if missed else "met"
    print(line, flush=True)


def interleaved(rounds, *measures):
    """Medians of what each measure returns, taken in turns."""
    taken = [[] for _ in measures]
    for _ in range(rounds):
        for got, measure in zip(taken, measures):
            got.append(measure())
    return [statistics.median(got) for got in taken]


# What the kernel says of a process.

def proc_field(pid, name):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    fail(f"/proc/{pid}/status has no {name}")


def peak_mb(pid):
    return proc_field(pid, "VmHWM") / 1024


def cpu_seconds(pid):
    """Of all its threads, exact as of the kernel's last look."""
    total = 0
    for tid in os.listdir(f"/proc/{pid}/task"):
        path = f"/proc/{pid}/task/{tid}/schedstat"
        with open(path, encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e9


def wake_ups(pid):
    return (proc_field(pid, "voluntary_ctxt_switches") +
            proc_field(pid, "nonvoluntary_ctxt_switches"))


# A screen, as far as a curses program needs one.

class Screen:
    def __init__(self, columns=COLUMNS, rows=ROWS):
        self.columns, self.rows = columns, rows
        self.row = self.column = 0
        self.top, self.bottom = 0, rows - 1
        self.last = " "
        self.rest = b""
        self.cells = []
        self.erase_all()

    def erase_all(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]

    def text(self):
        return "\n".join("".join(row) for row in self.cells)

    def feed(self, data):
        data = self.rest + data
        # A sequence or a character may be cut by the end of a read.
        for keep in range(0, min(len(data), 40) + 1):
            text, ok = self.try_text(data[:len(data) - keep])
            if ok:
                self.rest = data[len(data) - keep:]
                break
        else:
            text, self.rest = data.decode("utf-8", "replace"), b""
        at = 0
        while at < len(text):
            at = self.step(text, at)

    @staticmethod
    def try_text(data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return "", False
        tail = text.rfind("\033")
        return text, tail < 0 or Screen.sequence_end(text, tail) > 0

    @staticmethod
    def sequence_end(text, at):
        """Behind the escape sequence at `at`; 0 when it is cut."""
        kind = text[at + 1:at + 2]
        if kind == "":
            return 0
        if kind in "()*+#%":
            return at + 3 if at + 2 < len(text) else 0
        if kind == "]":
            for end in range(at + 2, len(text)):
                if text[end] == "\a":
                    return end + 1
                if text.startswith("\033\\", end):
                    return end + 2
            return 0
        if kind != "[":
            return at + 2
        for end in range(at + 2, len(text)):
            if "@" <= text[end] <= "~":
                return end + 1
        return 0

    def step(self, text, at):
        char = text[at]
        if char == "\033":
            end = self.sequence_end(text, at) or len(text)
            if text[at + 1:at + 2] == "[":
                self.control(text[at + 2:end - 1], text[end - 1])
            elif text[at + 1:at + 2] == "M":
                self.up()
            return end
        if char == "\n":
            self.down()
        elif char == "\r":
            self.column = 0
        elif char == "\b":
            self.column = max(0, self.column - 1)
        elif char == "\t":
            self.column = min(self.columns - 1, self.column // 8 * 8 + 8)
        elif char >= " ":
            self.put(char)
        return at + 1

    def put(self, char):
        if self.column >= self.columns:
            self.column = 0
            self.down()
        self.cells[self.row][self.column] = char
        self.column += 1
        self.last = char

    def down(self):
        if self.row == self.bottom:
            self.scroll(1)
        else:
            self.row = min(self.rows - 1, self.row + 1)

    def up(self):
        if self.row == self.top:
            self.scroll(-1)
        else:
            self.row = max(0, self.row - 1)

    def scroll(self, count, top=None):
        top = self.top if top is None else top
        for _ in range(abs(count)):
            if count > 0:
                del self.cells[top]
                self.cells.insert(self.bottom, [" "] * self.columns)
            else:
                del self.cells[self.bottom]
                self.cells.insert(top, [" "] * self.columns)

    def control(self, arguments, final):
        if arguments[:1] in ("?", ">", "<", "="):
            if arguments == "?1049" and final == "h":
                self.erase_all()
            return
        given = [int(n) if n.isdigit() else 0
                 for n in arguments.split(";")]
        count = max(1, given[0])
        second = max(1, given[1]) if len(given) > 1 else 1
        row, column = self.row, self.column
        if final in "Hf":
            row, column = count - 1, second - 1
        elif final in "Ae":
            row = row - count if final == "A" else row + count
        elif final == "B":
            row += count
        elif final in "Ca":
            column += count
        elif final == "D":
            column -= count
        elif final in "G`":
            column = count - 1
        elif final == "d":
            row = count - 1
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
            return
        elif final == "r":
            self.top = count - 1
            self.bottom = (second if len(given) > 1 else self.rows) - 1
            row = column = 0
        else:
            self.edit(given[0], count, final)
            return
        self.row = max(0, min(self.rows - 1, row))
        self.column = max(0, min(self.columns - 1, column))

    def edit(self, mode, count, final):
        line = self.cells[self.row]
        column = min(self.column, self.columns - 1)
        if final == "K":
            start = 0 if mode else column
            end = column + 1 if mode == 1 else self.columns
            line[start:end] = [" "] * (end - start)
        elif final == "J" and mode >= 2:
            self.erase_all()
        elif final == "J":
            self.edit(0, 1, "K")
            for below in range(self.row + 1, self.rows):
                self.cells[below] = [" "] * self.columns
        elif final == "X":
            end = min(self.columns, column + count)
            line[column:end] = [" "] * (end - column)
        elif final == "P":
            del line[column:column + count]
            line.extend([" "] * (self.columns - len(line)))
        elif final == "@":
            line[column:column] = [" "] * count
            del line[self.columns:]
        elif final == "L":
            self.scroll(-count, self.row)
        elif final == "M":
            self.scroll(count, self.row)
        elif final == "S":
            self.scroll(count)
        elif final == "T":
            self.scroll(-count)


# A program under a terminal of its own.

class Terminal:
    """`started` is when it was about to be executed."""

    def __init__(self, argv, home, cwd=None, columns=COLUMNS, rows=ROWS):
        argv = [os.path.abspath(argv[0]), *argv[1:]]
        go_in, go_out = os.pipe()
        clock_in, clock_out = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            self.become(argv, home, cwd, (go_in, clock_out))
        os.close(go_in)
        os.close(clock_out)
        # The child waits for its size, and then tells when it begins.
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)
        self.screen = Screen(columns, rows)
        self.chunks = []
        self.ended = False
        os.write(go_out, b"!")
        os.close(go_out)
        told = os.read(clock_in, 64)
        os.close(clock_in)
        self.started = float(told) if told else fail(f"no {argv[0]}")

    @staticmethod
    def become(argv, home, cwd, pipes):
        go_in, clock_out = pipes
        try:
            os.chdir(cwd or home)
            environment = environment_of(home)
            os.read(go_in, 1)
            os.write(clock_out, repr(time.monotonic()).encode())
            os.execve(argv[0], argv, environment)
        finally:
            os._exit(127)

    def read(self, seconds):
        """Take what there is within the time; False when nothing came."""
        ready, _, _ = select.select([self.fd], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.ended = True
            return False
        self.chunks.append((time.monotonic(), data))
        return True

    def show(self):
        """Draw what was read; yield after each piece its time."""
        chunks, self.chunks = self.chunks, []
        for when, data in chunks:
            self.screen.feed(data)
            yield when

    def wait(self, is_there, what):
        """Until is_there(text of the screen); returns when that was."""
        end = time.monotonic() + PATIENCE
        while not self.ended and time.monotonic() < end:
            self.read(end - time.monotonic())
            while self.read(0):
                pass
            for when in self.show():
                if is_there(self.screen.text()):
                    return when
        print("\n".join(line.rstrip() for line in
                        self.screen.text().rstrip().split("\n")))
        return fail(f"{what} did not appear"
                    f"{', it ended' if self.ended else ''}")

    def gather(self, seconds):
        """Keep reading for so long, and keep what was read."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            self.read(end - time.monotonic())

    def watch(self, seconds):
        """Keep reading for so long."""
        self.gather(seconds)
        for _ in self.show():
            pass

    def type(self, keys):
        os.write(self.fd, keys.encode())

    def wait_end(self):
        """Until it has closed its terminal; returns when that was."""
        end = time.monotonic() + PATIENCE
        while not self.ended:
            if time.monotonic() > end:
                fail("it did not end")
            self.read(0.5)
        return time.monotonic()

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        end = time.monotonic() + 5
        while not self.ended and time.monotonic() < end:
            self.read(0.1)
        if not self.ended:
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def environment_of(home):
    """Nothing of the user's, so that all runs are alike."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH")
            if name in os.environ}
    return {**kept, "HOME": home, "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8"}


def new_home():
    """A folder that is removed when the returned object is let go."""
    return tempfile.TemporaryDirectory(prefix="racecourse-bench-")


def make_course(folder, busy_source, seconds, threads=8):
    """A course of one long lesson whose exercise has busy threads."""
    lessons = os.path.join(folder, "lessons")
    exercises = os.path.join(folder, "exercises", "01_busy")
    os.makedirs(lessons)
    os.makedirs(exercises)
    shutil.copy(busy_source, os.path.join(exercises, "busy.c"))
    with open(os.path.join(lessons, "01_busy.md"), "w",
              encoding="utf-8") as file:
        file.write("# Busy\n\nBusy threads.\n\n"
                   "```exercise busy\n[build]\nflags = -O2\n"
                   "demonstration = yes\n[knobs]\n"
                   f"threads = {threads}, 1..64\n"
                   "percent = 100, 1..100\n"
                   f"seconds = {seconds}, 1..60\n```\n\n")
        for number in range(200):
            file.write(f"Paragraph {number} is here to be scrolled over, "
                       "and says nothing else that anybody would want to "
                       "know about threads.\n\n")


def open_busy(program, course, home, columns=COLUMNS, rows=ROWS):
    """A terminal with its lesson open and the exercise running."""
    terminal = Terminal([program, "--course", course, "open", "1"], home,
                        columns=columns, rows=rows)
    terminal.wait(lambda text: "q back" in text.split("\n")[-1], "q back")
    terminal.type("r")
    terminal.wait(lambda text: "core 0" in text and "%" in text,
                  "the cores of the run")
    return terminal
