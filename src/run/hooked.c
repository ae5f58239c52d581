/*
 * The tutor's side of the memory that hooks write to.  It is sealed, so that
 * a program that makes it shorter cannot end the tutor.
 */
#include "run/hooked.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "run/runner.h"

#define GET(field) atomic_load_explicit(&(field), memory_order_acquire)

struct hooked {
    int fd;
    struct hooks *memory;
    char *variable;
    const char *env[2];
};

int
hooked_new(uint64_t seed, struct hooked **ret_hooked)
{
    struct hooked *hooked = mem_new(sizeof *hooked);
    int error;

    hooked->memory = MAP_FAILED;
    hooked->fd = memfd_create("hooks", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (hooked->fd < 0 || ftruncate(hooked->fd, HOOKS_SIZE) < 0 ||
        fcntl(hooked->fd, F_ADD_SEALS,
              F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) < 0)
        goto fail;
    hooked->memory = mmap(NULL, HOOKS_SIZE, PROT_READ | PROT_WRITE,
                          MAP_SHARED, hooked->fd, 0);
    if (hooked->memory == MAP_FAILED)
        goto fail;
    hooked->memory->seed = seed;
    hooked->memory->magic = HOOKS_MAGIC;
    hooked->variable = str_format("%s=%d", HOOKS_VARIABLE, RUNNER_KEPT_FD);
    hooked->env[0] = hooked->variable;
    *ret_hooked = hooked;
    return 0;
fail:
    error = -errno;
    hooked_free(hooked);
    return error;
}

void
hooked_free(struct hooked *hooked)
{
    if (!hooked)
        return;
    if (hooked->memory != MAP_FAILED)
        munmap(hooked->memory, HOOKS_SIZE);
    if (hooked->fd >= 0)
        close(hooked->fd);
    free(hooked->variable);
    free(hooked);
}

void
hooked_make_idle(struct hooked *hooked)
{
    hooked->memory->idle = 1;
}

int
hooked_fd(const struct hooked *hooked)
{
    return hooked->fd;
}

const char *const *
hooked_env(const struct hooked *hooked)
{
    return hooked->env;
}

static uint64_t
in_file(const struct hooks *memory, uint64_t pc)
{
    return pc ? pc - GET(memory->bias) : 0;
}

static uint64_t
place(const struct hooks *memory, uint64_t address, bool *ret_in_program)
{
    *ret_in_program = address >= GET(memory->image_low) &&
                      address < GET(memory->image_high);
    return *ret_in_program ? address - GET(memory->bias) : address;
}

static size_t
read_locks(const struct hooks *memory, const struct hooks_lock *from,
           struct hooked_lock *locks)
{
    size_t count = 0;

    for (size_t i = 0; i < HOOKS_LOCKS && GET(from[i].address); i++) {
        struct hooked_lock *lock = &locks[count++];

        lock->address = place(memory, GET(from[i].address),
                              &lock->in_program);
        lock->pc = in_file(memory, GET(from[i].pc));
        lock->object = GET(from[i].object);
    }
    return count;
}

static void
read_wait(const struct hooks *memory, const struct hooks_task *from,
          struct hooked_task *task)
{
    task->wait_task = HOOKS_NOBODY;
    if (GET(from->turn) % 2 == 0)
        return;
    task->wait = GET(from->wait) <= HOOKS_QUEUE ? GET(from->wait)
                                                : HOOKS_NOTHING;
    task->wait_address = place(memory, GET(from->wait_address),
                               &task->wait_in_program);
    task->wait_pc = in_file(memory, GET(from->wait_pc));
    task->wait_object = GET(from->wait_object);
    task->wait_task = GET(from->wait_task);
}

static void
read_task(const struct hooks *memory, uint32_t number,
          struct hooked_task *task)
{
    const struct hooks_task *from = &memory->task[number];

    task->number = number;
    task->kind = GET(from->kind) <= HOOKS_PROCESS ? GET(from->kind)
                                                  : HOOKS_THREAD;
    task->creator = GET(from->creator);
    task->pid = GET(from->pid);
    task->tid = GET(from->tid);
    task->start = in_file(memory, GET(from->start));
    task->ended = GET(from->state) != HOOKS_RUNNING;
    task->returned = GET(from->returned);
    task->wrote = GET(from->wrote);
    task->heard = GET(from->heard);
    task->serves = GET(from->serves);
    task->calls = GET(from->calls);
    task->entries = GET(from->entries);
    task->reads = GET(from->reads);
    task->writes = GET(from->writes);
    task->changes = GET(from->changes);
    for (size_t i = 0; i < HOOKS_SITES; i++)
        task->sites[i] = in_file(memory, GET(from->site[i]));
    task->took_part = !task->serves &&
                      (task->writes || task->changes || task->returned ||
                       task->wrote ||
                       (task->kind == HOOKS_PROCESS && task->entries));
    read_wait(memory, from, task);
    task->nholds = read_locks(memory, from->holds, task->holds);
}

/* Who has what a task waits for, if one alone has it. */
static void
find_holders(struct hooked_report *report)
{
    for (size_t i = 0; i < report->ntasks; i++) {
        struct hooked_task *task = &report->tasks[i];

        for (size_t j = 0; task->wait_object && j < report->ntasks; j++)
            for (size_t n = 0; n < report->tasks[j].nholds; n++)
                if (report->tasks[j].holds[n].object == task->wait_object)
                    task->wait_task = report->tasks[j].number;
    }
}

/* What only a process of its own has heard orders none of its threads. */
static bool
a_thread_heard(const struct hooked_report *report)
{
    for (size_t i = 0; i < report->ntasks; i++)
        for (size_t j = 0; report->tasks[i].heard && j < report->ntasks; j++)
            if (report->tasks[j].pid == report->tasks[i].pid &&
                report->tasks[j].kind == HOOKS_THREAD)
                return true;
    return false;
}

/* A row without a thread is of one that could not be made. */
static void
read_tasks(const struct hooks *memory, struct hooked_report *report)
{
    uint32_t count = GET(memory->ntasks);

    report->nworkers = count ? count - 1 : 0;
    if (count > HOOKS_TASKS)
        count = HOOKS_TASKS;
    report->tasks = mem_resize(NULL, count + 1, sizeof *report->tasks);
    for (uint32_t i = 0; i < count; i++) {
        struct hooked_task *task = &report->tasks[report->ntasks];

        *task = (struct hooked_task){0};
        read_task(memory, i, task);
        if (GET(memory->task[i].state) == HOOKS_UNUSED || !task->pid)
            continue;
        report->nworkers -= task->serves;
        report->took_part += task->took_part && task->kind != HOOKS_MAIN;
        report->ntasks++;
    }
    find_holders(report);
    report->heard = a_thread_heard(report);
}

static void
read_side(const struct hooks *memory, const struct hooks_side *from,
          struct hooked_side *side)
{
    side->task = GET(from->task);
    side->writes = GET(from->access) & HOOKS_WRITE;
    side->atomic = GET(from->access) & HOOKS_ATOMIC;
    side->size = GET(from->size);
    side->address = place(memory, GET(from->address), &side->in_program);
    side->pc = in_file(memory, GET(from->pc));
    for (size_t i = 0; i < HOOKS_FRAMES && GET(from->callers[i]); i++)
        side->callers[side->ncallers++] =
            in_file(memory, GET(from->callers[i]));
    side->nholds = read_locks(memory, from->holds, side->holds);
}

/* A pair may have been found by two at once. */
static bool
is_known(const struct hooked_report *report, const struct hooked_race *race)
{
    for (size_t i = 0; i < report->nraces; i++) {
        const struct hooked_race *old = &report->races[i];

        if ((old->side[0].pc == race->side[0].pc &&
             old->side[1].pc == race->side[1].pc) ||
            (old->side[0].pc == race->side[1].pc &&
             old->side[1].pc == race->side[0].pc))
            return true;
    }
    return false;
}

static void
read_races(const struct hooks *memory, struct hooked_report *report)
{
    for (size_t i = 0; i < HOOKS_RACES; i++) {
        struct hooked_race race = {0};

        if (GET(memory->race[i].ready) != 1)
            continue;
        for (int n = 0; n < 2; n++)
            read_side(memory, &memory->race[i].side[n], &race.side[n]);
        race.pointer = in_file(memory, GET(memory->race[i].pointer));
        race.pointed = GET(memory->race[i].pointed);
        if (!is_known(report, &race))
            report->races[report->nraces++] = race;
    }
}

static void
read_deadlock(const struct hooks *memory, struct hooked_report *report)
{
    uint32_t count = GET(memory->nlinks);

    if (GET(memory->deadlock) != 2)
        return;
    for (uint32_t i = 0; i < count && i < HOOKS_CYCLE; i++) {
        const struct hooks_link *from = &memory->link[i];
        struct hooked_link *link = &report->deadlock[report->nlinks++];

        link->task = GET(from->task);
        link->wait = GET(from->wait) <= HOOKS_QUEUE ? GET(from->wait)
                                                    : HOOKS_NOTHING;
        link->wait_address = place(memory, GET(from->wait_address),
                                   &link->wait_in_program);
        link->wait_pc = in_file(memory, GET(from->wait_pc));
        link->held_pc = in_file(memory, GET(from->held_pc));
    }
}

int
hooked_read(const struct hooked *hooked, struct hooked_report *report)
{
    const struct hooks *memory = hooked->memory;
    uint32_t blind = GET(memory->blind);

    *report = (struct hooked_report)HOOKED_REPORT_INIT;
    if (!GET(memory->started))
        return -EAGAIN;
    report->started = true;
    report->blind = blind <= HOOKS_STRANGER ? blind : HOOKS_STRANGER;
    report->fenced = GET(memory->fenced);
    report->unwatched = GET(memory->unwatched);
    report->yields = GET(memory->yields);
    report->yield_seconds = (double)GET(memory->yield_ns) / 1e9;
    report->bias = GET(memory->bias);
    report->most_at_once = GET(memory->most_at_once);
    read_tasks(memory, report);
    read_races(memory, report);
    read_deadlock(memory, report);
    return 0;
}

uint64_t
hooked_deeds(const struct hooked_task *task)
{
    return task->entries + task->reads + task->writes + task->changes +
           task->calls;
}

void
hooked_report_release(struct hooked_report *report)
{
    free(report->tasks);
    *report = (struct hooked_report)HOOKED_REPORT_INIT;
}
