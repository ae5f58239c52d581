/*
 * Where in the program its tasks stand.  This takes milliseconds, and is done
 * once, for what is told.
 */
#include "run/hang_where.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/peek.h"
#include "run/pointers.h"
#include "symbols/unwind.h"

/* At one that runs; and for all of these, since the tutor waits. */
#define LOOKS 3
#define LOOKS_BUDGET (40 * CLOCK_MS)

/* Of tasks that are not part of a cycle. */
#define TASKS_LOCATED 16

/* An unwinder of the process that was last asked for. */
struct where {
    struct scene *scene;
    pid_t pid;
    struct unwinder *unwinder;  /* or NULL */
};

static int
read_memory(void *arg, uint64_t address, void *buf, size_t len)
{
    const struct hang_task *task = arg;
    struct iovec local = {buf, len};
    struct iovec remote = {(void *)(uintptr_t)address, len};

    return process_vm_readv(task->tid, &local, 1, &remote, 1, 0) ==
                   (ssize_t)len
               ? 0
               : -EFAULT;
}

static struct unwinder *
unwinder_of(struct where *where, pid_t pid)
{
    if (where->pid == pid)
        return where->unwinder;
    unwinder_free(where->unwinder);
    where->pid = pid;
    where->unwinder = NULL;
    unwinder_new(scene_maps(where->scene, pid), NULL, &where->unwinder);
    return where->unwinder;
}

static void
copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

static bool
is_system(const char *module)
{
    return !module || !strncmp(module, "/usr/", 5) ||
           !strncmp(module, "/lib", 4);
}

/* Of a program without lines, whatever is not in a library of the system. */
static const struct unwind_frame *
own_frame(const struct unwind_frame *frames, size_t count)
{
    const struct unwind_frame *own = unwind_own(frames, count);

    for (size_t i = 0; i < count && !own; i++)
        if (frames[i].symbol.function && !is_system(frames[i].module))
            own = &frames[i];
    return own;
}

static void
take_frames(struct hang_task *task, const struct unwind_frame *frames,
            size_t count)
{
    const struct unwind_frame *own = own_frame(frames, count);

    task->frames = mem_new(count * sizeof *task->frames);
    task->nframes = count;
    for (size_t i = 0; i < count; i++) {
        struct hang_frame *frame = &task->frames[i];

        frame->pc = frames[i].address;
        copy(frame->function, sizeof frame->function,
             frames[i].symbol.function);
        copy(frame->file, sizeof frame->file, frames[i].symbol.file);
        frame->line = frames[i].symbol.line;
        frame->foreign = &frames[i] != own &&
                         symbol_is_foreign(&frames[i].symbol);
    }
}

static size_t
size_of(enum hang_wait wait)
{
    switch (wait) {
    case HANG_MUTEX:
        return sizeof(pthread_mutex_t);
    case HANG_RWLOCK:
        return sizeof(pthread_rwlock_t);
    case HANG_CONDITION:
        return sizeof(pthread_cond_t);
    case HANG_SEMAPHORE:
        return sizeof(sem_t);
    case HANG_BARRIER:
        return sizeof(pthread_barrier_t);
    case HANG_WORD:
        return sizeof(int);
    default:
        return 0;
    }
}

/* A variable that points to it. */
static bool
name_pointer(struct where *where, struct hang_task *task, struct str *name)
{
    const struct pointers_memory memory = {
        .maps = scene_maps(where->scene, task->pid),
        .read = read_memory,
        .arg = task,
    };
    uint64_t from = 0, at;

    for (; pointers_find(&memory, task->address, from, &at); from = at + 1)
        if (unwinder_variable(where->unwinder, at, sizeof at, name) == 0)
            return true;
    return false;
}

static void
name_object(struct where *where, struct hang_task *task)
{
    struct str name = STR_INIT;
    size_t size = size_of(task->wait);

    if (task->address &&
        (task->whole ? name_pointer(where, task, &name)
                     : size && unwinder_variable(where->unwinder,
                                                 task->address, size,
                                                 &name) == 0))
        copy(task->object, sizeof task->object, str_text(&name));
    str_release(&name);
}

/* What libc's functions wait for, by the beginning of their names, without
 * underscores. */
static const struct {
    const char *function;
    enum hang_wait wait;
} callers[] = {
    {"pthread_mutex_", HANG_MUTEX},
    {"pthread_rwlock_", HANG_RWLOCK},
    {"pthread_cond_", HANG_CONDITION},
    {"pthread_barrier_", HANG_BARRIER},
    {"pthread_join", HANG_JOIN},
    {"pthread_clockjoin", HANG_JOIN},
    {"pthread_timedjoin", HANG_JOIN},
    {"sem_wait", HANG_SEMAPHORE},
    {"new_sem_wait", HANG_SEMAPHORE},
    {"mtx_lock", HANG_MUTEX},
    {"cnd_wait", HANG_CONDITION},
    {"thrd_join", HANG_JOIN},
};

