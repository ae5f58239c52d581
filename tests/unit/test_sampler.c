/*
 * The sampler over a folder that looks like /proc: the tree of a run, its
 * shares, the cores.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "fake_proc.h"

static void
test_sampler__finds_the_tree_but_not_its_root(void **state)
{
    struct fake_proc *proc = *state;
    const struct fake_task tasks[] = {
        {200, 200, "child", 'S', FAKE_ROOT, 8, 0, 0, 0},
        {200, 201, "thread", 'R', FAKE_ROOT, 9, 1, 0, 0},
        {300, 300, "grandchild", 'T', 200, 10, 1, 0, 0},
        {400, 400, "stranger", 'R', 1, 2, 0, 0, 0},
    };
    const struct worker *workers;

    for (size_t i = 0; i < 4; i++)
        fake_write_task(proc, &tasks[i]);
    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_children(proc, 200, "");
    fake_write_named(proc, "300 ", "%d/task/%d/children", 200, 201);
    fake_read_next(proc);
    workers = proc->history.workers;
    assert_int_equal(proc->history.nworkers, 3);
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
    struct fake_proc *proc = *state;
    /* children have smaller numbers than their parents, as after a wrap */
    const struct fake_task tasks[] = {
        {30, 30, "grandchild", 'S', 80, 10, 1, 0, 0},
        {80, 80, "child", 'S', FAKE_ROOT, 8, 0, 0, 0},
        {90, 90, "stranger", 'R', 1, 2, 0, 0, 0},
    };

    for (size_t i = 0; i < 3; i++)
        fake_write_task(proc, &tasks[i]);
    fake_remove(proc, "100/task/100/children");
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 2);
    assert_int_equal(proc->history.workers[0].pid, 80);
    assert_int_equal(proc->history.workers[1].pid, 30);
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 2);
}

static void
test_sampler__shares_are_exact(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 1, 1000, 500};
    const struct worker *worker;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    for (int i = 0; i < 41; i++) {
        fake_write_task(proc, &task);
        fake_read_next(proc);
        task.run_ms += 30;
        task.wait_ms += 20;
    }
    worker = proc->history.workers;
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
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    for (int i = 0; i < 100; i++) {
        fake_write_task(proc, &task);
        fake_read_next(proc);
        task.run_ms += i < 69 ? 100 : 0;
    }
    /* of the thirty intervals before reading 99 all were idle */
    worker = proc->history.workers;
    assert_int_equal(worker->running, 0);
    assert_int_equal(worker->nslots, HISTORY_SLOTS);
    /* slots[i] is reading 36 + i; readings up to 69 show work before them */
    assert_int_equal(worker->slots[69 - 36].running, 100);
    assert_int_equal(worker->slots[70 - 36].running, 0);
}

static void
test_sampler__worker_that_is_gone_keeps_its_totals(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_read_next(proc);
    task.run_ms = 60;
    fake_write_task(proc, &task);
    fake_read_next(proc);
    fake_write_children(proc, FAKE_ROOT, "");
    fake_remove(proc, "200");
    for (int i = 0; i < 2; i++)
        fake_read_next(proc);
    worker = proc->history.workers;
    assert_int_equal(proc->history.nworkers, 1);
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
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 1, 0, 0};
    const struct worker *worker;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_read_next(proc);
    task.state = 'Z';
    task.run_ms = 40;
    fake_write_task(proc, &task);
    fake_read_next(proc);
    fake_read_next(proc);
    worker = proc->history.workers;
    assert_int_equal(proc->history.nworkers, 1);
    assert_int_equal(worker->state, WORKER_DONE);
    assert_int_equal(worker->last_reading, 0);
    assert_int_equal(worker->slots[1].running, 40);
    assert_true(worker->run_seconds > 0.0399);
}

