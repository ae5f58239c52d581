"""run and build: programs, reports, and ends of all kinds."""

import json
import os
import signal
import subprocess
import sys

from place import (Done, Failed, LESSON, PROGRAM, ROOT, check, check_one_line,
                   main)

FIELDS = """version exercise program source knobs status exit_code signal
seconds cpu_seconds peak_rss_kib results expected output dropped_bytes cores
workers""".split()


def report_of(done):
    return json.loads(done.out)


def check_report(done, **wanted):
    report = report_of(done)
    wrong = {name: report.get(name) for name in wanted
             if report.get(name) != wanted[name]}
    if wrong:
        raise Failed(f"wrong: {wrong}\n{done}")


def run_reports_results_beside_what_is_expected(p):
    check(p.run("run", "adder"), status=0, said="",
          out_has=["adder: first = 3, second = 40", "sum = 37   expected 43",
                   "6 apples lost (14 %)", "of processor time"],
          out_lacks="\x1b")
    check(p.run("run", "adder", "--plain"), status=0,
          out_has="6 apples lost (14 %)")
    check(p.run("run", "adder", "--solution"), status=0,
          out_has=["adder (solution)", "all 43 apples are there"])


def json_has_all_fields(p):
    done = p.run("run", "adder", "first=5", "--json")
    check(done, status=0, said="")
    report = report_of(done)
    missing = [name for name in FIELDS if name not in report]
    if missing or not os.path.exists(report["program"]):
        raise Failed(f"missing {missing}\n{done}")
    check_report(
        done, version=1, exercise="adder", source="mine",
        knobs={"first": 5, "second": 40}, status="exited", exit_code=0,
        signal=None, results={"sum": 35}, expected={"sum": 45},
        output="sum = 35\nexpected = 45\n", dropped_bytes=0)


def knobs_are_written_as_people_write(p):
    for text, value in [("1e5", 100000), ("10k", 10000), ("1_000", 1000)]:
        check_report(p.run("run", "adder", f"second={text}", "--json"),
                     knobs={"first": 3, "second": value})


TWIN = """\
import sys
first, second = (int(word.split("=")[1]) for word in sys.argv[1:])
print("sum =", first + second)
print(sys.argv[1:])
"""


def give_twin(p, text=TWIN, plan=""):
    """Give adder a twin, and its lesson a [twin]."""
    p.write("course/exercises/01_first/adder.py", text)
    p.write("course/lessons/01_first.md",
            LESSON.replace("[check]", plan + "[check]"))


def twin_is_run_beside_it(p):
    give_twin(p)
    done = p.run("run", "adder", "--twin", "second=50", "--json")
    check(done, status=0, said="")
    check_report(done, source="mine", results={"sum": 47})
    twin = report_of(done)["twin"]
    if (twin["source"], twin["results"], twin["output"], twin["knobs"]) != (
            "twin", {"sum": 53}, "sum = 53\n['first=3', 'second=50']\n",
            {"first": 3, "second": 50}):
        raise Failed(done)
    check(p.run("run", "adder", "--twin"), status=0, said="",
          out_has=["adder: first = 3", "adder (twin): first = 3",
                   "6 apples lost", "C: start file           Python\n",
                   "sum         37 wrong                43\n"])
    done = p.run("run", "adder", "--twin", "--solution", "--json")
    check_report(done, source="solution", results={"sum": 43})


def twin_and_program_draw_what_they_did(p):
    give_twin(p, plan="[picture]\nbars = sum, more\n")
    done = p.run("run", "adder", "--twin")
    bar = " sum  " + "#" * 50
    check(done, status=0, said="",
          out_has=["6 apples lost (14 %)\n\n" + bar + " 37\n more",
                   "\n" + bar + " 43\n more"])


def twin_gets_less_and_is_compared_per_unit(p):
    give_twin(p, plan="[twin]\nsecond = 10\nper = second\nunit = apple\n")
    done = p.run("run", "adder", "--twin", "second=1000", "--json")
    check(done, status=0)
    report = report_of(done)
    if (report["knobs"]["second"], report["twin"]["knobs"]["second"]) != (
            1000, 10) or report["comparison"]["unit"] != "apple" or (
            report["comparison"]["python"]["work"] != 10):
        raise Failed(done)
    report = report_of(p.run("run", "adder", "--twin", "second=7", "--json"))
    if report["twin"]["knobs"]["second"] != 7 or (
            report["comparison"]["unit"] is not None):
        raise Failed(report)
    done = p.run("run", "adder", "--twin", "second=1000", "--repeat", "2",
                 "--json")
    check_report(done, source="twin", knobs={"first": 3, "second": 10})


