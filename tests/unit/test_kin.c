#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/crowd.h"
#include "run/kin.h"
#include "run/share.h"

static struct kin kin;

static void
test_kin__parses_a_line_of_stat(void **state)
{
    struct kin_process process;

    (void)state;
    assert_int_equal(
        kin_parse("4711 (sh) S 4242 4711 4700 34816 4711 4194304 1 2 3 4 5 "
                  "6 7 8 20 0 3 0 987654 1000 200 18446744073709551615\n",
                  &process), 0);
    assert_int_equal(process.pid, 4711);
    assert_int_equal(process.parent, 4242);
    assert_int_equal(process.session, 4700);
    assert_int_equal(process.state, 'S');
    assert_int_equal(process.threads, 3);
    assert_int_equal(process.start, 987654);
    assert_false(process.below);
}

static void
test_kin__name_may_hold_anything(void **state)
{
    struct kin_process process;

    (void)state;
    assert_int_equal(
        kin_parse("12 (a) Z 9 (b\n) ) R 34 12 56 0 -1 4194304 1 2 3 4 5 6 7 "
                  "8 20 0 1 0 77 1000\n", &process), 0);
    assert_int_equal(process.parent, 34);
    assert_int_equal(process.session, 56);
    assert_int_equal(process.state, 'R');
    assert_int_equal(process.start, 77);
}

static void
test_kin__refuses_other_text(void **state)
{
    static const char *const lines[] = {
        "", "12", "12 (sh", "12 (sh)", "12 (sh) ", "12 (sh) S 1 2 3",
        "(sh) S 34 12 56 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 77 1000",
        "12 (sh) S 34 12 56 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 77",
    };
    struct kin_process process;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(kin_parse(lines[i], &process), -EINVAL);
}

static void
test_kin__finds_this_process(void **state)
{
    struct kin_process process;

    (void)state;
    assert_int_equal(kin_process_read(getpid(), &process), 0);
    assert_int_equal(process.pid, getpid());
    assert_int_equal(process.parent, getppid());
    assert_int_equal(process.session, getsid(0));
    assert_int_equal(kin_read(&kin), 0);
    kin_mark_children(&kin, getppid());
    assert_true(kin_alive(&kin) >= 1);
}

static void
add(pid_t pid, pid_t parent, char letter)
{
    kin.items[kin.count++] = (struct kin_process){
        .pid = pid, .parent = parent, .state = letter};
}

static void
test_kin__spreads_to_all_descendants(void **state)
{
    (void)state;
    kin.count = 0;
    add(1, 0, 'S');
    add(5, 40, 'S');            /* a child with the smaller number */
    add(10, 1, 'S');
    add(20, 10, 'S');
    add(30, 20, 'Z');
    add(40, 30, 'S');
    add(50, 1, 'S');
    kin_mark_children(&kin, 10);
    assert_int_equal(kin_alive(&kin), 1);
    kin_spread(&kin);
    assert_int_equal(kin_alive(&kin), 3);
    assert_true(kin.items[1].below);
    assert_false(kin.items[2].below);
    assert_false(kin.items[6].below);
}

static void
test_crowd__reads_the_tasks_of_the_machine(void **state)
{
    (void)state;
    assert_int_equal(crowd_parse("0.20 0.18 0.12 1/80 11206\n"), 80);
    assert_int_equal(crowd_parse("0.20 0.18 0.12 1/80"), 80);
    assert_int_equal(crowd_parse("0.20 0.18 0.12 1/"), 0);
    assert_int_equal(crowd_parse("0.20"), 0);
    assert_int_equal(crowd_parse(""), 0);
}

/* Of this process, which leads a session: " nice 10". */
static bool
session_has(const char *nice)
{
    char text[64];
    ssize_t got = kin_file_read(getpid(), "autogroup", text, sizeof text);

    return got > 0 && strstr(text, nice);
}

/* The kernel takes such a wish ten times a second at most. */
static void
suit(struct share *share, bool lower)
{
    for (int i = 0; i < 1000 && share->lowered != lower; i++) {
        share_suit(share, getpid(), lower);
        usleep(10000);
    }
}

static void
test_share__is_lowered_and_raised_again(void **state)
{
    struct share share = {0};
    int status;
    pid_t pid;

    (void)state;
    if (access("/proc/self/autogroup", W_OK) < 0) {
        print_message("not looked at: here no session has a share\n");
        return;
    }
    pid = fork();
    if (pid == 0) {
        bool good;

        alarm(30);
        setsid();
        suit(&share, true);
        good = session_has(" nice 10");
        suit(&share, false);
        _exit(good && session_has(" nice 0") ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kin__parses_a_line_of_stat),
        cmocka_unit_test(test_kin__name_may_hold_anything),
        cmocka_unit_test(test_kin__refuses_other_text),
        cmocka_unit_test(test_kin__finds_this_process),
        cmocka_unit_test(test_kin__spreads_to_all_descendants),
        cmocka_unit_test(test_crowd__reads_the_tasks_of_the_machine),
        cmocka_unit_test(test_share__is_lowered_and_raised_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
