/*
 * The sampler at its limits: strange files, many threads, few descriptors,
 * a tree that goes away.
 */
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/str.h"
#include "fake_proc.h"

/* Every share that history holds. */
static void
assert_in_bounds(const struct history *history)
{
    for (size_t i = 0; i < history->ncores; i++) {
        const struct core *core = &history->cores[i];

        assert_true(core->busy >= -1 && core->busy <= 100);
        assert_true(core->ours >= 0 && core->ours <= 100);
        assert_true(core->busy == -1 || core->ours <= core->busy);
        assert_true(core->ours_seconds <= core->busy_seconds);
        for (unsigned k = 0; k < core->nslots; k++) {
            assert_in_range(core->slots[k].busy, 0, 100);
            assert_in_range(core->slots[k].ours, 0, core->slots[k].busy);
        }
    }
    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];

        assert_in_range(worker->running, 0, 100);
        assert_in_range(worker->waiting, 0, 100 - worker->running);
        for (unsigned k = 0; k < worker->nslots; k++)
            assert_in_range(worker->slots[k].running +
                                worker->slots[k].waiting,
                            0, 100);
    }
}

static void
test_sampler_limits__strange_files_stay_in_bounds(void **state)
{
    static const char *const stats[] = {
        "cpu 1\ncpu0 99999999999999999999999 1 1 1\n",
        "cpu0 1 1 1 18446744073709551615 18446744073709551615\n",
        "cpu0 5 0 0 5 900\ncpu1 1 1\ncpu4294967296 1 1 1 1\n",
        "cpu0 9 0 0 6 100\ncpu1 1 2 3 4\ncpu1 4 3 2 1\ncpu0 1 1 1 1",
        "",
        "\n\ncpu0 1 2 3 4\n",
        "cpu0 18446744073709551615 0 0 0\ncpu1 7 7 7 7",
        "nothing of the kind",
        "cpu0 0 0 0 0\ncpu2147483647 1 1 1 1\n",
        "cpu0",
    };
    static const char *const scheds[] = {
        "", "1 2\n", "18446744073709551615 18446744073709551615 9\n",
        "99999999999999999999999999 5 5\n", "0 0 0\n", "-1 -1 -1\n",
        "5 5 5\n", "x\n", "1000000 18446744073709551614 5\n", "\n",
    };
    struct fake_proc *proc = *state;
    const struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_read_next(proc);
    for (size_t i = 0; i < sizeof stats / sizeof *stats; i++) {
        fake_write_file(proc, "stat", stats[i]);
        fake_write_file(proc, "200/task/200/schedstat", scheds[i]);
        sampler_read(proc->sampler, proc->now, &proc->history);
        proc->now += i == 4 ? 0 : CLOCK_SECOND / 10;
        assert_in_bounds(&proc->history);
    }
    fake_write_file(proc, "200/task/200/stat", "200 (");
    assert_int_equal(sampler_read(proc->sampler, proc->now,
                                  &proc->history),
                     -EINVAL);
    assert_int_equal(proc->history.workers[0].state, WORKER_RUNNING);
    assert_in_bounds(&proc->history);
}

static void
test_sampler_limits__ticks_do_where_no_schedstat_is(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_remove(proc, "200/task/200/schedstat");
    fake_read_next(proc);
    task.run_ms = 50;
    fake_write_task(proc, &task);
    fake_remove(proc, "200/task/200/schedstat");
    fake_read_next(proc);
    assert_int_equal(proc->history.workers[0].slots[1].running, 50);
}

#define MANY_THREADS 1000
#define MANY_CORES 512

static void
write_many_cores(const struct fake_proc *proc, int reading)
{
    struct str text = STR_INIT;

    str_add(&text, "cpu 1 2 3 4\n");
    for (int i = 0; i < MANY_CORES; i++)
        str_add_format(&text, "cpu%d %d 0 0 %d 0 0 0 0 0 0\n", i,
                       1000000000 + 5 * reading, 1000000000 + 5 * reading);
    fake_write_file(proc, "stat", str_text(&text));
    str_release(&text);
}

