/*
 * Saves as editors make them: each is the calls that the editor makes, in
 * its order.  Nothing is asserted of time: what must not be told is followed
 * by a save of another file, which is told after it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/notify.h"
#include "base/watch.h"
#include "folder.h"

#define LIMIT 100               /* seconds, for all of it */
#define FILE_NAME "work/03_races/counter.c"

enum { COPY, SENTINEL };

static struct watch *watch;
static enum { HEARING, WITHOUT_DESCRIPTORS, WITHOUT_FOLDERS } way;

/* ---- what is told */

static void
wait_for_save(struct watch_save *save)
{
    struct pollfd fd = {.fd = watch_fd(watch), .events = POLLIN};

    while (!watch_next(watch, save))
        poll(&fd, 1, -1);
}

static void
expect_told(size_t file, bool changed, const char *text)
{
    struct watch_save save;

    wait_for_save(&save);
    assert_int_equal(save.file, file);
    assert_int_equal(save.changed, changed);
    assert_true(save.hash == hash_add(HASH_INIT, text, strlen(text)));
}

static void
expect_nothing(void)
{
    static int saves;
    char text[32];

    snprintf(text, sizeof text, "%d\n", saves++);
    folder_write("sentinel", text);
    expect_told(SENTINEL, true, text);
}

static void
expect_saved(const char *text)
{
    expect_told(COPY, true, text);
    expect_nothing();
}

static void
expect_touched(const char *text)
{
    expect_told(COPY, false, text);
    expect_nothing();
}

/* With three descriptors more there are all but the one that hears. */
static void
limit_descriptors(struct rlimit *ret_before)
{
    int next = dup(0);
    struct rlimit less;

    close(next);
    getrlimit(RLIMIT_NOFILE, ret_before);
    less = *ret_before;
    less.rlim_cur = (rlim_t)next + 3;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &less), 0);
}

static void
begin(void)
{
    char *copy = folder_path(FILE_NAME), *sentinel = folder_path("sentinel");
    struct rlimit before;

    if (way == WITHOUT_DESCRIPTORS)
        limit_descriptors(&before);
    assert_int_equal(watch_new(&watch), 0);
    if (way == WITHOUT_DESCRIPTORS)
        setrlimit(RLIMIT_NOFILE, &before);
    assert_int_equal(watch_add(watch, copy), COPY);
    assert_int_equal(watch_add(watch, sentinel), SENTINEL);
    free(copy);
    free(sentinel);
}

static int
set_up(void **state)
{
    if (folder_make(state) < 0)
        return -1;
    folder_write(FILE_NAME, "start\n");
    folder_write("sentinel", "");
    return 0;
}

static int
tear_down(void **state)
{
    watch_free(watch);
    watch = NULL;
    return folder_remove(state);
}

/* ---- what editors do */

static char *
beside(const char *name)
{
    return str_format("%s/work/03_races/%s", folder, name);
}

static void
put(const char *name, int flags, const char *text)
{
    char *path = beside(name);
    int fd = open(path, O_WRONLY | flags, 0644);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
    free(path);
}

static void
move(const char *from, const char *to)
{
    char *a = beside(from), *b = beside(to);

    assert_int_equal(rename(a, b), 0);
    free(a);
    free(b);
}

static void
drop(const char *name)
{
    char *path = beside(name);

    assert_int_equal(unlink(path), 0);
    free(path);
}

/* Tries whether it may write there, keeps the old file until all is well. */
static void
save_as_vim(const char *text)
{
    put("4913", O_CREAT | O_EXCL, "");
    drop("4913");
    move("counter.c", "counter.c~");
    put("counter.c", O_CREAT, text);
    drop("counter.c~");
}

static void
save_as_vim_by_copying(const char *text)
{
    put("counter.c~", O_CREAT | O_EXCL, "start\n");
    put("counter.c", O_TRUNC, text);
    drop("counter.c~");
}

