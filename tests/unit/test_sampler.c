/*
 * The sampler over a folder that looks like /proc, made and changed by the
 * test, so that every figure is known.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "sample/sampler.h"

#define ROOT 100

/* A folder that looks like /proc, a sampler that reads it. */
struct fixture {
    char folder[64];
    struct sampler *sampler;
    struct history history;
    int64_t now;
};

/* In ms and 10 ms ticks, as a test thinks of them. */
struct fake_task {
    pid_t pid;
    pid_t tid;
    const char *name;
    char state;
    pid_t parent;
    unsigned start;
    int core;
    uint64_t run_ms;
    uint64_t wait_ms;
};

static void
write_file(const struct fixture *fixture, const char *name, const char *text)
{
    char *path = path_join(fixture->folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    free(path);
}

static void
write_named(const struct fixture *fixture, const char *text,
            const char *format, pid_t pid, pid_t tid)
    __attribute__((format(printf, 3, 0)));

static void
write_named(const struct fixture *fixture, const char *text,
            const char *format, pid_t pid, pid_t tid)
{
    char name[80];

    snprintf(name, sizeof name, format, pid, tid);
    write_file(fixture, name, text);
}

static char *
stat_text(const struct fake_task *task)
{
    return str_format("%d (%s) %c %d 1 1 0 -1 0 0 0 0 0 %" PRIu64
                      " 0 0 0 20 0 1 0 %u 0 0 18446744073709551615 0 0 0 0 "
                      "0 0 0 0 0 0 0 0 17 %d 0 0\n",
                      task->tid, task->name, task->state, task->parent,
                      task->run_ms / 10, task->start, task->core);
}

static void
write_task(const struct fixture *fixture, const struct fake_task *task)
{
    char folder[sizeof fixture->folder + 40];
    char *stat = stat_text(task);
    char *sched = str_format("%" PRIu64 "000000 %" PRIu64 "000000 5\n",
                             task->run_ms, task->wait_ms);

    snprintf(folder, sizeof folder, "%s/%d/task/%d", fixture->folder,
             task->pid, task->tid);
    assert_int_equal(dir_make(folder), 0);
    write_named(fixture, stat, "%d/task/%d/stat", task->pid, task->tid);
    write_named(fixture, sched, "%d/task/%d/schedstat", task->pid,
                task->tid);
    if (task->pid == task->tid)
        write_named(fixture, stat, "%d/stat", task->pid, 0);
    free(stat);
    free(sched);
}

static void
write_children(const struct fixture *fixture, pid_t pid, const char *list)
{
    write_named(fixture, list, "%d/task/%d/children", pid, pid);
}

/* Two cores, in ticks. */
static void
write_cores(const struct fixture *fixture, int busy0, int idle0, int busy1,
            int idle1)
{
    char *text = str_format("cpu  1 2 3 4\ncpu0 %d 0 0 %d\ncpu1 %d 0 0 %d\n"
                            "intr 0\n",
                            busy0, idle0, busy1, idle1);

    write_file(fixture, "stat", text);
    free(text);
}

static int
remove_one(const char *path, const struct stat *stat, int type,
           struct FTW *ftw)
{
    (void)stat;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void
remove_path(const char *path)
{
    assert_int_equal(nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static void
remove_named(const struct fixture *fixture, const char *name)
{
    char *path = path_join(fixture->folder, name);

    remove_path(path);
    free(path);
}

static int
set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const struct fake_task root = {ROOT, ROOT, "root", 'S', 1, 7, 0, 50, 0};

    strcpy(fixture->folder, "/dev/shm/racecourse-sampler-XXXXXX");
    if (!mkdtemp(fixture->folder)) {
        strcpy(fixture->folder, "/tmp/racecourse-sampler-XXXXXX");
        assert_non_null(mkdtemp(fixture->folder));
    }
    write_cores(fixture, 1000, 1000, 1000, 1000);
    write_task(fixture, &root);
    write_children(fixture, ROOT, "");
    fixture->now = 50 * CLOCK_SECOND;
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;

    sampler_free(fixture->sampler);
    history_release(&fixture->history);
    remove_path(fixture->folder);
    free(fixture);
    return 0;
}

/* A reading, 100 ms after the one before. */
static void
read_next(struct fixture *fixture)
{
    if (!fixture->sampler)
        assert_int_equal(
            sampler_new(fixture->folder, ROOT, &fixture->sampler), 0);
    assert_int_equal(sampler_read(fixture->sampler, fixture->now,
                                  &fixture->history),
                     0);
    fixture->now += CLOCK_SECOND / 10;
}

static void
test_sampler__finds_the_tree_but_not_its_root(void **state)
{
    struct fixture *fixture = *state;
    const struct fake_task tasks[] = {
        {200, 200, "child", 'S', ROOT, 8, 0, 0, 0},
        {200, 201, "thread", 'R', ROOT, 9, 1, 0, 0},
        {300, 300, "grandchild", 'T', 200, 10, 1, 0, 0},
        {400, 400, "stranger", 'R', 1, 2, 0, 0, 0},
    };
    const struct worker *workers;

    for (size_t i = 0; i < 4; i++)
        write_task(fixture, &tasks[i]);
    write_children(fixture, ROOT, "200 ");
    write_children(fixture, 200, "");
    write_named(fixture, "300 ", "%d/task/%d/children", 200, 201);
    read_next(fixture);
    workers = fixture->history.workers;
    assert_int_equal(fixture->history.nworkers, 3);
    assert_string_equal(workers[0].name, "child");
    assert_int_equal(workers[0].kind, WORKER_PROCESS);
    assert_int_equal(workers[0].state, WORKER_SLEEPING);
    assert_string_equal(workers[1].name, "thread");
    assert_int_equal(workers[1].kind, WORKER_THREAD);
    assert_int_equal(workers[1].pid, 200);
    assert_int_equal(workers[1].tid, 201);
    assert_int_equal(workers[1].state, WORKER_RUNNING);
    assert_int_equal(workers[1].last_core, 1);
    assert_string_equal(workers[2].name, "grandchild");
    assert_int_equal(workers[2].state, WORKER_STOPPED);
}

static void
test_sampler__finds_the_tree_by_parents(void **state)
{
    struct fixture *fixture = *state;
    /* children have smaller numbers than their parents, as after a wrap */
    const struct fake_task tasks[] = {
        {30, 30, "grandchild", 'S', 80, 10, 1, 0, 0},
        {80, 80, "child", 'S', ROOT, 8, 0, 0, 0},
        {90, 90, "stranger", 'R', 1, 2, 0, 0, 0},
    };

    for (size_t i = 0; i < 3; i++)
        write_task(fixture, &tasks[i]);
    remove_named(fixture, "100/task/100/children");
    read_next(fixture);
    assert_int_equal(fixture->history.nworkers, 2);
    assert_int_equal(fixture->history.workers[0].pid, 80);
    assert_int_equal(fixture->history.workers[1].pid, 30);
    read_next(fixture);
    assert_int_equal(fixture->history.nworkers, 2);
}

static void
test_sampler__shares_are_exact(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 1, 1000, 500};
    const struct worker *worker;

    write_children(fixture, ROOT, "200 ");
    for (int i = 0; i < 41; i++) {
        write_task(fixture, &task);
        read_next(fixture);
        task.run_ms += 30;
        task.wait_ms += 20;
    }
    worker = fixture->history.workers;
    assert_int_equal(worker->running, 30);
    assert_int_equal(worker->waiting, 20);
    assert_int_equal(worker->nslots, 41);
    assert_int_equal(worker->slots[0].running, 0);
    assert_int_equal(worker->slots[1].running, 30);
    assert_int_equal(worker->slots[40].running, 30);
    assert_int_equal(worker->slots[40].waiting, 20);
    assert_true(worker->run_seconds > 2.1999);
    assert_true(worker->run_seconds < 2.2001);
    assert_true(worker->wait_seconds > 1.2999);
    assert_true(worker->wait_seconds < 1.3001);
}

static void
test_sampler__running_is_of_the_last_three_seconds(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    write_children(fixture, ROOT, "200 ");
    for (int i = 0; i < 100; i++) {
        write_task(fixture, &task);
        read_next(fixture);
        task.run_ms += i < 69 ? 100 : 0;
    }
    /* of the thirty intervals before reading 99 all were idle */
    worker = fixture->history.workers;
    assert_int_equal(worker->running, 0);
    assert_int_equal(worker->nslots, HISTORY_SLOTS);
    /* slots[i] is reading 36 + i; readings up to 69 show work before them */
    assert_int_equal(worker->slots[69 - 36].running, 100);
    assert_int_equal(worker->slots[70 - 36].running, 0);
}

static void
test_sampler__worker_that_is_gone_keeps_its_totals(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    read_next(fixture);
    task.run_ms = 60;
    write_task(fixture, &task);
    read_next(fixture);
    write_children(fixture, ROOT, "");
    remove_named(fixture, "200");
    for (int i = 0; i < 2; i++)
        read_next(fixture);
    worker = fixture->history.workers;
    assert_int_equal(fixture->history.nworkers, 1);
    assert_int_equal(worker->state, WORKER_DONE);
    assert_int_equal(worker->first_reading, 0);
    /* a file of /proc does not outlive its folder, these do until asked */
    assert_in_range(worker->last_reading, 1, 2);
    assert_int_equal(worker->running, 0);
    assert_int_equal(worker->nslots, 4);
    assert_int_equal(worker->slots[1].running, 60);
    assert_int_equal(worker->slots[3].running, 0);
    assert_true(worker->run_seconds > 0.0599);
    assert_true(worker->run_seconds < 0.0601);
}

static void
test_sampler__zombie_is_done_with_its_last_times(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    read_next(fixture);
    task.state = 'Z';
    task.run_ms = 40;
    write_task(fixture, &task);
    read_next(fixture);
    read_next(fixture);
    worker = fixture->history.workers;
    assert_int_equal(fixture->history.nworkers, 1);
    assert_int_equal(worker->state, WORKER_DONE);
    assert_int_equal(worker->last_reading, 0);
    assert_int_equal(worker->slots[1].running, 40);
    assert_true(worker->run_seconds > 0.0399);
}

static void
test_sampler__orphan_stays_in_the_tree(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task child = {200, 200, "c", 'S', ROOT, 8, 0, 0, 0};
    struct fake_task grand = {300, 300, "g", 'R', 200, 9, 0, 0, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &child);
    write_children(fixture, 200, "300 ");
    write_task(fixture, &grand);
    read_next(fixture);
    write_children(fixture, ROOT, "");
    remove_named(fixture, "200");
    grand.parent = 1;
    grand.run_ms = 70;
    write_task(fixture, &grand);
    read_next(fixture);
    assert_int_equal(fixture->history.nworkers, 2);
    assert_int_equal(fixture->history.workers[0].state, WORKER_DONE);
    assert_int_equal(fixture->history.workers[1].state, WORKER_RUNNING);
    assert_int_equal(fixture->history.workers[1].slots[1].running, 70);
}

static void
test_sampler__number_used_again_is_another_worker(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "first", 'R', ROOT, 8, 0, 500, 0};
    const struct worker *workers;

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    read_next(fixture);
    task.name = "second";
    task.start = 99;
    task.run_ms = 10;
    write_task(fixture, &task);
    read_next(fixture);
    workers = fixture->history.workers;
    assert_int_equal(fixture->history.nworkers, 2);
    assert_string_equal(workers[0].name, "first");
    assert_int_equal(workers[0].state, WORKER_DONE);
    assert_true(workers[0].run_seconds > 0.4999);
    assert_string_equal(workers[1].name, "second");
    assert_int_equal(workers[1].first_reading, 1);
    assert_int_equal(workers[1].slots[0].running, 10);
}

static void
test_sampler__number_used_by_a_stranger_is_left(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "ours", 'R', ROOT, 8, 0, 500, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    read_next(fixture);
    write_children(fixture, ROOT, "");
    task.name = "stranger";
    task.start = 99;
    task.parent = 1;
    write_task(fixture, &task);
    read_next(fixture);
    assert_int_equal(fixture->history.nworkers, 1);
    assert_string_equal(fixture->history.workers[0].name, "ours");
    assert_int_equal(fixture->history.workers[0].state, WORKER_DONE);
}

static void
test_sampler__cores_show_the_last_second(void **state)
{
    struct fixture *fixture = *state;
    const struct core *cores;

    for (int i = 0; i <= 20; i++) {
        int ticks = i * 10;
        int busy = i < 10 ? 0 : (i - 10) * 8;

        write_cores(fixture, 1000 + busy, 1000 + ticks - busy, 1000,
                    1000 + ticks);
        read_next(fixture);
    }
    cores = fixture->history.cores;
    assert_int_equal(fixture->history.ncores, 2);
    assert_int_equal(cores[0].busy, 80);
    assert_int_equal(cores[0].ours, 0);
    assert_int_equal(cores[1].busy, 0);
    assert_int_equal(cores[0].nslots, 21);
    assert_int_equal(cores[0].slots[10].busy, 0);
    assert_int_equal(cores[0].slots[11].busy, 80);
    assert_true(cores[0].busy_seconds > 0.7999);
    assert_true(cores[0].busy_seconds < 0.8001);
}

static void
test_sampler__our_work_counts_where_ticks_miss_it(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 1, 0, 0};
    const struct core *cores;

    write_children(fixture, ROOT, "200 ");
    for (int i = 0; i <= 10; i++) {
        write_cores(fixture, 1000 + 5 * i, 1000 + 5 * i, 1000 + 2 * i,
                    1000 + 8 * i);
        write_task(fixture, &task);
        read_next(fixture);
        task.run_ms += 30;
    }
    cores = fixture->history.cores;
    assert_int_equal(cores[0].busy, 50);
    assert_int_equal(cores[0].ours, 0);
    assert_int_equal(cores[1].ours, 30);
    assert_int_equal(cores[1].busy, 30);
    assert_int_equal(cores[1].slots[5].busy, 30);
    assert_true(cores[1].ours_seconds > 0.2999);
    assert_true(cores[1].ours_seconds < 0.3001);
    assert_true(cores[1].busy_seconds >= cores[1].ours_seconds);
}

