/*
 * What was recorded stays recorded on a disk that is full.  Takes the right
 * to mount a small one, in a name space of its own.
 */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "writers.h"

#define FULL_TIMES 30
#define FULL_LINES 50           /* of each writer, each time */

static bool
put(const char *name, const char *text)
{
    FILE *file = fopen(name, "we");

    if (!file)
        return false;
    fputs(text, file);
    return fclose(file) == 0;
}

/* Where root's rights are had for the asking: this user becomes root. */
static bool
become_root(void)
{
    char *uids = str_format("0 %d 1", (int)geteuid());
    char *gids = str_format("0 %d 1", (int)getegid());
    bool good = unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
                put("/proc/self/uid_map", uids) &&
                put("/proc/self/setgroups", "deny") &&
                put("/proc/self/gid_map", gids);

    free(uids);
    free(gids);
    return good;
}

/* A file system of a few pages, for this process alone. */
static bool
mount_small(const char *at)
{
    if (unshare(CLONE_NEWNS) < 0 && !become_root())
        return false;
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", at, "tmpfs", 0, "size=64k") == 0;
}

/* Take what room is left, but for what the last page of another file has. */
static void
fill(const char *ballast)
{
    static const char page[4096];
    FILE *file = fopen(ballast, "we");

    if (!file)
        return;
    setvbuf(file, NULL, _IONBF, 0);
    while (fwrite(page, 1, sizeof page, file) == sizeof page)
        ;
    fclose(file);
}

/* Two writers on a disk that is full again and again.  A line that could not
 * be written whole may become readable, by the newline of another's.  Returns
 * 0, or the number of what does not hold. */
static int
write_while_full(void)
{
    char *ballast = str_format("%s/ballast", writers_folder);
    pid_t writers[2];

    if (!mount_small(writers_folder))
        return 3;
    for (int i = 0; i < FULL_TIMES; i++) {
        for (int j = 0; j < 2; j++)
            writers[j] = writers_start(j, FULL_LINES);
        fill(ballast);
        unlink(ballast);
        fill(ballast);
        for (int j = 0; j < 2; j++)
            waitpid(writers[j], NULL, 0);
        unlink(ballast);
        for (int j = 0; j < 2; j++) {
            int runs = writers_read(j ? "1" : "0");

            if (runs < writers_told->runs[j] || runs > (i + 1) * FULL_LINES)
                return 1;
        }
    }
    unlink(ballast);
    free(ballast);
    return writers_told->runs[0] && writers_told->runs[1] ? 0 : 2;
}

/* One that fills it to the last byte, and then gets room. */
static int
write_until_full(void)
{
    char *ballast = str_format("%s/ballast", writers_folder);
    int full;

    if (!mount_small(writers_folder))
        return 3;
    writers_write(0, 1);
    fill(ballast);
    writers_write(0, 1000);
    full = writers_told->runs[0];
    if (full < 2 || full >= 1001 || writers_read("0") != full)
        return 1;
    unlink(ballast);
    free(ballast);
    writers_write(0, 1);
    full++;
    return writers_told->runs[0] == full && writers_read("0") == full ? 0 : 2;
}

static void
try_on_small_disk(int (*work)(void))
{
    pid_t pid = fork();
    int status;

    if (pid == 0)
        _exit(work());
    assert_true(pid > 0);
    status = writers_status(pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void
test_journal__full_disk_loses_nothing(void **state)
{
    (void)state;
    try_on_small_disk(write_until_full);
}

static void
test_journal__writers_on_a_full_disk_lose_nothing(void **state)
{
    (void)state;
    try_on_small_disk(write_while_full);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, writers_set_up, writers_tear_down)

/* And write to what it has mounted. */
static bool
may_mount(void)
{
    pid_t pid = fork();
    int status;

    if (pid == 0)
        _exit(mount_small("/tmp") && put("/tmp/file", "") ? 0 : 1);
    return waitpid(pid, &status, 0) == pid && status == 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_journal__full_disk_loses_nothing),
        TEST(test_journal__writers_on_a_full_disk_lose_nothing),
    };

    if (!may_mount()) {
        printf("1..0 # SKIP no right to mount a small file system\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