def twin_that_fails_is_status_1(p):
    give_twin(p, "import sys; sys.exit('no luck')\n")
    check(p.run("run", "adder", "--twin"), status=1,
          out_has=["sum = 37", "no luck", "Python exited with status 1."],
          out_lacks="faster")
    give_twin(p, "import time; time.sleep(600)\n")
    check(p.run("run", "adder", "--twin", "--limit", "1"), status=1,
          out_has="Python ended at its time limit of 1 s.")


def program_that_hangs_gives_way_to_its_twin(p):
    give_twin(p)
    p.write("course/work/01_first/adder.c",
            "#include <pthread.h>\n"
            "pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
            "int main(void)\n{\n    pthread_mutex_lock(&lock);\n"
            "    return pthread_mutex_lock(&lock);\n}\n")
    check(p.run("run", "adder", "--twin"), status=1,
          out_has=["Deadlock.", "C hung, and was ended after", "sum = 43"])


def twin_wants_python(p):
    """Before anything is run, in one line."""
    give_twin(p)
    p.run("build", "adder")
    for name in "gcc", "cc":
        if os.path.exists(f"/usr/bin/{name}"):
            os.makedirs(p.path("bin"), exist_ok=True)
            os.symlink(f"/usr/bin/{name}", p.path(f"bin/{name}"))
    done = p.run("run", "adder", "--twin", PATH=p.path("bin"))
    check_one_line(done, 3, "install it to run the twins")


def twin_finds_race_py(p):
    """Its knobs and results, whatever the shell says of Python."""
    p.write("other/race.py", "raise SystemExit('the wrong one')\n")
    with open(os.path.join(ROOT, "exercises", "race.py"),
              encoding="utf-8") as file:
        p.write("course/exercises/race.py", file.read())
    p.write("course/exercises/01_first/adder.py",
            "from race import knob, knobs_done, result\n"
            "first, second = knob('first', 1), knob('second', 1)\n"
            "knobs_done()\nresult('sum', first + second)\n"
            "import sys\nresult('torn', sys.stdout.write_through)\n")
    done = p.run("run", "adder", "--twin", "second=50", "--json",
                 PYTHONPATH=p.path("other"), PYTHONUNBUFFERED="1")
    check(done, status=0, said="")
    if report_of(done)["twin"]["results"] != {"sum": 53, "torn": "False"}:
        raise Failed(done)
    if os.path.exists(p.path("course/exercises/__pycache__")):
        raise Failed("it wrote into the course")


def failure_is_status_1(p):
    done = p.run("run", "fails", "--json")
    check(done, status=1)
    check_report(done, exit_code=7, output="no luck\n", signal=None)
    check(p.run("run", "fails"), status=1, out_has="exited with status 7")
    done = p.run("run", "crash", "--json")
    check(done, status=1)
    check_report(done, status="signalled", signal=signal.SIGSEGV,
                 exit_code=None)
    check(p.run("run", "crash"), status=1, out_has="crashed: signal 11")


def time_limit_ends_it(p):
    done = p.run("run", "spin", "--limit", "0.3", "--json")
    check(done, status=1)
    check_report(done, status="time limit", limit_seconds=0.3)
    if p.processes():
        raise Failed(f"{p.processes()}\n{done}")


def limits_are_set_by_name(p):
    usual = report_of(p.run("run", "adder", "--json"))["limits"]
    done = p.run("run", "adder", "--json", "--allow",
                 "memory=1.5G,files=100 MiB,processes=5000")
    check(done, status=0)
    check_report(done, limits={**usual, "memory": 1610612736,
                               "files": 104857600, "processes": 5000,
                               "tasks": 40000})
    done = p.run("run", "--json", "--allow", "output=2M,processes=7,tasks=9",
                 "--", "yes")
    check(done, status=1)
    check_report(done, status="output limit",
                 limits={**usual, "output": 2097152, "processes": 7,
                         "tasks": 9})
    check(p.run("run", "--allow", "processes=2", "--", "sh", "-c",
                "for i in 1 2 3; do sleep 60 & done; wait"), status=1,
          out_has=["more than 2 processes"])


