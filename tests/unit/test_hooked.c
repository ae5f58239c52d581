/*
 * What the tutor makes of the memory that hooks write to, whatever stands in
 * it.  What hooks write there is tested with programs, in tests/guest.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "run/hooked.h"

static struct hooked *hooked;
static struct hooks *memory;
static struct hooked_report report;

static int
set_up(void **state)
{
    (void)state;
    assert_int_equal(hooked_new(7, &hooked), 0);
    memory = mmap(NULL, HOOKS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
                  hooked_fd(hooked), 0);
    assert_ptr_not_equal(memory, MAP_FAILED);
    report = (struct hooked_report)HOOKED_REPORT_INIT;
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    munmap(memory, HOOKS_SIZE);
    hooked_report_release(&report);
    hooked_free(hooked);
    return 0;
}

static void
test_hooked__is_found_by_a_variable(void **state)
{
    (void)state;
    assert_string_equal(hooked_env(hooked)[0], "RACECOURSE_HOOKS=3");
    assert_null(hooked_env(hooked)[1]);
    assert_int_equal(memory->magic, HOOKS_MAGIC);
    assert_int_equal(memory->seed, 7);
}

static void
test_hooked__says_when_nobody_came(void **state)
{
    (void)state;
    assert_int_equal(hooked_read(hooked, &report), -EAGAIN);
    assert_false(report.started);
}

static void
test_hooked__keeps_its_size(void **state)
{
    (void)state;
    assert_int_equal(ftruncate(hooked_fd(hooked), 0), -1);
    assert_int_equal(errno, EPERM);
}

/* A program at 0x1000, moved by 0x500000. */
static void
begin(void)
{
    memory->started = 1;
    memory->bias = 0x500000;
    memory->image_low = 0x501000;
    memory->image_high = 0x509000;
}

static void
add_task(uint32_t number, enum hooks_kind kind)
{
    struct hooks_task *task = &memory->task[number];

    task->state = HOOKS_RUNNING;
    task->kind = kind;
    task->pid = 10;
    task->tid = 10 + number;
    task->wait_task = HOOKS_NOBODY;
    memory->ntasks = number + 1;
}

static void
test_hooked__tells_who_took_part(void **state)
{
    (void)state;
    begin();
    add_task(0, HOOKS_MAIN);
    for (uint32_t i = 1; i < 7; i++)
        add_task(i, i == 6 ? HOOKS_PROCESS : HOOKS_THREAD);
    memory->task[0].writes = 1;
    memory->task[1].reads = 5;
    memory->task[1].entries = 5;
    memory->task[2].writes = 1;
    memory->task[3].changes = 1;
    memory->task[4].returned = 1;
    memory->task[6].entries = 1;
    assert_int_equal(hooked_read(hooked, &report), 0);
    assert_int_equal(report.ntasks, 7);
    assert_int_equal(report.nworkers, 6);
    assert_int_equal(report.took_part, 4);
    assert_false(report.tasks[1].took_part);
    assert_true(report.tasks[6].took_part);
}

static void
test_hooked__tells_who_has_what_is_waited_for(void **state)
{
    (void)state;
    begin();
    add_task(0, HOOKS_MAIN);
    add_task(1, HOOKS_THREAD);
    memory->task[0].holds[0].address = 0x508010;
    memory->task[0].holds[0].pc = 0x501234;
    memory->task[0].holds[0].object = 9;
    memory->task[1].turn = 1;
    memory->task[1].wait = HOOKS_MUTEX;
    memory->task[1].wait_object = 9;
    memory->task[1].wait_address = 0x7f0000001000;
    assert_int_equal(hooked_read(hooked, &report), 0);
    assert_int_equal(report.tasks[0].nholds, 1);
    assert_true(report.tasks[0].holds[0].in_program);
    assert_int_equal(report.tasks[0].holds[0].address, 0x8010);
    assert_int_equal(report.tasks[0].holds[0].pc, 0x1234);
    assert_int_equal(report.tasks[1].wait, HOOKS_MUTEX);
    assert_int_equal(report.tasks[1].wait_task, 0);
    assert_false(report.tasks[1].wait_in_program);
    assert_int_equal(report.tasks[0].wait, HOOKS_NOTHING);
}

static void
add_race(int number, uint64_t one, uint64_t two)
{
    memory->race[number].side[0].pc = one;
    memory->race[number].side[1].pc = two;
    memory->race[number].side[1].access = HOOKS_WRITE;
    memory->race[number].ready = 1;
}

static void
test_hooked__tells_a_pair_once(void **state)
{
    (void)state;
    begin();
    add_race(0, 0x501100, 0x501200);
    add_race(1, 0x501200, 0x501100);
    add_race(3, 0x501100, 0x501100);
    memory->race[4].side[0].pc = 0x501300;      /* half written */
    assert_int_equal(hooked_read(hooked, &report), 0);
    assert_int_equal(report.nraces, 2);
    assert_int_equal(report.races[0].side[0].pc, 0x1100);
    assert_true(report.races[0].side[1].writes);
    assert_int_equal(report.races[1].side[1].pc, 0x1100);
}

/* All bits in all orders: what comes of it is bounded. */
static void
test_hooked__survives_whatever_stands_there(void **state)
{
    uint32_t *words = (void *)memory;
    uint32_t random = 1;

    (void)state;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof *memory / sizeof *words; i++) {
            random = random * 1664525 + 1013904223;
            words[i] = round == 0 ? UINT32_MAX
                       : round % 2 ? random : random >> 30;
        }
        memory->started = 1;
        memory->deadlock = 2;
        assert_int_equal(hooked_read(hooked, &report), 0);
        assert_true(report.nraces <= HOOKS_RACES);
        assert_true(report.nlinks <= HOOKS_CYCLE);
        assert_true(report.ntasks <= HOOKS_TASKS);
        for (size_t i = 0; i < report.ntasks; i++) {
            assert_true(report.tasks[i].nholds <= HOOKS_LOCKS);
            assert_true(report.tasks[i].wait <= HOOKS_QUEUE);
            assert_true(report.tasks[i].kind <= HOOKS_PROCESS);
        }
        hooked_report_release(&report);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_hooked__is_found_by_a_variable),
        TEST(test_hooked__says_when_nobody_came),
        TEST(test_hooked__keeps_its_size),
        TEST(test_hooked__tells_who_took_part),
        TEST(test_hooked__tells_who_has_what_is_waited_for),
        TEST(test_hooked__tells_a_pair_once),
        TEST(test_hooked__survives_whatever_stands_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