static void
test_sampler__one_moving_worker_is_not_two(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 0, 0, 0};
    const struct core *cores;

    /* it is on core 0 but for the instants at which we look */
    write_children(fixture, ROOT, "200 ");
    for (int i = 0; i <= 20; i++) {
        write_cores(fixture, 1000 + 10 * i, 1000, 1000, 1000 + 10 * i);
        task.core = i % 2;
        write_task(fixture, &task);
        read_next(fixture);
        task.run_ms += 100;
    }
    cores = fixture->history.cores;
    assert_in_range(cores[0].ours + cores[1].ours, 98, 102);
    assert_in_range(cores[0].busy + cores[1].busy, 98, 110);
}

static void
test_sampler__core_that_goes_offline_is_unknown(void **state)
{
    struct fixture *fixture = *state;
    const struct core *cores;

    read_next(fixture);
    write_file(fixture, "stat", "cpu 1 2 3 4\ncpu1 1005 0 0 1005\n");
    read_next(fixture);
    cores = fixture->history.cores;
    assert_int_equal(fixture->history.ncores, 2);
    assert_int_equal(cores[0].busy, -1);
    assert_int_equal(cores[1].busy, 50);
    write_cores(fixture, 1000, 1000, 1005, 1015);
    read_next(fixture);
    assert_int_equal(fixture->history.ncores, 2);
    assert_int_equal(fixture->history.cores[0].nslots, 3);
}