def hang_is_explained(p):
    """A limit long enough for the slowest machine to look twice."""
    own_pipe = "import os; fds = os.pipe(); os.read(fds[0], 1)"
    done = p.run("run", "--limit", "3", "--json", "--", "python3", "-c",
                 own_pipe)
    check(done, status=1)
    check_report(done, status="time limit")
    hang = report_of(done)["hang"]
    if hang["kind"] != "waiting" or hang["cycle"] != [] or \
            hang["tasks"][0]["worker"] != "main" or \
            hang["tasks"][0]["waits_for"] != "pipe to read" or \
            hang["tasks"][0]["held_by"] != "main" or \
            not hang["tasks"][0]["for_ever"]:
        raise Failed(done)
    check(p.run("run", "--limit", "3", "--", "python3", "-c", own_pipe),
          status=1, out_has="Nobody is left to go on: main")
    done = p.run("run", "spin", "--limit", "0.3", "--json")
    for task in report_of(done)["hang"]["tasks"]:
        if task["waits_for"] != "signal" or task["for_ever"]:
            raise Failed(done)
    if report_of(p.run("run", "adder", "--json"))["hang"] is not None:
        raise Failed("adder hangs")


def rest_of(terminal):
    """What was written to it; nothing once nobody can write any more."""
    try:
        return os.read(terminal, 1000)
    except OSError:
        return b""