static void
test_sampler__orphan_stays_in_the_tree(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task child = {200, 200, "c", 'S', FAKE_ROOT, 8, 0, 0, 0};
    struct fake_task grand = {300, 300, "g", 'R', 200, 9, 0, 0, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &child);
    fake_write_children(proc, 200, "300 ");
    fake_write_task(proc, &grand);
    fake_read_next(proc);
    fake_write_children(proc, FAKE_ROOT, "");
    fake_remove(proc, "200");
    grand.parent = 1;
    grand.run_ms = 70;
    fake_write_task(proc, &grand);
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 2);
    assert_int_equal(proc->history.workers[0].state, WORKER_DONE);
    assert_int_equal(proc->history.workers[1].state, WORKER_RUNNING);
    assert_int_equal(proc->history.workers[1].slots[1].running, 70);
}

static void
test_sampler__number_used_again_is_another_worker(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "first", 'R', FAKE_ROOT, 8, 0, 500, 0};
    const struct worker *workers;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_read_next(proc);
    task.name = "second";
    task.start = 99;
    task.run_ms = 10;
    fake_write_task(proc, &task);
    fake_read_next(proc);
    workers = proc->history.workers;
    assert_int_equal(proc->history.nworkers, 2);
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
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "ours", 'R', FAKE_ROOT, 8, 0, 500, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    fake_read_next(proc);
    fake_write_children(proc, FAKE_ROOT, "");
    task.name = "stranger";
    task.start = 99;
    task.parent = 1;
    fake_write_task(proc, &task);
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 1);
    assert_string_equal(proc->history.workers[0].name, "ours");
    assert_int_equal(proc->history.workers[0].state, WORKER_DONE);
}

static void
test_sampler__cores_show_the_last_second(void **state)
{
    struct fake_proc *proc = *state;
    const struct core *cores;

    for (int i = 0; i <= 20; i++) {
        int ticks = i * 10;
        int busy = i < 10 ? 0 : (i - 10) * 8;

        fake_write_cores(proc, 1000 + busy, 1000 + ticks - busy, 1000,
                         1000 + ticks);
        fake_read_next(proc);
    }
    cores = proc->history.cores;
    assert_int_equal(proc->history.ncores, 2);
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
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 1, 0, 0};
    const struct core *cores;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    for (int i = 0; i <= 10; i++) {
        fake_write_cores(proc, 1000 + 5 * i, 1000 + 5 * i, 1000 + 2 * i,
                         1000 + 8 * i);
        fake_write_task(proc, &task);
        fake_read_next(proc);
        task.run_ms += 30;
    }
    cores = proc->history.cores;
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
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'R', FAKE_ROOT, 8, 0, 0, 0};
    const struct core *cores;

    /* it is on core 0 but for the instants at which we look */
    fake_write_children(proc, FAKE_ROOT, "200 ");
    for (int i = 0; i <= 20; i++) {
        fake_write_cores(proc, 1000 + 10 * i, 1000, 1000, 1000 + 10 * i);
        task.core = i % 2;
        fake_write_task(proc, &task);
        fake_read_next(proc);
        task.run_ms += 100;
    }
    cores = proc->history.cores;
    assert_in_range(cores[0].ours + cores[1].ours, 98, 102);
    assert_in_range(cores[0].busy + cores[1].busy, 98, 110);
}

static void
test_sampler__core_that_goes_offline_is_unknown(void **state)
{
    struct fake_proc *proc = *state;
    const struct core *cores;

    fake_read_next(proc);
    fake_write_file(proc, "stat", "cpu 1 2 3 4\ncpu1 1005 0 0 1005\n");
    fake_read_next(proc);
    cores = proc->history.cores;
    assert_int_equal(proc->history.ncores, 2);
    assert_int_equal(cores[0].busy, -1);
    assert_int_equal(cores[1].busy, 50);
    fake_write_cores(proc, 1000, 1000, 1005, 1015);
    fake_read_next(proc);
    assert_int_equal(proc->history.ncores, 2);
    assert_int_equal(proc->history.cores[0].nslots, 3);
}

