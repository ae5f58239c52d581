/*
 * A hang in words.  A lock is called by its name where that is known, else by
 * its address, so that two can be told apart.
 */
#include "run/hang_sentence.h"

#include <inttypes.h>

#include "base/file.h"
#include "base/str.h"

/* More than that nobody reads. */
#define TASKS_TOLD 6

static void
add_object(struct str *text, const struct hang_task *task, const char *kind)
{
    str_add(text, kind);
    if (task->object[0])
        str_add_format(text, " `%s`", task->object);
    else if (task->address)
        str_add_format(text, " %#" PRIx64, task->address);
}

static void
add_lock(struct str *text, const struct hang *hang,
         const struct hang_task *task, const char *kind)
{
    str_add(text, "waits for ");
    add_object(text, task, kind);
    if (task->who == HANG_HOLDER_TASK && task->holder < hang->ntasks) {
        const struct hang_task *holder = &hang->tasks[task->holder];

        if (holder == task)
            str_add(text, ", which it holds itself");
        else
            str_add_format(text, ", which %s holds", holder->label);
    } else if (task->who == HANG_HOLDER_GONE) {
        str_add(text, ", whose holder is gone");
    } else if (task->who == HANG_HOLDER_ELSEWHERE) {
        str_add(text, ", which is free: it is not made for processes, and "
                      "who unlocked it in another one woke nobody");
    }
}

static void
add_pipe(struct str *text, const struct hang *hang,
         const struct hang_task *task, bool read)
{
    bool told = task->who == HANG_HOLDER_TASK && task->holder < hang->ntasks;
    const struct hang_task *holder =
        told ? &hang->tasks[task->holder] : NULL;

    str_add(text, read ? "reads from an empty pipe"
                       : "writes to a full pipe");
    if (!told)
        return;
    if (holder->pid == task->pid)
        str_add_format(text, " whose other end it has open itself");
    else
        str_add_format(text, " whose other end %s has open", holder->label);
}

static void
add_other(struct str *text, const struct hang *hang,
          const struct hang_task *task, const char *what)
{
    str_add_format(text, "waits for the end of %s", what);
    if (task->who == HANG_HOLDER_TASK && task->holder < hang->ntasks)
        str_add_format(text, "%s%s", *what ? ", " : "",
                       hang->tasks[task->holder].label);
}

static void
add_barrier(struct str *text, const struct hang_task *task)
{
    str_add(text, "waits at ");
    add_object(text, task, "barrier");
    str_add_format(text, ", where %u of %u have come", task->arrived,
                   task->needed);
}

/* What has no holder.  False: it is none of these. */
static bool
add_ownerless(struct str *text, const struct hang_task *task)
{
    static const struct {
        enum hang_wait wait;
        const char *verb;
        const char *kind;
    } waits[] = {
        {HANG_CONDITION, "waits for a signal to ", "condition variable"},
        {HANG_SEMAPHORE, "waits for a post to ", "semaphore"},
        {HANG_EVENT, "waits until somebody sets ", "event"},
        {HANG_QUEUE_EMPTY, "waits for an item in ", "empty queue"},
        {HANG_QUEUE_FULL, "waits for room in ", "full queue"},
        {HANG_WORD, "waits for something in memory, ", "at"},
    };

    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        if (waits[i].wait != task->wait)
            continue;
        str_add(text, waits[i].verb);
        add_object(text, task, waits[i].kind);
        return true;
    }
    return false;
}

static void
add_wait(struct str *text, const struct hang *hang,
         const struct hang_task *task)
{
    static const char *const plain[] = {
        [HANG_RUNS] = "was running",
        [HANG_STOPPED] = "is stopped by a signal",
        [HANG_TIME] = "sleeps for a time",
        [HANG_IPC] = "waits for a System V semaphore or message",
        [HANG_SIGNAL] = "waits for a signal",
        [HANG_POLL] = "waits for any of several descriptors",
        [HANG_UNKNOWN] = "waits for something that is not known",
        [HANG_HELPER] = "waits for nothing",
    };

    switch (task->wait) {
    case HANG_MUTEX:
        add_lock(text, hang, task, "mutex");
        break;
    case HANG_RWLOCK:
        add_lock(text, hang, task, "rwlock");
        break;
    case HANG_FILE_LOCK:
        add_lock(text, hang, task, "a lock on a file");
        break;
    case HANG_BARRIER:
        add_barrier(text, task);
        break;
    case HANG_JOIN:
        add_other(text, hang, task, "");
        break;
    case HANG_CHILD:
        add_other(text, hang, task, "a child");
        break;
    case HANG_PIPE_READ:
    case HANG_PIPE_WRITE:
        add_pipe(text, hang, task, task->wait == HANG_PIPE_READ);
        break;
    default:
        if (!add_ownerless(text, task))
            str_add(text, plain[task->wait]);
    }
}

/* "thread 1 (in add(), counter.c:17)" */
static void
add_task(struct str *text, const struct hang_task *task)
{
    const struct hang_frame *place = hang_place(task);

    str_add(text, task->label);
    if (!place)
        return;
    str_add_format(text, " (in %s()", place->function);
    if (place->line)
        str_add_format(text, ", %s:%d", path_name(place->file), place->line);
    str_add_char(text, ')');
}

/* Of those that count for this kind of hang. */
static bool
is_told(const struct hang *hang, const struct hang_task *task)
{
    if (task->wait == HANG_HELPER)
        return false;
    return hang->kind != HANG_SPINNING || task->wait == HANG_RUNS;
}

static void
add_all(struct str *text, const struct hang *hang)
{
    size_t count = hang->ncycle ? hang->ncycle : hang->ntasks, told = 0;

    for (size_t i = 0; i < count; i++) {
        size_t task = hang->ncycle ? hang->cycle[i] : i;

        if (!is_told(hang, &hang->tasks[task]) || told++ >= TASKS_TOLD)
            continue;
        if (told > 1)
            str_add(text, "; ");
        add_task(text, &hang->tasks[task]);
        str_add_char(text, ' ');
        add_wait(text, hang, &hang->tasks[task]);
    }
    if (told > TASKS_TOLD)
        str_add_format(text, "; and %zu more", told - TASKS_TOLD);
}

static bool
is_for_ever(const struct hang *hang)
{
    for (size_t i = 0; i < hang->ntasks; i++)
        if (!hang->tasks[i].stuck)
            return false;
    return true;
}

char *
hang_sentence(const struct hang *hang)
{
    struct str text = STR_INIT;

    if (hang->kind == HANG_WAITING)
        str_add(&text, is_for_ever(hang) ? "Nobody is left to go on: "
                                         : "At its time limit ");
    else if (hang->kind == HANG_SPINNING)
        str_add(&text, "At its time limit ");
    add_all(&text, hang);
    if (text.len && text.data[0] >= 'a' && text.data[0] <= 'z')
        text.data[0] = (char)(text.data[0] - 'a' + 'A');
    return str_detach(&text);
}