static void
test_sampler__core_that_comes_late_stands_in_order(void **state)
{
    struct fixture *fixture = *state;
    const struct core *cores;

    write_file(fixture, "stat", "cpu 1 2 3 4\ncpu1 1000 0 0 1000\n");
    read_next(fixture);
    write_cores(fixture, 50, 50, 1002, 1008);
    read_next(fixture);
    write_cores(fixture, 59, 51, 1004, 1016);
    read_next(fixture);
    cores = fixture->history.cores;
    assert_int_equal(fixture->history.ncores, 2);
    assert_int_equal(cores[0].number, 0);
    assert_int_equal(cores[0].busy, 90);
    assert_int_equal(cores[0].nslots, 2);
    assert_int_equal(cores[1].number, 1);
    assert_int_equal(cores[1].busy, 20);
}

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
test_sampler__strange_files_stay_in_bounds(void **state)
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
    struct fixture *fixture = *state;
    const struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 0, 0, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    read_next(fixture);
    for (size_t i = 0; i < sizeof stats / sizeof *stats; i++) {
        write_file(fixture, "stat", stats[i]);
        write_file(fixture, "200/task/200/schedstat", scheds[i]);
        sampler_read(fixture->sampler, fixture->now, &fixture->history);
        fixture->now += i == 4 ? 0 : CLOCK_SECOND / 10;
        assert_in_bounds(&fixture->history);
    }
    write_file(fixture, "200/task/200/stat", "200 (");
    assert_int_equal(sampler_read(fixture->sampler, fixture->now,
                                  &fixture->history),
                     -EINVAL);
    assert_int_equal(fixture->history.workers[0].state, WORKER_RUNNING);
    assert_in_bounds(&fixture->history);
}

