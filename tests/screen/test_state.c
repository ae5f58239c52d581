/* What a learner did stays known: with two tutors at once, and on a disk
 * that gets full while the workbook is open; where it cannot, it is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stage.h"

/* In a name space of its own, with a small disk as the home or the course. */
#define APART "unshare --user --map-root-user --mount "

static void
test_tutors__at_once_lose_nothing_of_each_other(void **state)
{
    struct stage *stage = *state;
    struct stage other = *stage;

    stage_open(stage, 36, 120, "1");
    stage_open(&other, 36, 120, "2");
    stage_expect(stage, "First steps");
    stage_expect(&other, "Hostile programs");
    stage_press(stage, "rr", "apples lost");
    stage_press(&other, "\t\t\tr", "crashed: signal 11");
    stage_press(stage, "r", "apples lost");
    stage_quit(&other);
    stage_quit(stage);
    terminal_free(other.terminal);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "q", "• adder");
    stage_expect(stage, "✓ crash");
    stage_quit(stage);
}

/* An editor that does something else each time: nothing; fill the disk, and
 * the journal's last page with it, by a line that nobody understands; make
 * room, and mend the program. */
static const char editor[] =
    "#!/bin/sh\n"
    "count=$(cat \"${0%/*}/count\" 2>/dev/null)\n"
    "echo \"x$count\" >\"${0%/*}/count\"\n"
    "journal=$(echo \"$HOME\"/state/racecourse/progress-*)\n"
    "case $count in\n"
    "x)\n"
    "    dd if=/dev/zero of=\"$HOME/ballast\" bs=4k 2>/dev/null\n"
    "    size=$(($(stat -c %s \"$journal\") % 4096))\n"
    "    printf \"%$((4095 - size))s\\n\" '' >>\"$journal\" ;;\n"
    "xx)\n"
    "    rm \"$HOME/ballast\"\n"
    "    sed -i 's/second - first/second + first/' \"$1\" ;;\n"
    "esac\n"
    "exit 0\n";

static void
test_journal__says_so_on_a_full_disk_and_goes_on(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "editor", editor);
    stage_env(stage, "EDITOR", stage_path(stage, "editor"));
    stage->under = "exec " APART "sh -c 'mount -t tmpfs -o size=4m tmpfs "
                   "\"$HOME\" && \"$0\" \"$@\" && exec \"$0\" \"$@\"' "
                   "\"$0\" \"$@\"";
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "rr", "apples lost");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "+", "‹ 4 ›");
    stage_press(stage, "r", "8 apples lost");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "r", "your progress could not be saved");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "+", "‹ 5 ›");
    stage_press(stage, "r", "all 45 apples are there");
    terminal_send(stage->terminal, "qq");
    stage_expect(stage, "First steps");
    stage_press(stage, "q", "○ adder");
    stage_quit(stage);
}

/* The copy is all there or not there at all. */
static void
test_copy__on_a_full_disk_is_not_begun(void **state)
{
    struct stage *stage = *state;

    stage->under = "exec " APART "sh -c 'cp -R \"$2\" \"$HOME/course\" && "
                   "mount -t tmpfs -o size=512k tmpfs \"$2\" && "
                   "cp -R \"$HOME/course/.\" \"$2\" && mkdir \"$2/work\" && { "
                   "dd if=/dev/zero of=\"$2/ballast\" bs=4k 2>/dev/null; "
                   "\"$0\" \"$@\"; } && test -z \"$(find \"$2/work\" "
                   "-name \"*adder*\")\"' \"$0\" \"$@\"";
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "First steps");
    stage_press(stage, "e", "your copy cannot be written in");
    stage_press(stage, "rr", "apples lost");
    stage_quit(stage);
}

#define READ_ONLY_HOME \
    "mount --bind \"$HOME\" \"$HOME\" && " \
    "mount -o remount,bind,ro \"$HOME\" && "

/* Reading and predicting go on; it is said how programs can be run. */
static void
test_workbook__does_without_a_home_to_write_to(void **state)
{
    struct stage *stage = *state;

    stage->under = "exec " APART "sh -c '" READ_ONLY_HOME
                   "\"$0\" \"$@\"' \"$0\" \"$@\"";
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "First steps");
    stage_press(stage, "1", "your prediction");
    stage_press(stage, "rr", "set XDG_CACHE_HOME to a folder that");
    stage_press(stage, "h", "hint");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "n", "Hostile programs");
    stage_press(stage, "q", "· adder");
    stage_quit(stage);
}

static void
test_journal__that_cannot_be_made_is_said(void **state)
{
    struct stage *stage = *state;

    stage->under = "exec " APART "sh -c '" READ_ONLY_HOME
                   "XDG_CACHE_HOME=\"$2/../cache\" \"$0\" \"$@\"' "
                   "\"$0\" \"$@\"";
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "First steps");
    stage_press(stage, "rr", "your progress could not be saved");
    stage_press(stage, "+", "apples lost");
    stage_press(stage, "q", "• adder");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_tutors__at_once_lose_nothing_of_each_other),
        STAGE_TEST(test_journal__says_so_on_a_full_disk_and_goes_on),
        STAGE_TEST(test_copy__on_a_full_disk_is_not_begun),
        STAGE_TEST(test_workbook__does_without_a_home_to_write_to),
        STAGE_TEST(test_journal__that_cannot_be_made_is_said),
    };

    if (system(APART "mount -t tmpfs tmpfs /mnt 2>/dev/null") != 0) {
        printf("1..0 # SKIP no right to mount a small disk\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