/* A link that leads nowhere is its lock. */
static void
save_as_emacs(const char *text)
{
    char *lock = beside(".#counter.c");

    assert_int_equal(symlink("user@host.1:2", lock), 0);
    move("counter.c", "counter.c~");
    put("counter.c", O_CREAT | O_EXCL, text);
    drop(".#counter.c");
    free(lock);
}

static void
save_as_nano(const char *text)
{
    put("counter.c", O_CREAT | O_TRUNC, text);
}

/* Empties it first, and writes in pieces. */
static void
save_as_code(const char *text)
{
    char *path = beside("counter.c");
    int fd = open(path, O_WRONLY | O_CREAT, 0644);

    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 0), 0);
    for (; *text; text++)
        assert_int_equal(write(fd, text, 1), 1);
    assert_int_equal(close(fd), 0);
    free(path);
}

/* As gedit and Kate, too. */
static void
save_as_sed(const char *text)
{
    put("sedA1b2C3", O_CREAT | O_EXCL, text);
    move("sedA1b2C3", "counter.c");
}

static void
save_as_git(const char *text)
{
    drop("counter.c");
    put("counter.c", O_CREAT | O_EXCL, text);
}

/* Sets the times of another file, as `cp -p` and rsync do. */
static void
save_as_cp_p(const char *text)
{
    const struct timespec times[2] = {{1000, 0}, {1000, 0}};
    char *path = beside("counter.c");

    put("counter.c", O_TRUNC, text);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

static void
touch(void)
{
    char *path = beside("counter.c");

    assert_int_equal(utimensat(AT_FDCWD, path, NULL, 0), 0);
    free(path);
}

static void (*const editors[])(const char *text) = {
    save_as_vim, save_as_vim_by_copying, save_as_nano, save_as_code,
    save_as_sed, save_as_git,            save_as_cp_p, save_as_emacs,
};

#define NEDITORS (sizeof editors / sizeof *editors)

/* ---- cases */

static void
save_with_all_editors(void)
{
    char text[32];

    for (size_t i = 0; i < NEDITORS; i++) {
        snprintf(text, sizeof text, "saved %zu\n", i);
        editors[i](text);
        expect_saved(text);
    }
}

static void
test_watch__hears_of_each_editor_once(void **state)
{
    (void)state;
    begin();
    if (way != HEARING)
        assert_non_null(watch_trouble(watch));
    else if (!notify_is_blind(folder))
        assert_null(watch_trouble(watch));
    expect_nothing();
    save_with_all_editors();
}

static void
test_watch__the_same_content_again_is_a_touch(void **state)
{
    (void)state;
    begin();
    expect_nothing();
    touch();
    expect_touched("start\n");
    save_as_nano("start\n");
    expect_touched("start\n");
    save_as_sed("start\n");
    expect_touched("start\n");
    save_as_git("start\n");
    expect_touched("start\n");
}

static void
test_watch__what_is_no_save_is_not_told(void **state)
{
    char *path;

    (void)state;
    begin();
    put("other.c", O_CREAT, "x");
    put(".counter.c.swp", O_CREAT, "x");
    put("counter.c~", O_CREAT, "x");
    path = beside("counter.c");
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
    expect_nothing();
    put("counter.c", O_TRUNC, "between\n");
    put("counter.c", O_TRUNC, "after\n");
    expect_saved("after\n");
    drop("counter.c");
    expect_nothing();
    put("counter.c", O_CREAT, "back\n");
    expect_saved("back\n");
}

static void
test_watch__a_file_that_stays_open_is_saved_all_the_same(void **state)
{
    char *path = beside("counter.c");
    int fd = open(path, O_WRONLY | O_APPEND);

    (void)state;
    begin();
    assert_int_equal(write(fd, "more\n", 5), 5);
    expect_saved("start\nmore\n");
    close(fd);
    free(path);
}

static void
test_watch__what_is_emptied_for_good_is_told_in_the_end(void **state)
{
    (void)state;
    begin();
    put("counter.c", O_TRUNC, "");
    expect_saved("");
}

static void
move_folder(const char *from, const char *to)
{
    char *a = folder_path(from), *b = folder_path(to);

    assert_int_equal(rename(a, b), 0);
    free(a);
    free(b);
}

static void
test_watch__waits_for_folders_that_are_not_there(void **state)
{
    (void)state;
    move_folder("work", "elsewhere");
    begin();
    expect_nothing();
    folder_write(FILE_NAME, "made\n");
    expect_saved("made\n");
    save_with_all_editors();
}

static void
test_watch__follows_the_path_not_the_folder(void **state)
{
    (void)state;
    begin();
    move_folder("work", "away");
    expect_nothing();
    move_folder("away", "work");
    expect_nothing();
    move_folder("work/03_races", "work/old");
    expect_nothing();
    folder_write("work/old/counter.c", "not here\n");
    expect_nothing();
    folder_write(FILE_NAME, "anew\n");
    expect_saved("anew\n");
    move_folder("work", "gone");
    folder_write(FILE_NAME, "all anew\n");
    expect_saved("all anew\n");
    save_with_all_editors();
}

static void
test_watch__follows_links(void **state)
{
    char *path = beside("counter.c"), *target = folder_path("real.c");

    (void)state;
    folder_write("real.c", "start\n");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink(target, path), 0);
    begin();
    folder_write("real.c", "changed\n");
    expect_saved("changed\n");
    free(path);
    free(target);
}

