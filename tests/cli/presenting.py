"""present: a talk rehearsed."""

import sys

from place import Failed, ROOT, check, main

TALK = """\
# A talk

About nothing.
<!-- note: Smile. -->

## One

""" + "".join(f"- item {i}\n" for i in range(16)) + """
## Two

- item
<!-- pause -->

    int wide; /* code as wide as this does not fit into fifty-three */

## Three

```exercise quick
[build]
demonstration = yes
```
"""


def talk(p):
    p.write("course/lessons/03_talk.md", TALK)
    p.write("course/exercises/03_talk/quick.c",
            "int main(void)\n{\n    return 0;\n}\n")


def rehearsal_names_what_does_not_fit(p):
    talk(p)
    check(p.run("present", "--check", "3"), status=0, said="",
          out="4 slides, 1 program at 80x24: all is well\n")
    # Code of 66 columns stands four behind the margin.
    check(p.run("present", "--check", "--size", "80x20", "3"), status=0,
          said="")
    check(p.run("present", "--check", "--size", "60x19", "3"), status=1,
          said="",
          out="lessons/03_talk.md:6: slide 2 \"One\": 18 lines, 17 fit at "
              "60x19\n"
              "lessons/03_talk.md:30: slide 3 \"Two\": 70 columns wide, 53 "
              "fit at 60x19\n"
              "4 slides, 1 program at 60x19: 2 problems\n")


def rehearsal_runs_every_program_once(p):
    done = p.run("present", "--check", "--size", "90x24", "--limit", "1")
    check(done, status=1,
          out_has=["lessons/02_hostile.md:5: slide 1 \"Hostile programs\": "
                   "spin never ends\n",
                   "crash crashed: signal 11",
                   "broken does not build\n",
                   "fails exited with status 7\n",
                   "3 slides, 6 programs at 90x24: 4 problems\n"],
          out_lacks=["adder", "escapes ", "\x1b"],
          said_has="undeclared_name")
    if p.processes():
        raise Failed("spin is left")


KNOT = """\
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
    return 0;
}
"""


def only_a_hang_that_is_meant_is_right(p):
    p.write("course/lessons/03_knots.md", """\
# Knots

Nobody gets on.

```exercise meant
[check]
unsolved = deadlock
```

```exercise slip
[build]
demonstration = yes
```

```exercise busy
[build]
demonstration = yes
```
""")
    p.write("course/exercises/03_knots/busy.c",
            "int main(void) { for (;;) ; }\n")
    for name in "meant", "slip":
        p.write(f"course/exercises/03_knots/{name}.c", KNOT)
    p.write("course/solutions/03_knots/meant.c", "int main(void) {}\n")
    check(p.run("present", "--check", "--limit", "2", "3"), status=1,
          out_has=["slip never ends\n", "busy was still running after 2 s\n",
                   "3 programs at 80x24: 2 problems\n"],
          out_lacks=["meant"])


def malformed_pause_is_named(p):
    talk(p)
    p.write("course/lessons/03_talk.md",
            TALK.replace("<!-- pause -->", "<!-- pause 2 -->"))
    p.write("course/lessons/04_other.md", "# Other\n\n<!-- pause: -->\n")
    check(p.run("present", "--check", "3"), status=1, said="",
          out="lessons/03_talk.md:28: a pause takes nothing: "
              "'<!-- pause -->', alone on its line\n"
              "4 slides, 1 program at 80x24: 1 problem\n")


def own_copy_is_what_is_run(p):
    p.write("course/work/01_first/adder.c",
            "int main(void)\n{\n    return 3;\n}\n")
    check(p.run("present", "--check", "1"), status=1,
          out_has="adder exited with status 3")


def rehearsal_leaves_no_trace(p):
    before = p.run("list").out
    check(p.run("present", "--check", "--size", "90x24", "1"), status=0)
    check(p.run("list"), out=before)


def terminal_gives_its_size(p):
    talk(p)
    done = p.run_on_terminal("present", "--check", "3", columns=60)
    check(done, status=1, out_has=["53 fit at 60x24", "at 60x24: 1 problem"])


def shipped_lessons_run(p):
    """Slides that scroll are named; no program fails, and one hangs that is
    to.  Two lessons: what all programs do is tried elsewhere."""
    done = p.run("present", "--check", "--limit", "60", "welcome", "locks",
                 RACECOURSE_COURSE=ROOT)
    wrong = [line for line in done.out.split("\n")[:-2]
             if not line.endswith("fit at 80x24")]
    if done.status not in (0, 1) or wrong:
        raise Failed(done)


if __name__ == "__main__":
    sys.exit(main([
        rehearsal_names_what_does_not_fit,
        rehearsal_runs_every_program_once,
        only_a_hang_that_is_meant_is_right,
        malformed_pause_is_named,
        own_copy_is_what_is_run,
        rehearsal_leaves_no_trace,
        terminal_gives_its_size,
        shipped_lessons_run,
    ]))