static void
write_threads(const struct fake_proc *proc, int count, int reading)
{
    for (int i = 0; i < count; i++) {
        struct fake_task task = {200, 200 + i, "w",  'R', FAKE_ROOT,
                                 8,   i % 512, (uint64_t)(reading * 10),
                                 0};

        fake_write_task(proc, &task);
    }
}

static void
read_many(struct fake_proc *proc)
{
    fake_write_children(proc, FAKE_ROOT, "200 ");
    for (int i = 0; i < 3; i++) {
        write_many_cores(proc, i);
        write_threads(proc, MANY_THREADS, i);
        fake_read_next(proc);
    }
    assert_int_equal(proc->history.nworkers, MANY_THREADS);
    assert_int_equal(proc->history.unseen_workers, 0);
    assert_int_equal(proc->history.ncores, MANY_CORES);
    for (int i = 0; i < MANY_THREADS; i++)
        assert_int_equal(proc->history.workers[i].slots[2].running, 10);
    for (int i = 0; i < MANY_CORES; i++)
        assert_int_equal(proc->history.cores[i].busy, 50);
    assert_int_equal(proc->history.cores[0].ours, 20);
    assert_int_equal(proc->history.cores[511].ours, 10);
    assert_in_bounds(&proc->history);
}

static void
test_sampler_limits__reads_1000_threads_on_512_cores(void **state)
{
    read_many(*state);
}

static size_t
count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void
test_sampler_limits__leaves_half_of_the_descriptors(void **state)
{
    struct fake_proc *proc = *state;
    struct rlimit few;
    struct rlimit many;
    size_t before = count_descriptors();

    getrlimit(RLIMIT_NOFILE, &many);
    few = many;
    few.rlim_cur = 64;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    read_many(proc);
    assert_in_range(count_descriptors() - before, 1, 32 + 1);
    sampler_free(proc->sampler);
    proc->sampler = NULL;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &many), 0);
    assert_int_equal(count_descriptors(), before);
}

/* Take all descriptors that are left.  Returns how many. */
static int
use_up_descriptors(int opened[64])
{
    int count = 0;

    while (count < 64 && (opened[count] = dup(0)) >= 0)
        count++;
    return count;
}

static void
test_sampler_limits__worker_is_not_gone_for_want_of_descriptors(void **state)
{
    struct fake_proc *proc = *state;
    struct rlimit few;
    struct rlimit many;
    int opened[64];
    int count;

    getrlimit(RLIMIT_NOFILE, &many);
    few = many;
    few.rlim_cur = 64;
    setrlimit(RLIMIT_NOFILE, &few);
    fake_write_children(proc, FAKE_ROOT, "200 ");
    write_threads(proc, 40, 0);
    fake_read_next(proc);
    write_threads(proc, 40, 1);
    count = use_up_descriptors(opened);
    assert_int_equal(sampler_read(proc->sampler, proc->now,
                                  &proc->history),
                     -EMFILE);
    while (count > 0)
        close(opened[--count]);
    assert_int_equal(proc->history.workers[39].state, WORKER_RUNNING);
    proc->now += CLOCK_SECOND / 10;
    fake_read_next(proc);
    setrlimit(RLIMIT_NOFILE, &many);
    assert_int_equal(proc->history.nworkers, 40);
    assert_true(proc->history.workers[39].run_seconds > 0.0099);
}

static void
test_sampler_limits__more_workers_than_are_kept_are_counted(void **state)
{
    struct fake_proc *proc = *state;
    const struct fake_task child = {200, 200, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &child);
    for (int i = 0; i < HISTORY_WORKERS + 10; i++) {
        struct fake_task task = {200, 201, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};

        task.start = (unsigned)i;
        fake_write_task(proc, &task);
        fake_read_next(proc);
    }
    assert_int_equal(proc->history.nworkers, HISTORY_WORKERS);
    assert_int_equal(proc->history.unseen_workers, 11);
}

#define FAMILY 20

/* Children of the root, and threads of the first of them. */
static void
write_family(struct fake_proc *proc)
{
    struct str list = STR_INIT;

    for (int i = 0; i < FAMILY; i++) {
        struct fake_task child = {200 + i, 200 + i, "w", 'R', FAKE_ROOT,
                                  8,       0,       70,  0};
        struct fake_task thread = {200, 300 + i, "t", 'R', FAKE_ROOT,
                                   8,   0,       70,  0};

        fake_write_task(proc, &child);
        fake_write_children(proc, 200 + i, "");
        fake_write_task(proc, &thread);
        str_add_format(&list, "%d ", 200 + i);
    }
    fake_write_children(proc, FAKE_ROOT, str_text(&list));
    str_release(&list);
}

