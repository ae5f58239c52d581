#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "course/beacon.h"
#include "folder.h"

static const struct beacon_place second = {
    .lessons = "01_one 02_two",
    .lesson = "02_two",
    .number = 3,
    .step = 1,
    .began = 1700000000,
};

static char *prefix;

static int
set_up(void **state)
{
    if (folder_make(state) < 0)
        return -1;
    prefix = folder_path("run/talk-1");
    return 0;
}

static int
tear_down(void **state)
{
    free(prefix);
    return folder_remove(state);
}

static void
check_found(const char *lesson, size_t number)
{
    struct beacon_place place;

    assert_int_equal(beacon_find(prefix, &place), 0);
    assert_string_equal(place.lesson, lesson);
    assert_int_equal(place.number, number);
    beacon_place_release(&place);
}

static void
check_none(void)
{
    struct beacon_place place;

    assert_int_equal(beacon_find(prefix, &place), -ENOENT);
}

static size_t
count_files(void)
{
    char *path = folder_path("run");
    DIR *dir = opendir(path);
    const struct dirent *entry;
    size_t count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(dir);
    free(path);
    return count;
}

static void
test_beacon__is_found_while_the_talk_goes_on(void **state)
{
    struct beacon *beacon;
    struct beacon_place place = second;

    (void)state;
    check_none();
    assert_int_equal(beacon_new(prefix, &beacon), 0);
    check_none();
    assert_int_equal(beacon_show(beacon, &place), 0);
    check_found("02_two", 3);
    place.number = 4;
    assert_int_equal(beacon_show(beacon, &place), 0);
    assert_int_equal(beacon_find(prefix, &place), 0);
    assert_string_equal(place.lessons, "01_one 02_two");
    assert_int_equal(place.number, 4);
    assert_int_equal(place.step, 1);
    assert_int_equal(place.began, 1700000000);
    beacon_place_release(&place);
    assert_int_equal(count_files(), 1);
    beacon_free(beacon);
    check_none();
    assert_int_equal(count_files(), 0);
}

static void
test_beacon__newest_talk_is_followed_then_the_one_before(void **state)
{
    struct beacon *old, *new;
    struct beacon_place place = second;

    (void)state;
    assert_int_equal(beacon_new(prefix, &old), 0);
    assert_int_equal(beacon_new(prefix, &new), 0);
    assert_int_equal(beacon_show(new, &place), 0);
    place.number = 9;
    assert_int_equal(beacon_show(old, &place), 0);
    check_found("02_two", 3);
    beacon_free(new);
    check_found("02_two", 9);
    beacon_free(old);
    check_none();
}

static pid_t
start_talk(void)
{
    int ready[2];
    struct beacon *beacon;
    pid_t pid;
    char byte;

    assert_int_equal(pipe(ready), 0);
    pid = fork();
    if (pid == 0) {
        if (beacon_new(prefix, &beacon) < 0 ||
            beacon_show(beacon, &second) < 0 ||
            write(ready[1], "", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

static void
test_beacon__killed_talk_is_over_and_leaves_nothing(void **state)
{
    pid_t pid = start_talk();
    int fd = beacon_watch(prefix);
    struct pollfd polled = {.fd = fd, .events = POLLIN};

    (void)state;
    assert_true(fd >= 0);
    check_found("02_two", 3);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(poll(&polled, 1, 20000), 1);
    check_none();
    assert_int_equal(count_files(), 0);
    close(fd);
}

static void
test_beacon__watch_tells_of_each_step(void **state)
{
    int fd = beacon_watch(prefix);
    struct pollfd polled = {.fd = fd, .events = POLLIN};
    struct beacon *beacon;

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(beacon_new(prefix, &beacon), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(beacon_show(beacon, &second), 0);
        assert_int_equal(poll(&polled, 1, 20000), 1);
        beacon_seen(fd);
        assert_int_equal(poll(&polled, 1, 0), 0);
    }
    beacon_free(beacon);
    assert_int_equal(poll(&polled, 1, 20000), 1);
    close(fd);
}

/* Whoever reads sees one version or the next, never none and never half. */
static void
test_beacon__is_never_seen_half(void **state)
{
    struct beacon *beacon;
    struct beacon_place place = second;
    int status = -1;
    pid_t pid;

    (void)state;
    assert_int_equal(beacon_new(prefix, &beacon), 0);
    assert_int_equal(beacon_show(beacon, &place), 0);
    pid = fork();
    if (pid == 0) {
        for (int i = 0; i < 3000; i++) {
            struct beacon_place seen;

            if (beacon_find(prefix, &seen) < 0 ||
                strcmp(seen.lessons, second.lessons) != 0)
                _exit(1);
            beacon_place_release(&seen);
        }
        _exit(0);
    }
    for (; waitpid(pid, &status, WNOHANG) == 0; place.number++)
        assert_int_equal(beacon_show(beacon, &place), 0);
    assert_int_equal(status, 0);
    check_found("02_two", place.number - 1);
    beacon_free(beacon);
}

static void
test_beacon__what_is_none_is_passed_over(void **state)
{
    struct beacon *beacon;

    (void)state;
    folder_write("run/talk-1.junk", "racecourse talk 1\n1 2\nx");
    folder_write("run/talk-1.empty", "");
    folder_write("run/talk-12.other", "racecourse talk 1\n9 9\na 1 0\na\n");
    check_none();
    assert_int_equal(beacon_new(prefix, &beacon), 0);
    assert_int_equal(beacon_show(beacon, &second), 0);
    check_found("02_two", 3);
    beacon_free(beacon);
    check_none();
}

/* One that was just begun may be another talk's. */
static void
test_beacon__old_drafts_are_removed(void **state)
{
    static const char *const names[] = {
        "run/talk-1-draft.AAAAAA", "run/talk-1-draft.BBBBBB",
        "run/talk-2-draft.AAAAAA", "run/talk-1-drafty",
    };
    const struct timespec old[2] = {{1, 0}, {1, 0}};
    struct beacon *beacon;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = folder_path(names[i]);

        folder_write(names[i], "racecourse talk 1\n");
        if (i > 0)
            assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
        free(path);
    }
    assert_int_equal(count_files(), 4);
    assert_int_equal(beacon_new(prefix, &beacon), 0);
    assert_int_equal(count_files(), 3);
    beacon_free(beacon);
    check_none();
}

static void
test_beacon__says_why_it_cannot_be_lit(void **state)
{
    struct beacon *beacon;
    char *path;

    (void)state;
    folder_write("file", "");
    path = folder_path("file/talk-1");
    assert_int_equal(beacon_new(path, &beacon), 0);
    assert_int_equal(beacon_show(beacon, &second), -ENOTDIR);
    beacon_free(beacon);
    free(path);
    path = folder_path("file/deeper/talk-1");
    assert_int_equal(beacon_new(path, &beacon), -ENOTDIR);
    free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_beacon__is_found_while_the_talk_goes_on),
        TEST(test_beacon__newest_talk_is_followed_then_the_one_before),
        TEST(test_beacon__killed_talk_is_over_and_leaves_nothing),
        TEST(test_beacon__watch_tells_of_each_step),
        TEST(test_beacon__is_never_seen_half),
        TEST(test_beacon__what_is_none_is_passed_over),
        TEST(test_beacon__old_drafts_are_removed),
        TEST(test_beacon__says_why_it_cannot_be_lit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
