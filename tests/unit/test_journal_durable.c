/*
 * What was recorded stays recorded: writers that are killed, that write at
 * once, that find a torn line.
 */
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "writers.h"

#define KILLS 200
#define LINES 1500              /* of each of two writers */

/* The line that was being written may be there or not: the writer died
 * before it could tell. */
static void
test_journal__kill_loses_nothing(void **state)
{
    (void)state;
    for (int i = 1; i <= KILLS; i++) {
        int before = writers_told->runs[0];
        pid_t pid = writers_start(0, 1000000000);
        int runs;

        while (writers_told->runs[0] < before + i % 7)
            sched_yield();
        kill(pid, SIGKILL);
        assert_int_equal(WTERMSIG(writers_status(pid)), SIGKILL);
        runs = writers_read("0");
        assert_true(runs >= writers_told->runs[0]);
        assert_true(runs <= writers_told->runs[0] + i);
    }
}

static void
test_journal__writers_at_once_lose_nothing(void **state)
{
    pid_t one = writers_start(0, LINES), two = writers_start(1, LINES);

    (void)state;
    assert_int_equal(writers_status(one), 0);
    assert_int_equal(writers_status(two), 0);
    assert_int_equal(writers_told->runs[0], LINES);
    assert_int_equal(writers_read("0"), LINES);
    assert_int_equal(writers_read("1"), LINES);
}

/* In a process of its own: files end at that size, in the middle of a line. */
static void
write_up_to(rlim_t size)
{
    pid_t pid = fork();

    if (pid == 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){size, size});
        writers_write(0, 100);
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(writers_status(pid), 0);
}

static void
test_journal__line_without_room_is_an_error_and_torn(void **state)
{
    (void)state;
    for (rlim_t size = 1; size < 60; size++) {
        unlink(writers_path);
        writers_told->runs[0] = 0;
        write_up_to(size);
        assert_true(writers_told->runs[0] < 4);
        assert_int_equal(writers_read("0"), writers_told->runs[0]);
        writers_write(1, 1);
        assert_int_equal(writers_read("0"), writers_told->runs[0]);
        assert_int_equal(writers_read("1"), 1);
    }
}

static void
test_journal__goes_on_behind_any_torn_line(void **state)
{
    static const char text[] = "1 run 0 run 17\n1 answer x 0 2 17\n"
                               "1 place 03_races 12 17\n1 run 0 run 18\n";

    (void)state;
    for (size_t len = 0; len < sizeof text; len++) {
        int before;

        assert_int_equal(file_replace(writers_path, text, len), 0);
        before = writers_read("0");
        assert_int_equal(before, (len >= 15) + (len == sizeof text - 1));
        writers_write(1, 2);
        assert_int_equal(writers_read("0"), before);
        assert_int_equal(writers_read("1"), 2);
    }
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, writers_set_up, writers_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_journal__kill_loses_nothing),
        TEST(test_journal__writers_at_once_lose_nothing),
        TEST(test_journal__line_without_room_is_an_error_and_torn),
        TEST(test_journal__goes_on_behind_any_torn_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