/* HANG_UNKNOWN: it is in none of these. */
static enum hang_wait
wait_of_frames(const struct hang_task *task)
{
    for (size_t i = 0; i < task->nframes; i++) {
        const char *name = task->frames[i].function;

        if (!task->frames[i].foreign)
            break;
        name += strspn(name, "_");
        for (size_t k = 0; k < sizeof callers / sizeof *callers; k++)
            if (!strncmp(name, callers[k].function,
                         strlen(callers[k].function)))
                return callers[k].wait;
    }
    return HANG_UNKNOWN;
}

/* A lock of libc's own, such as malloc()'s, has no holder where others do. */
static void
believe_frames(struct hang_task *task)
{
    enum hang_wait said = wait_of_frames(task);

    if (task->wait == HANG_WORD && said != HANG_UNKNOWN) {
        task->wait = said;
    } else if (task->who == HANG_HOLDER_GONE && said == HANG_UNKNOWN &&
               hang_place(task)) {
        task->wait = HANG_WORD;
        task->who = HANG_HOLDER_UNKNOWN;
    }
}

static void
locate(struct where *where, struct hang_task *task)
{
    struct unwind_frame frames[HANG_FRAMES];
    struct unwind_thread thread = {.pc = task->pc, .sp = task->sp,
                                   .read = read_memory, .arg = task};
    struct unwinder *unwinder = unwinder_of(where, task->pid);

    if (!unwinder || task->sp == 0)
        return;
    take_frames(task, frames,
                unwinder_frames(unwinder, &thread, HANG_FRAMES, frames));
    believe_frames(task);
    name_object(where, task);
}

void
hang_where(struct scene *scene, struct hang *hang)
{
    struct where where = {.scene = scene};

    for (size_t i = 0; i < hang->ncycle; i++)
        locate(&where, &hang->tasks[hang->cycle[i]]);
    for (size_t i = 0; i < hang->ntasks && i < TASKS_LOCATED; i++)
        if (!hang->tasks[i].frames)
            locate(&where, &hang->tasks[i]);
    unwinder_free(where.unwinder);
}

/* ---- those that run */

/* How many of the outermost calls are the same in both. */
static size_t
count_common(const struct hang_task *task, const struct unwind_frame *frames,
             size_t count)
{
    size_t common = 0;

    while (common < task->nframes && common < count) {
        const char *now = frames[count - common - 1].symbol.function;

        if (strncmp(task->frames[task->nframes - common - 1].function,
                    now ? now : "", sizeof task->frames->function - 1))
            break;
        common++;
    }
    return common;
}

/* What it calls comes and goes; where it stays is what all looks share. */
static void
keep_common(struct hang_task *task, const struct unwind_frame *frames,
            size_t count)
{
    size_t common = count_common(task, frames, count);

    memmove(task->frames, task->frames + task->nframes - common,
            common * sizeof *task->frames);
    task->nframes = common;
}

static void
locate_running(struct where *where, struct hang_task *task)
{
    struct unwinder *unwinder = unwinder_of(where, task->pid);
    struct unwind_frame frames[HANG_FRAMES];
    struct peek peek;

    if (!unwinder || peek_begin(task->tid, &peek) < 0)
        return;
    for (int i = 0; i < LOOKS && peek_look(&peek) == 0; i++) {
        struct unwind_thread thread = {.pc = peek.pc, .sp = peek.sp,
                                       .bp = peek.bp, .read = read_memory,
                                       .arg = task};
        size_t count = unwinder_frames(unwinder, &thread, HANG_FRAMES,
                                       frames);

        if (i == 0)
            take_frames(task, frames, count);
        else
            keep_common(task, frames, count);
    }
    peek_end(&peek);
}

void
hang_where_running(struct scene *scene, struct hang *hang)
{
    struct where where = {.scene = scene};
    int64_t until = clock_now() + LOOKS_BUDGET;

    for (size_t i = 0; i < hang->ntasks && clock_now() < until; i++)
        if (hang->tasks[i].wait == HANG_RUNS)
            locate_running(&where, &hang->tasks[i]);
    unwinder_free(where.unwinder);
}

bool
hang_is_helper(struct scene *scene, size_t index)
{
    static const char library[] = "libtsan";
    const struct hang_task *task = &scene->hang_tasks[index];
    struct where where = {.scene = scene};
    struct symbol symbol = {0};
    struct mapping mapping;
    bool is = false;

    if (task->wait != HANG_TIME ||
        !scene_mapping(scene, task->pid, task->pc, &mapping))
        return false;
    if (memmem(mapping.path, mapping.path_len, library, sizeof library - 1))
        return true;
    if (memmem(mapping.path, mapping.path_len, "/libc", 5))
        return false;
    if (unwinder_of(&where, task->pid) &&
        unwinder_find(where.unwinder, task->pc, &symbol) == 0)
        is = symbol.function && (strstr(symbol.function, "__sanitizer") ||
                                 strstr(symbol.function, "__tsan"));
    unwinder_free(where.unwinder);
    return is;
}