static void
test_sampler__ticks_do_where_no_schedstat_is(void **state)
{
    struct fixture *fixture = *state;
    struct fake_task task = {200, 200, "w", 'R', ROOT, 8, 0, 0, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &task);
    remove_named(fixture, "200/task/200/schedstat");
    read_next(fixture);
    task.run_ms = 50;
    write_task(fixture, &task);
    remove_named(fixture, "200/task/200/schedstat");
    read_next(fixture);
    assert_int_equal(fixture->history.workers[0].slots[1].running, 50);
}

#define MANY_THREADS 1000
#define MANY_CORES 512

static void
write_many_cores(const struct fixture *fixture, int reading)
{
    struct str text = STR_INIT;

    str_add(&text, "cpu 1 2 3 4\n");
    for (int i = 0; i < MANY_CORES; i++)
        str_add_format(&text, "cpu%d %d 0 0 %d 0 0 0 0 0 0\n", i,
                       1000000000 + 5 * reading, 1000000000 + 5 * reading);
    write_file(fixture, "stat", str_text(&text));
    str_release(&text);
}

static void
write_threads(const struct fixture *fixture, int count, int reading)
{
    for (int i = 0; i < count; i++) {
        struct fake_task task = {200, 200 + i, "w",  'R', ROOT,
                                 8,   i % 512, (uint64_t)(reading * 10),
                                 0};

        write_task(fixture, &task);
    }
}

