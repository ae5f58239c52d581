"""run --repeat: how often which result comes."""

import json
import os
import signal
import sys

from place import Failed, check, check_one_line, main


def report_of(done):
    report = json.loads(done.out)
    if report["version"] != 1:
        raise Failed(done)
    return report


def by_turns(p, body):
    """A program that knows in $n how often it was run before."""
    log = os.path.join(p.top, "log")
    return ["--", "sh", "-c",
            f"echo >> {log}; n=$(($(wc -l < {log}) - 1)); {body}"]


def expect(have, want, done):
    if have != want:
        raise Failed(f"{have} is not {want}\n{done}")


def exercise_is_run_many_times(p):
    done = p.run("run", "adder", "--repeat", "3")
    check(done, status=0, said="",
          out_has=["adder: first = 3, second = 40\n3 runs\n",
                   "sum: 37 each time; expected 43", "0 of 3 runs are right",
                   "seconds"], out_lacks="\x1b")
    check(p.run("run", "adder", "--solution", "--repeat", "2"), status=0,
          out_has=["adder (solution)", "2 of 2 runs are right"])


def json_tells_runs_and_distribution(p):
    done = p.run("run", "adder", "--repeat", "4", "--json", "first=5")
    check(done, status=0, said="")
    report = report_of(done)
    for name, want in [("exercise", "adder"), ("source", "mine"),
                       ("knobs", {"first": 5, "second": 40}), ("repeat", 4),
                       ("right", 0), ("wrong", 4), ("expected", {"sum": 45})]:
        expect(report[name], want, done)
    for run in report["runs"]:
        expect((run["results"], run["status"], run["exit_code"],
                run["right"]), ({"sum": 35}, "exited", 0, False), done)
    expect(report["distribution"], [
        {"name": "sum", "count": 4, "min": 35, "median": 35, "max": 35,
         "distinct": 1, "bins": [{"from": 35, "to": 35, "count": 4}],
         "texts": [], "more_texts": 0, "missing": 0}], done)
    expect(report["seconds"]["count"], 4, done)


def any_program_is_counted(p):
    """0 1 2 0 1 2 0: 0 three times, 1 and 2 twice."""
    done = p.run("run", "--repeat", "7", "--json",
                 *by_turns(p, "echo r = $((n % 3)); echo w = nan"))
    check(done, status=0)
    number, word = report_of(done)["distribution"]
    expect([(bin["from"], bin["to"], bin["count"]) for bin in number["bins"]],
           [(0, 0, 3), (1, 1, 2), (2, 2, 2)], done)
    expect((number["median"], number["distinct"]), (1, 3), done)
    expect((word["count"], word["min"], word["texts"]),
           (0, None, [{"text": "nan", "count": 7}]), done)
    expect({run["right"] for run in report_of(done)["runs"]}, {None}, done)


def program_without_results_is_timed(p):
    check(p.run("run", "--repeat", "2", "--", "true"), status=0,
          out_has=["true\n2 runs\n", "seconds"], out_lacks="right")


def failures_are_counted_by_how_they_ended(p):
    done = p.run("run", "--repeat", "5", *by_turns(
        p, "echo n = $n; case $n in 1|3) exit 3;; 4) kill -SEGV $$;; esac"))
    check(done, status=1,
          out_has=["5 runs\n", "  0  ", "  2  ",
                   "2 runs exited with status 3",
                   "1 run crashed: signal 11"],
          out_lacks=["right", "  1  #", "  3  #"])


def what_hangs_is_ended_and_counted(p):
    done = p.run("run", "spin", "--repeat", "2", "--limit", "0.2", "--json")
    check(done, status=1)
    expect([run["status"] for run in report_of(done)["runs"]],
           ["time limit"] * 2, done)
    expect(report_of(done)["seconds"]["count"], 0, done)
    if p.processes():
        raise Failed(f"left: {p.processes()}\n{done}")


def interrupt_keeps_what_there_is(p):
    program = by_turns(p, "[ $n -lt 2 ] || sleep 60; echo n = $n")
    process = p.start("run", "--repeat", "9", "--json", *program)
    log = os.path.join(p.top, "log")
    p.wait_until(lambda: os.path.exists(log) and
                 os.path.getsize(log) == 3)
    process.send_signal(signal.SIGINT)
    done = p.finish(process)
    check(done, status=130)
    report = report_of(done)
    expect(report["repeat"], 9, done)
    expect([run["results"] for run in report["runs"]],
           [{"n": 0}, {"n": 1}], done)
    if p.processes():
        raise Failed(f"left: {p.processes()}\n{done}")


def terminal_shows_how_far_it_is(p):
    done = p.run_on_terminal("run", "--repeat", "3", "--", "sleep", "0.2")
    check(done, status=0, out_has=["0 of 3", "1 of 3, about", "3 runs\n"])
    check(p.run_on_terminal("run", "--repeat", "2", "--plain", "--", "true"),
          status=0, out_lacks=["of 2", "\x1b"])


def numbers_of_runs_are_checked(p):
    for text in ("0", "-1", "10001", "many", "", "1.5"):
        check_one_line(p.run("run", "adder", "--repeat", text), 2,
                       "--repeat")
    check_one_line(p.run("run", "adder", "--repeat"), 2, "--repeat")
    check_one_line(p.run("run", "--repeat", "2", "--", "no-such-program"), 3,
                   "no-such-program")
    check(p.run("run", "broken", "--repeat", "2"), status=1, out="",
          said_has="does not build")


if __name__ == "__main__":
    sys.exit(main([
        exercise_is_run_many_times,
        json_tells_runs_and_distribution,
        any_program_is_counted,
        program_without_results_is_timed,
        failures_are_counted_by_how_they_ended,
        what_hangs_is_ended_and_counted,
        interrupt_keeps_what_there_is,
        terminal_shows_how_far_it_is,
        numbers_of_runs_are_checked,
    ]))
