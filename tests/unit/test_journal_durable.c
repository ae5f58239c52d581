/*
 * What was recorded stays recorded: writers that are killed, that write at
 * once, that run out of disk, that find a torn line.
 */
#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "course/journal.h"

#define KILLS 200
#define LINES 1500              /* of each of two writers */
#define FULL_TIMES 30
#define FULL_LINES 50           /* of each writer, each time */
#define NO_MOUNT 77

/* Counted by writers, after journal_record_run() has said 0. */
struct told {
    volatile int runs[2];
};

static char folder[] = "/tmp/test_journal.XXXXXX";
static char *path;
static struct told *told;

static int
set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    path = str_format("%s/journal", folder);
    told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return told == MAP_FAILED ? -1 : 0;
}

static int
tear_down(void **state)
{
    (void)state;
    munmap(told, sizeof *told);
    unlink(path);
    free(path);
    return rmdir(folder);
}

static int
runs_of(const char *exercise)
{
    struct journal *journal = journal_open(path);
    int runs = journal_runs(journal, exercise);

    journal_free(journal);
    return runs;
}

/* Record runs of "0" or "1" up to `most`; the errors are left out. */
static void
write_runs(int writer, int most)
{
    struct journal *journal = journal_open(path);
    const char name[] = {(char)('0' + writer), '\0'};

    for (int i = 0; i < most; i++)
        if (journal_record_run(journal, name, PROGRESS_RUN) == 0)
            told->runs[writer]++;
    journal_free(journal);
}

static pid_t
start_writer(int writer, int most)
{
    pid_t pid = fork();

    if (pid == 0) {
        write_runs(writer, most);
        _exit(0);
    }
    assert_true(pid > 0);
    return pid;
}

static int
status_of(pid_t pid)
{
    int status;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

/* The line that was being written may be there or not: the writer died
 * before it could tell. */
static void
test_journal__kill_loses_nothing(void **state)
{
    (void)state;
    for (int i = 1; i <= KILLS; i++) {
        int before = told->runs[0];
        pid_t pid = start_writer(0, 1000000000);
        int runs;

        while (told->runs[0] < before + i % 7)
            sched_yield();
        kill(pid, SIGKILL);
        assert_int_equal(WTERMSIG(status_of(pid)), SIGKILL);
        runs = runs_of("0");
        assert_true(runs >= told->runs[0]);
        assert_true(runs <= told->runs[0] + i);
    }
}

static void
test_journal__writers_at_once_lose_nothing(void **state)
{
    pid_t one = start_writer(0, LINES), two = start_writer(1, LINES);

    (void)state;
    assert_int_equal(status_of(one), 0);
    assert_int_equal(status_of(two), 0);
    assert_int_equal(told->runs[0], LINES);
    assert_int_equal(runs_of("0"), LINES);
    assert_int_equal(runs_of("1"), LINES);
}

/* In a process of its own: files end at that size, in the middle of a line. */
static void
write_up_to(rlim_t size)
{
    pid_t pid = fork();

    if (pid == 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){size, size});
        write_runs(0, 100);
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(status_of(pid), 0);
}

static void
test_journal__line_without_room_is_an_error_and_torn(void **state)
{
    (void)state;
    for (rlim_t size = 1; size < 60; size++) {
        unlink(path);
        told->runs[0] = 0;
        write_up_to(size);
        assert_true(told->runs[0] < 4);
        assert_int_equal(runs_of("0"), told->runs[0]);
        write_runs(1, 1);
        assert_int_equal(runs_of("0"), told->runs[0]);
        assert_int_equal(runs_of("1"), 1);
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

        assert_int_equal(file_replace(path, text, len), 0);
        before = runs_of("0");
        assert_int_equal(before, (len >= 15) + (len == sizeof text - 1));
        write_runs(1, 2);
        assert_int_equal(runs_of("0"), before);
        assert_int_equal(runs_of("1"), 2);
    }
}

/* A file system of a few pages, for this process alone. */
static bool
mount_small(const char *at)
{
    if (unshare(CLONE_NEWNS) < 0 &&
        unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0)
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
 * 0, NO_MOUNT, or the number of what does not hold. */
static int
write_while_full(void)
{
    char *ballast = str_format("%s/ballast", folder);
    pid_t writers[2];

    if (!mount_small(folder))
        return NO_MOUNT;
    for (int i = 0; i < FULL_TIMES; i++) {
        for (int j = 0; j < 2; j++)
            writers[j] = start_writer(j, FULL_LINES);
        fill(ballast);
        unlink(ballast);
        fill(ballast);
        for (int j = 0; j < 2; j++)
            waitpid(writers[j], NULL, 0);
        unlink(ballast);
        for (int j = 0; j < 2; j++) {
            int runs = runs_of(j ? "1" : "0");

            if (runs < told->runs[j] || runs > (i + 1) * FULL_LINES)
                return 1;
        }
    }
    unlink(ballast);
    free(ballast);
    return told->runs[0] && told->runs[1] ? 0 : 2;
}

/* One that fills it to the last byte, and then gets room. */
static int
write_until_full(void)
{
    char *ballast = str_format("%s/ballast", folder);
    int full;

    if (!mount_small(folder))
        return NO_MOUNT;
    write_runs(0, 1);
    fill(ballast);
    write_runs(0, 1000);
    full = told->runs[0];
    if (full < 2 || full >= 1001 || runs_of("0") != full)
        return 1;
    unlink(ballast);
    free(ballast);
    write_runs(0, 1);
    return told->runs[0] == full + 1 && runs_of("0") == full + 1 ? 0 : 2;
}

static void
try_on_small_disk(int (*work)(void))
{
    pid_t pid = fork();
    int status;

    if (pid == 0)
        _exit(work());
    assert_true(pid > 0);
    status = status_of(pid);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == NO_MOUNT) {
        print_message("no right to mount a small file system here\n");
        skip();
    }
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_journal__kill_loses_nothing),
        TEST(test_journal__writers_at_once_lose_nothing),
        TEST(test_journal__line_without_room_is_an_error_and_torn),
        TEST(test_journal__goes_on_behind_any_torn_line),
        TEST(test_journal__full_disk_loses_nothing),
        TEST(test_journal__writers_on_a_full_disk_lose_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