def silent_run_is_announced(p):
    """Where stderr is a terminal and the report goes elsewhere."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [PROGRAM, "run", "--json", "--", "sleep", "1.5"], cwd=p.top,
        env=p.environment({}), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    said = b"".join(iter(lambda: rest_of(ours), b""))
    os.close(ours)
    if b"running sleep ..." not in said or b"running" in out:
        raise Failed(f"{said} {out}")
    check_report(Done(process.returncode, out.decode(), ""), status="exited")


def what_does_not_build_is_shown(p):
    check(p.run("run", "broken"), status=1, out="",
          said_has=["broken.c:3:", "undeclared_name", "does not build",
                    "    return undeclared_name;"])
    check(p.run("build", "broken"), status=1, out="",
          said_has="broken.c:3:")


def output_is_text_not_commands(p):
    for args in [[], ["--plain"], ["--json"]]:
        check(p.run("run", "escapes", *args), status=0,
              out_has=["red", "broken"], out_lacks=["\x1b", "\x07"])
    check(p.run_on_terminal("run", "escapes", NO_COLOR="1"), status=0,
          out_has="red", out_lacks=["\x1b[2J", "\x07"])


def any_program_is_run(p):
    done = p.run("run", "--json", "--", "sh", "-c", "echo n = 4; exit 3")
    check(done, status=1)
    check_report(done, source="program", exercise="", results={"n": 4},
                 exit_code=3)
    check(p.run("run", "--", "echo", "--json"), status=0, out_has="--json")
    check(p.run("run", "--", "true", RACECOURSE_COURSE="/nowhere"), status=0)


def program_that_cannot_start_is_status_3(p):
    check_one_line(p.run("run", "--", ""), 3, "'': there is no such program")
    check_one_line(p.run("run", "--", "no-such-program"), 3,
                   "no-such-program")
    p.write("text", "not a program\n")
    check_one_line(p.run("run", "--", "./text"), 3, "./text")
    check_one_line(p.run("run", "--", "."), 3)
    check_one_line(p.run("run", "--", ""), 3)


def terminal_shows_output_as_it_comes(p):
    done = p.run_on_terminal("run", "--", "sh", "-c",
                             "echo one; echo two; printf three")
    check(done, status=0, out_has=["one\ntwo\nthree\n", "on the clock"])
    check(p.run_on_terminal("run", "adder", "--json"), status=0,
          out_lacks="\x1b[")


def flood_is_counted_and_the_end_is_kept(p):
    flood = "yes 0123456789 | head -n 100000; echo last"
    done = p.run("run", "--json", "--", "sh", "-c", flood)
    report = report_of(done)
    kept = len(report["output"].encode())
    if not report["output"].endswith("0123456789\nlast\n") or \
            report["dropped_bytes"] < 800000 or kept > 300000:
        raise Failed(f"{report['dropped_bytes']} dropped, {kept} kept")
    check(p.run_on_terminal("run", "--", "sh", "-c", flood), status=0,
          out_has=["last\n"])


def stop(p, number):
    process = p.start("run", "spin", "--json")
    p.wait_until(lambda: len(p.processes()) >= 3)
    process.send_signal(number)
    done = p.finish(process)
    check(done, status=130)
    check_report(done, status="stopped", exit_code=None)
    if p.processes():
        raise Failed(f"left: {p.processes()}\n{done}")


def interrupt_leaves_no_process(p):
    stop(p, signal.SIGINT)


def interrupt_key_does_the_same(p):
    done = p.type_on_terminal(b"\x03", "run", "spin")
    check(done, status=130, out_has=["spinning = 1\n", "stopped after"])
    if p.processes():
        raise Failed(f"left: {p.processes()}\n{done}")


def terminate_and_hangup_do_the_same(p):
    stop(p, signal.SIGTERM)
    stop(p, signal.SIGHUP)


def what_was_ignored_stays_ignored(p):
    """By nohup, or a shell that has put it into the background."""
    script = "touch up; until [ -e go ]; do sleep 0.1; done; echo x = 1"
    before = [signal.signal(number, signal.SIG_IGN)
              for number in (signal.SIGHUP, signal.SIGINT)]
    try:
        process = p.start("run", "--", "sh", "-c", script)
    finally:
        for number, handler in zip((signal.SIGHUP, signal.SIGINT), before):
            signal.signal(number, handler)
    p.wait_until(lambda: os.path.exists(p.path("up")))
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGINT)
    p.write("go", "")
    check(p.finish(process), status=0, out_has="x = 1", out_lacks="stopped")


def killed_tutor_leaves_no_process(p):
    process = p.start("run", "spin")
    p.wait_until(lambda: len(p.processes()) >= 3)
    process.kill()
    p.finish(process)
    p.wait_until(lambda: not p.processes())


def build_says_where_the_program_is(p):
    done = p.run("build", "adder")
    check(done, status=0, said="")
    out = subprocess.run([done.out.strip(), "first=1", "second=2"],
                         capture_output=True, check=True).stdout
    if out != b"sum = 1\nexpected = 3\n":
        raise Failed(out)
    check(p.run("build", "adder"), status=0, out=done.out)


def printed_command_builds_it(p):
    done = p.run("build", "adder", "--print")
    check(done, status=0, said="", out_has="exercises/01_first/adder.c")
    subprocess.run(["sh", "-c", done.out], cwd=p.course, check=True,
                   capture_output=True)
    check(p.run("build", "adder", "--print", "--solution"), status=0,
          out_has="solutions/01_first/adder.c")


def own_copy_is_built_when_it_changes(p):
    check(p.run("run", "adder"), out_has="sum = 37")
    p.solve("course/work")
    check(p.run("run", "adder"), out_has="sum = 43")
    p.write("course/work/01_first/adder.c", "int main(void) { return 9; }\n")
    check(p.run("run", "adder"), status=1, out_has="status 9")


def real_exercise_runs(p):
    p.env["RACECOURSE_COURSE"] = ROOT
    done = p.run("run", "counter_race", "--solution", "iterations=1000",
                 "--json")
    check(done, status=0, said="")
    report = report_of(done)
    if report["results"]["counter"] != 2000 or \
            report["expected"]["counter"] != 2000:
        raise Failed(done)


if __name__ == "__main__":
    sys.exit(main([
        run_reports_results_beside_what_is_expected,
        json_has_all_fields,
        knobs_are_written_as_people_write,
        twin_is_run_beside_it,
        twin_and_program_draw_what_they_did,
        twin_gets_less_and_is_compared_per_unit,
        twin_that_fails_is_status_1,
        program_that_hangs_gives_way_to_its_twin,
        twin_wants_python,
        twin_finds_race_py,
        failure_is_status_1,
        time_limit_ends_it,
        limits_are_set_by_name,
        silent_run_is_announced,
        hang_is_explained,
        what_does_not_build_is_shown,
        output_is_text_not_commands,
        any_program_is_run,
        program_that_cannot_start_is_status_3,
        terminal_shows_output_as_it_comes,
        flood_is_counted_and_the_end_is_kept,
        interrupt_leaves_no_process,
        interrupt_key_does_the_same,
        terminate_and_hangup_do_the_same,
        what_was_ignored_stays_ignored,
        killed_tutor_leaves_no_process,
        build_says_where_the_program_is,
        printed_command_builds_it,
        own_copy_is_built_when_it_changes,
        real_exercise_runs,
    ]))