static void
test_watch__forgets_what_one_has_written_oneself(void **state)
{
    (void)state;
    begin();
    save_as_nano("mine\n");
    watch_forget(watch, COPY);
    expect_nothing();
    save_as_nano("theirs\n");
    expect_saved("theirs\n");
}

static void
test_watch__leaves_no_descriptor(void **state)
{
    int before = dup(0), after;

    (void)state;
    close(before);
    for (int i = 0; i < 100; i++) {
        begin();
        watch_free(watch);
    }
    watch = NULL;
    after = dup(0);
    close(after);
    assert_int_equal(before, after);
}

static bool
write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = write(fd, text, strlen(text)) > 0;

    close(fd);
    return written;
}

/* As root of namespaces of its own it can set what it may watch. */
static bool
take_folders_away(void)
{
    char map[64];

    snprintf(map, sizeof map, "0 %d 1", (int)getuid());
    return unshare(CLONE_NEWUSER) == 0 &&
           write_text("/proc/self/uid_map", map) &&
           write_text("/proc/sys/user/max_inotify_watches", "0");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* All of it takes half a second or two for each save where files are looked at. */
static int
run_without_hearing(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_watch__hears_of_each_editor_once),
        TEST(test_watch__the_same_content_again_is_a_touch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

static int
run_all(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_watch__hears_of_each_editor_once),
        TEST(test_watch__the_same_content_again_is_a_touch),
        TEST(test_watch__what_is_no_save_is_not_told),
        TEST(test_watch__a_file_that_stays_open_is_saved_all_the_same),
        TEST(test_watch__what_is_emptied_for_good_is_told_in_the_end),
        TEST(test_watch__waits_for_folders_that_are_not_there),
        TEST(test_watch__follows_the_path_not_the_folder),
        TEST(test_watch__follows_links),
        TEST(test_watch__forgets_what_one_has_written_oneself),
        TEST(test_watch__leaves_no_descriptor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

int
main(int argc, char **argv)
{
    alarm(LIMIT);
    if (argc > 1 && strcmp(argv[1], "without-descriptors") == 0)
        way = WITHOUT_DESCRIPTORS;
    else if (argc > 1)
        way = WITHOUT_FOLDERS;
    if (way == WITHOUT_FOLDERS && !take_folders_away()) {
        puts("1..0 # SKIP no right to take folders away from oneself");
        return 0;
    }
    return way == HEARING ? run_all() : run_without_hearing();
}
