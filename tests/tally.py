#!/usr/bin/env python3
"""Count test cases, and say which failed.

    tally.py [NAME=]TESTLOG...

TESTLOG is a testlog.json that `meson test` wrote: a line of JSON for each
program.  Meson counts programs; this counts what they tested, so that a
program with forty cases is not one.  NAME stands before the names of a
second run of the same tests.  A program that died between two cases, or
printed fewer than it had planned, has failed once more.  The last line is
always `N passed, N failed`, with `, N skipped` where some were; the exit
status is 0 where at least one passed and none failed.
"""

import json
import re
import sys

LINE = re.compile(r"(not )?ok\b\s*(\d*)\s*(?:- )?([^#]*)(#\s*skip.*)?", re.I)
PLAN = re.compile(r"1\.\.(\d+)(\s*#\s*skip.*)?", re.I)
SHOWN = 40                      # lines of a failed program's output


def cases_of(text):
    """The cases of a TAP text, as (name, state), and how many it planned."""
    cases, planned = [], 0
    for line in text.splitlines():
        plan = PLAN.match(line)
        case = LINE.match(line)
        if plan:
            planned += int(plan.group(1))
            if plan.group(2) and plan.group(1) == "0":
                cases.append(("all", "skipped"))
                planned += 1
        elif case:
            state = "failed" if case.group(1) else "passed"
            if case.group(4):
                state = "skipped"
            cases.append((case.group(3).strip() or case.group(2), state))
    return cases, planned


def judge(record):
    """The cases of one program of a test log, with what it died of."""
    result = record["result"]
    cases, planned = cases_of(record.get("stdout") or "")
    if not cases:
        state = {"OK": "passed", "EXPECTEDFAIL": "passed",
                 "SKIP": "skipped"}.get(result, "failed")
        return [(result.lower(), state)]
    missing = planned - len(cases)
    if missing > 0:
        cases.append((f"{missing} cases that were planned", "failed"))
    bad = result not in ("OK", "SKIP", "EXPECTEDFAIL")
    if bad and all(state != "failed" for _, state in cases):
        status = record.get("returncode")
        cases.append((f"{result.lower()}, exit status {status}", "failed"))
    return cases


def show(name, record, cases):
    """What a failed program said."""
    for case, state in cases:
        if state == "failed":
            print(f"FAILED {name}: {case}")
    text = (record.get("stdout") or "") + (record.get("stderr") or "")
    lines = [x for x in text.splitlines() if not x.startswith("ok ")]
    for line in lines[-SHOWN:]:
        print(f"    {line}")


def read(argument, total):
    prefix, _, path = argument.rpartition("=")
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            records = [json.loads(line) for line in log if line.strip()]
    except (OSError, ValueError) as error:
        print(f"FAILED {argument}: no tests were run: {error}")
        total["failed"] += 1
        return
    for record in records:
        name = f"{prefix} {record['name']}".strip()
        cases = judge(record)
        for case, state in cases:
            total[state] += 1
            if state == "skipped":
                print(f"skipped {name}: {case}")
        if any(state == "failed" for _, state in cases):
            show(name, record, cases)


def main(arguments):
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for argument in arguments:
        read(argument, total)
    line = f"{total['passed']} passed, {total['failed']} failed"
    if total["skipped"]:
        line += f", {total['skipped']} skipped"
    print(line)
    return 0 if total["passed"] and not total["failed"] else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