static void
read_many(struct fixture *fixture)
{
    write_children(fixture, ROOT, "200 ");
    for (int i = 0; i < 3; i++) {
        write_many_cores(fixture, i);
        write_threads(fixture, MANY_THREADS, i);
        read_next(fixture);
    }
    assert_int_equal(fixture->history.nworkers, MANY_THREADS);
    assert_int_equal(fixture->history.unseen_workers, 0);
    assert_int_equal(fixture->history.ncores, MANY_CORES);
    for (int i = 0; i < MANY_THREADS; i++)
        assert_int_equal(fixture->history.workers[i].slots[2].running, 10);
    for (int i = 0; i < MANY_CORES; i++)
        assert_int_equal(fixture->history.cores[i].busy, 50);
    assert_int_equal(fixture->history.cores[0].ours, 20);
    assert_int_equal(fixture->history.cores[511].ours, 10);
    assert_in_bounds(&fixture->history);
}

static void
test_sampler__reads_1000_threads_on_512_cores(void **state)
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
test_sampler__leaves_half_of_the_descriptors(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit few;
    struct rlimit many;
    size_t before = count_descriptors();

    getrlimit(RLIMIT_NOFILE, &many);
    few = many;
    few.rlim_cur = 64;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    read_many(fixture);
    assert_in_range(count_descriptors() - before, 1, 32 + 1);
    sampler_free(fixture->sampler);
    fixture->sampler = NULL;
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
test_sampler__worker_is_not_gone_for_want_of_descriptors(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit few;
    struct rlimit many;
    int opened[64];
    int count;

    getrlimit(RLIMIT_NOFILE, &many);
    few = many;
    few.rlim_cur = 64;
    setrlimit(RLIMIT_NOFILE, &few);
    write_children(fixture, ROOT, "200 ");
    write_threads(fixture, 40, 0);
    read_next(fixture);
    write_threads(fixture, 40, 1);
    count = use_up_descriptors(opened);
    assert_int_equal(sampler_read(fixture->sampler, fixture->now,
                                  &fixture->history),
                     -EMFILE);
    while (count > 0)
        close(opened[--count]);
    assert_int_equal(fixture->history.workers[39].state, WORKER_RUNNING);
    fixture->now += CLOCK_SECOND / 10;
    read_next(fixture);
    setrlimit(RLIMIT_NOFILE, &many);
    assert_int_equal(fixture->history.nworkers, 40);
    assert_true(fixture->history.workers[39].run_seconds > 0.0099);
}

static void
test_sampler__more_workers_than_are_kept_are_counted(void **state)
{
    struct fixture *fixture = *state;
    const struct fake_task child = {200, 200, "w", 'R', ROOT, 8, 0, 0, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &child);
    for (int i = 0; i < HISTORY_WORKERS + 10; i++) {
        struct fake_task task = {200, 201, "w", 'R', ROOT, 8, 0, 0, 0};

        task.start = (unsigned)i;
        write_task(fixture, &task);
        read_next(fixture);
    }
    assert_int_equal(fixture->history.nworkers, HISTORY_WORKERS);
    assert_int_equal(fixture->history.unseen_workers, 11);
}

static void
test_sampler__root_must_be_there(void **state)
{
    struct fixture *fixture = *state;
    struct sampler *sampler;

    assert_int_equal(sampler_new(fixture->folder, 12345, &sampler), -ESRCH);
    assert_int_equal(sampler_new("/nowhere/at/all", 1, &sampler), -ENOENT);
}

static void
test_sampler__goes_on_when_all_is_gone(void **state)
{
    struct fixture *fixture = *state;
    const struct fake_task child = {200, 200, "w", 'R', ROOT, 8, 0, 0, 0};

    write_children(fixture, ROOT, "200 ");
    write_task(fixture, &child);
    read_next(fixture);
    remove_named(fixture, "100");
    remove_named(fixture, "200");
    remove_named(fixture, "stat");
    read_next(fixture);
    read_next(fixture);
    assert_int_equal(fixture->history.readings, 3);
    assert_int_equal(fixture->history.nworkers, 1);
    assert_int_equal(fixture->history.workers[0].state, WORKER_DONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sampler__finds_the_tree_but_not_its_root),
        TEST(test_sampler__finds_the_tree_by_parents),
        TEST(test_sampler__shares_are_exact),
        TEST(test_sampler__running_is_of_the_last_three_seconds),
        TEST(test_sampler__worker_that_is_gone_keeps_its_totals),
        TEST(test_sampler__zombie_is_done_with_its_last_times),
        TEST(test_sampler__orphan_stays_in_the_tree),
        TEST(test_sampler__number_used_again_is_another_worker),
        TEST(test_sampler__number_used_by_a_stranger_is_left),
        TEST(test_sampler__cores_show_the_last_second),
        TEST(test_sampler__our_work_counts_where_ticks_miss_it),
        TEST(test_sampler__one_moving_worker_is_not_two),
        TEST(test_sampler__core_that_goes_offline_is_unknown),
        TEST(test_sampler__core_that_comes_late_stands_in_order),
        TEST(test_sampler__strange_files_stay_in_bounds),
        TEST(test_sampler__ticks_do_where_no_schedstat_is),
        TEST(test_sampler__reads_1000_threads_on_512_cores),
        TEST(test_sampler__leaves_half_of_the_descriptors),
        TEST(test_sampler__worker_is_not_gone_for_want_of_descriptors),
        TEST(test_sampler__more_workers_than_are_kept_are_counted),
        TEST(test_sampler__root_must_be_there),
        TEST(test_sampler__goes_on_when_all_is_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