static void
test_sampler__core_that_comes_late_stands_in_order(void **state)
{
    struct fake_proc *proc = *state;
    const struct core *cores;

    fake_write_file(proc, "stat", "cpu 1 2 3 4\ncpu1 1000 0 0 1000\n");
    fake_read_next(proc);
    fake_write_cores(proc, 50, 50, 1002, 1008);
    fake_read_next(proc);
    fake_write_cores(proc, 59, 51, 1004, 1016);
    fake_read_next(proc);
    cores = proc->history.cores;
    assert_int_equal(proc->history.ncores, 2);
    assert_int_equal(cores[0].number, 0);
    assert_int_equal(cores[0].busy, 90);
    assert_int_equal(cores[0].nslots, 2);
    assert_int_equal(cores[1].number, 1);
    assert_int_equal(cores[1].busy, 20);
}

/* What slept is not asked for more than its times. */
static void
test_sampler__what_sleeps_on_is_still_there(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task task = {200, 200, "w", 'S', FAKE_ROOT, 8, 1, 1000, 500};
    const struct worker *worker;

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &task);
    for (int i = 0; i < 5; i++)
        fake_read_next(proc);
    worker = &proc->history.workers[0];
    assert_int_equal(worker->last_reading, 4);
    assert_int_equal(worker->state, WORKER_SLEEPING);
    assert_int_equal(worker->nslots, 5);
    assert_int_equal(worker->slots[4].running, 0);
    assert_true(worker->run_seconds == 1.0);
    task.run_ms += 50;
    task.core = 0;
    task.state = 'R';
    fake_write_task(proc, &task);
    fake_read_next(proc);
    worker = &proc->history.workers[0];
    assert_int_equal(worker->slots[5].running, 50);
    assert_int_equal(worker->last_core, 0);
    assert_int_equal(worker->state, WORKER_RUNNING);
    fake_remove(proc, "200");
    fake_write_children(proc, FAKE_ROOT, "");
    fake_read_next(proc);
    assert_int_equal(proc->history.workers[0].state, WORKER_DONE);
}

static void
test_sampler__a_thread_that_ran_may_have_made_children(void **state)
{
    struct fake_proc *proc = *state;
    struct fake_task thread = {200, 201, "t", 'S', FAKE_ROOT, 9, 0, 10, 0};
    const struct fake_task child = {200, 200, "p", 'S', FAKE_ROOT, 8, 0, 10, 0};
    const struct fake_task late = {300, 300, "late", 'S', 200, 99, 0, 10, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &child);
    fake_write_children(proc, 200, "");
    fake_write_task(proc, &thread);
    fake_write_named(proc, "", "%d/task/%d/children", 200, 201);
    fake_read_next(proc);
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 2);
    thread.run_ms++;
    fake_write_task(proc, &thread);
    fake_write_task(proc, &late);
    fake_write_named(proc, "300 ", "%d/task/%d/children", 200, 201);
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 3);
    assert_string_equal(proc->history.workers[2].name, "late");
}

/* The kernel gives orphans to a reaper, which need not run for that. */
static void
test_sampler__a_process_that_sleeps_may_be_given_children(void **state)
{
    struct fake_proc *proc = *state;
    const struct fake_task child = {200, 200, "p", 'S', FAKE_ROOT, 8, 0, 10, 0};
    const struct fake_task orphan = {300, 300, "o", 'S', 200, 99, 0, 10, 0};

    fake_write_children(proc, FAKE_ROOT, "200 ");
    fake_write_task(proc, &child);
    fake_write_children(proc, 200, "");
    fake_read_next(proc);
    fake_write_task(proc, &orphan);
    fake_write_children(proc, 200, "300 ");
    fake_read_next(proc);
    assert_int_equal(proc->history.nworkers, 2);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, fake_set_up, fake_tear_down)

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
        TEST(test_sampler__what_sleeps_on_is_still_there),
        TEST(test_sampler__a_thread_that_ran_may_have_made_children),
        TEST(test_sampler__a_process_that_sleeps_may_be_given_children),
        TEST(test_sampler__cores_show_the_last_second),
        TEST(test_sampler__our_work_counts_where_ticks_miss_it),
        TEST(test_sampler__one_moving_worker_is_not_two),
        TEST(test_sampler__core_that_goes_offline_is_unknown),
        TEST(test_sampler__core_that_comes_late_stands_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