static size_t
count_done(const struct history *history)
{
    size_t done = 0;

    for (size_t i = 0; i < history->nworkers; i++)
        done += history->workers[i].state == WORKER_DONE;
    return done;
}

static void
begin_without_time(struct fake_proc *proc)
{
    assert_int_equal(sampler_new(proc->folder, FAKE_ROOT, &proc->sampler), 0);
    sampler_set_budget(proc->sampler, 0);
}

/* A reading without time does a little, and the next ones the rest. */
static void
test_sampler_limits__all_have_their_turn(void **state)
{
    struct fake_proc *proc = *state;
    int readings = 0;

    write_family(proc);
    begin_without_time(proc);
    fake_read_next(proc);
    assert_in_range(proc->history.nworkers, 0, FAMILY - 1);
    while (proc->history.nworkers < 2 * FAMILY) {
        assert_in_range(++readings, 0, 20 * FAMILY);
        fake_read_next(proc);
    }
    for (int i = 0; i < FAMILY; i++)
        assert_true(proc->history.workers[i].run_seconds > 0.069);
    for (int i = 1; i < FAMILY; i++) {
        char name[16];

        snprintf(name, sizeof name, "%d", 200 + i);
        fake_remove(proc, name);
    }
    fake_write_children(proc, FAKE_ROOT, "200 ");
    sampler_set_budget(proc->sampler, INT64_MAX);
    fake_read_next(proc);
    assert_int_equal(count_done(&proc->history), FAMILY - 1);
}

/* ... where every process of the machine has to be asked, too. */
static void
test_sampler_limits__all_strangers_have_their_turn(void **state)
{
    struct fake_proc *proc = *state;
    int readings = 0;

    fake_remove(proc, "100/task/100/children");
    begin_without_time(proc);
    for (int i = 0; i < FAMILY; i++) {
        struct fake_task child = {200 + i, 200 + i, "w", 'R', FAKE_ROOT,
                                  8,       0,       70,  0};

        fake_write_task(proc, &child);
    }
    while (proc->history.nworkers < FAMILY) {
        assert_in_range(++readings, 0, 20 * FAMILY);
        fake_read_next(proc);
    }
}

static void
test_sampler_limits__root_must_be_there(void **state)
{
    struct fake_proc *proc = *state;
    struct sampler *sampler;

    assert_int_equal(sampler_new(proc->folder, 12345, &sampler), -ESRCH);
    assert_int_equal(sampler_new("/nowhere/at/all", 1, &sampler), -ENOENT);
}

static void
test_sampler_limits__goes_on_when_all_is_gone(void **state)
{
    struct fake_proc *proc = *state;
    const struct fake_task child = {200, 200, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &child);
    fake_read_next(proc);
    fake_remove(proc, "100");
    fake_remove(proc, "200");
    fake_remove(proc, "stat");
    fake_read_next(proc);
    fake_read_next(proc);
    assert_int_equal(proc->history.readings, 3);
    assert_int_equal(proc->history.nworkers, 1);
    assert_int_equal(proc->history.workers[0].state, WORKER_DONE);
}

#define TEST(name)                                                         \
    cmocka_unit_test_setup_teardown(name, fake_set_up, fake_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sampler_limits__strange_files_stay_in_bounds),
        TEST(test_sampler_limits__ticks_do_where_no_schedstat_is),
        TEST(test_sampler_limits__reads_1000_threads_on_512_cores),
        TEST(test_sampler_limits__leaves_half_of_the_descriptors),
        TEST(test_sampler_limits__worker_is_not_gone_for_want_of_descriptors),
        TEST(test_sampler_limits__more_workers_than_are_kept_are_counted),
        TEST(test_sampler_limits__all_have_their_turn),
        TEST(test_sampler_limits__all_strangers_have_their_turn),
        TEST(test_sampler_limits__root_must_be_there),
        TEST(test_sampler_limits__goes_on_when_all_is_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
