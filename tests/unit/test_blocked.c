/* What the kernel says of a task that does not run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include "run/blocked.h"

/* The text of a call with these arguments. */
static struct blocked
blocked_in(long number, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    struct blocked blocked;
    char text[200];

    snprintf(text, sizeof text,
             "%ld 0x%lx 0x%lx 0x%lx 0x%lx 0x7 0x8 0x7ffe00 0x55aa01\n",
             number, (unsigned long)a, (unsigned long)b, (unsigned long)c,
             (unsigned long)d);
    assert_int_equal(blocked_parse(text, &blocked), 0);
    return blocked;
}

static void
test_blocked__one_that_runs_has_no_call(void **state)
{
    struct blocked blocked;

    (void)state;
    assert_int_equal(blocked_parse("running\n", &blocked), 0);
    assert_int_equal(blocked.kind, BLOCKED_RUNS);
    assert_int_equal(blocked.number, -1);
}

static void
test_blocked__a_place_without_a_call_may_go_on(void **state)
{
    struct blocked blocked;

    (void)state;
    assert_int_equal(blocked_parse("-1 0x7ffe00 0x55aa01\n", &blocked), 0);
    assert_int_equal(blocked.kind, BLOCKED_OTHER);
    assert_int_equal(blocked.sp, 0x7ffe00);
    assert_int_equal(blocked.pc, 0x55aa01);
}

static void
test_blocked__takes_the_stack_and_the_place(void **state)
{
    struct blocked blocked = blocked_in(SYS_read, 5, 2, 3, 4);

    (void)state;
    assert_int_equal(blocked.number, SYS_read);
    assert_int_equal(blocked.args[0], 5);
    assert_int_equal(blocked.args[5], 8);
    assert_int_equal(blocked.sp, 0x7ffe00);
    assert_int_equal(blocked.pc, 0x55aa01);
}

static void
test_blocked__refuses_what_is_cut_short(void **state)
{
    static const char *const texts[] = {
        "", "\n", "x", "202", "202 0x1 0x2 0x3", "-1 0x7ffe00",
        "202 0x1 0x2 0x3 0x4 0x5 0x6 0x7", "202 0x1g 2 3 4 5 6 7 8",
        "202 1 2 3 4 5 6 7 99999999999999999999999",
    };
    struct blocked blocked;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(blocked_parse(texts[i], &blocked), -EINVAL);
}

static void
test_blocked__a_lock_sleeps_without_a_bitset(void **state)
{
    struct blocked lock = blocked_in(
        SYS_futex, 0x1000, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 2, 0);
    struct blocked join = blocked_in(
        SYS_futex, 0x1000, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 77, 0);
    struct blocked heir = blocked_in(SYS_futex, 0x1000, FUTEX_LOCK_PI, 0, 0);

    (void)state;
    assert_int_equal(lock.kind, BLOCKED_FUTEX);
    assert_int_equal(lock.address, 0x1000);
    assert_int_equal(lock.expected, 2);
    assert_true(lock.plain && lock.private && !lock.inherits);
    assert_int_equal(join.kind, BLOCKED_FUTEX);
    assert_int_equal(join.expected, 77);
    assert_true(!join.plain && !join.private && !join.inherits);
    assert_int_equal(heir.kind, BLOCKED_FUTEX);
    assert_true(heir.inherits && !heir.plain);
}

static void
test_blocked__what_has_a_timeout_ends_by_itself(void **state)
{
    (void)state;
    assert_int_equal(blocked_in(SYS_futex, 16, FUTEX_WAIT, 2, 64).kind,
                     BLOCKED_TIME);
    assert_int_equal(blocked_in(SYS_nanosleep, 1, 2, 3, 4).kind,
                     BLOCKED_TIME);
    assert_int_equal(blocked_in(SYS_clock_nanosleep, 1, 2, 3, 4).kind,
                     BLOCKED_TIME);
    assert_int_equal(blocked_in(SYS_ppoll, 1, 2, 64, 0).kind, BLOCKED_TIME);
    assert_int_equal(blocked_in(SYS_ppoll, 1, 2, 0, 0).kind, BLOCKED_POLL);
    assert_int_equal(blocked_in(SYS_epoll_pwait, 1, 2, 3, 100).kind,
                     BLOCKED_TIME);
    assert_int_equal(
        blocked_in(SYS_epoll_pwait, 1, 2, 3, 0xffffffff).kind,
        BLOCKED_POLL);
    assert_int_equal(blocked_in(SYS_rt_sigtimedwait, 1, 2, 64, 8).kind,
                     BLOCKED_TIME);
    assert_int_equal(blocked_in(SYS_rt_sigtimedwait, 1, 2, 0, 8).kind,
                     BLOCKED_SIGNAL);
}

static void
test_blocked__knows_whom_a_wait_is_for(void **state)
{
    (void)state;
    assert_int_equal(blocked_in(SYS_read, 3, 0, 0, 0).kind, BLOCKED_READ);
    assert_int_equal(blocked_in(SYS_read, 3, 0, 0, 0).fd, 3);
    assert_int_equal(blocked_in(SYS_write, 4, 0, 0, 0).kind, BLOCKED_WRITE);
    assert_int_equal(blocked_in(SYS_wait4, 9, 0, 0, 0).kind, BLOCKED_CHILD);
    assert_int_equal(blocked_in(SYS_wait4, 9, 0, 0, 0).pid, 9);
    assert_int_equal(blocked_in(SYS_wait4, 0xffffffff, 0, 0, 0).pid, -1);
    assert_int_equal(blocked_in(SYS_waitid, 1, 9, 0, 0).pid, 9);
    assert_int_equal(blocked_in(SYS_waitid, 0, 9, 0, 0).pid, -1);
    assert_int_equal(blocked_in(SYS_flock, 6, LOCK_EX, 0, 0).kind,
                     BLOCKED_FILE_LOCK);
    assert_int_equal(blocked_in(SYS_fcntl, 6, F_SETLKW, 0, 0).kind,
                     BLOCKED_FILE_LOCK);
    assert_int_equal(blocked_in(SYS_fcntl, 6, F_GETFL, 0, 0).kind,
                     BLOCKED_OTHER);
    assert_int_equal(blocked_in(SYS_semop, 6, 0, 0, 0).kind, BLOCKED_IPC);
}

static void
test_blocked__any_other_call_may_return(void **state)
{
    (void)state;
    assert_int_equal(blocked_in(SYS_openat, 6, 0, 0, 0).kind, BLOCKED_OTHER);
    assert_int_equal(blocked_in(SYS_futex, 16, 9999 & FUTEX_CMD_MASK, 0, 0)
                         .kind,
                     BLOCKED_OTHER);
    assert_int_equal(blocked_in(99999, 6, 0, 0, 0).kind, BLOCKED_OTHER);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocked__one_that_runs_has_no_call),
        cmocka_unit_test(test_blocked__a_place_without_a_call_may_go_on),
        cmocka_unit_test(test_blocked__takes_the_stack_and_the_place),
        cmocka_unit_test(test_blocked__refuses_what_is_cut_short),
        cmocka_unit_test(test_blocked__a_lock_sleeps_without_a_bitset),
        cmocka_unit_test(test_blocked__what_has_a_timeout_ends_by_itself),
        cmocka_unit_test(test_blocked__knows_whom_a_wait_is_for),
        cmocka_unit_test(test_blocked__any_other_call_may_return),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
