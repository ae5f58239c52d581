/*
 * What all processes of a run have together.
 *
 * Memory is summed up twice: what is in memory of each process is had for
 * nothing, but counts what they share once for each of them.  Only where
 * that is too much the kernel is asked for exact shares, which takes it
 * about a millisecond for 100 MiB.
 *
 * Of files it counts what went to disks.  A folder in memory shows nothing
 * there, so one that lost too much room counts as well, if the program has
 * written as much to anything at all.
 */
#include "run/weigh.h"

#include <fcntl.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/safe.h"

#define LOOK_EVERY (25 * CLOCK_MS)
#define COST_SHARE 20
#define CROWD_SHARE 4           /* of what it may have: many */

static uint64_t
free_in(int folder)
{
    struct statfs stat;

    if (folder < 0 || fstatfs(folder, &stat) < 0)
        return 0;
    return (uint64_t)stat.f_bfree * (uint64_t)stat.f_bsize;
}

void
weigh_init(struct weigh *weigh, const struct limits *limits, const char *cwd)
{
    const char *paths[WEIGH_FOLDERS] = {cwd ? cwd : ".", "/tmp"};

    weigh->limits = limits;
    weigh->crowded = false;
    /* Most runs of a check are over before there is anything to see. */
    weigh->next = clock_now() + LOOK_EVERY;
    for (int i = 0; i < WEIGH_FOLDERS; i++) {
        weigh->folders[i] = open(paths[i], O_PATH | O_DIRECTORY | O_CLOEXEC);
        weigh->free[i] = free_in(weigh->folders[i]);
    }
}

/* A number in a file of a process. */
static uint64_t
number_of(pid_t pid, const char *file, const char *name)
{
    char text[2048];

    return kin_file_read(pid, file, text, sizeof text) < 0
               ? 0
               : safe_number_of(text, name);
}

static bool
lives(const struct kin_process *process)
{
    return process->below && process->state != 'Z';
}

static bool
has_too_much_memory(const struct kin *kin, uint64_t limit)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), rough = 0, exact = 0;

    for (size_t i = 0; i < kin->count; i++)
        if (lives(&kin->items[i]))
            rough += kin->items[i].pages * page;
    if (rough <= limit)
        return false;
    for (size_t i = 0; i < kin->count && exact <= limit; i++)
        if (lives(&kin->items[i]))
            exact += 1024 * number_of(kin->items[i].pid, "smaps_rollup",
                                      "Pss");
    return exact > limit;
}

static bool
has_filled_a_folder(const struct weigh *weigh, uint64_t limit)
{
    for (int i = 0; i < WEIGH_FOLDERS; i++) {
        uint64_t left = free_in(weigh->folders[i]);

        if (weigh->folders[i] >= 0 && left < weigh->free[i] &&
            weigh->free[i] - left > limit)
            return true;
    }
    return false;
}

/* The root has in its own what those had who were waited for. */
static bool
has_written_too_much(const struct weigh *weigh, const struct kin *kin,
                     pid_t root)
{
    uint64_t limit = weigh->limits->files;
    uint64_t disk = number_of(root, "io", "write_bytes");
    uint64_t any = number_of(root, "io", "wchar");

    for (size_t i = 0; i < kin->count; i++)
        if (kin->items[i].below) {
            disk += number_of(kin->items[i].pid, "io", "write_bytes");
            any += number_of(kin->items[i].pid, "io", "wchar");
        }
    return disk > limit || (any > limit && has_filled_a_folder(weigh, limit));
}

static bool
has_too_many(struct weigh *weigh, const struct kin *kin)
{
    const struct limits *limits = weigh->limits;
    uint64_t processes = 0, tasks = 0;

    for (size_t i = 0; i < kin->count; i++)
        if (lives(&kin->items[i])) {
            processes++;
            tasks += kin->items[i].threads;
        }
    weigh->crowded = processes > limits->processes / CROWD_SHARE;
    return processes > limits->processes || tasks > limits->tasks;
}

static enum limits_excess
look(struct weigh *weigh, struct kin *kin, pid_t root)
{
    const struct limits *limits = weigh->limits;

    if (kin_read(kin) < 0)
        return LIMITS_KEPT;
    kin_mark_children(kin, root);
    kin_spread(kin);
    if (limits->processes && has_too_many(weigh, kin))
        return LIMITS_PROCESSES_EXCEEDED;
    if (limits->memory && has_too_much_memory(kin, limits->memory))
        return LIMITS_MEMORY_EXCEEDED;
    if (limits->files && has_written_too_much(weigh, kin, root))
        return LIMITS_FILES_EXCEEDED;
    return LIMITS_KEPT;
}

enum limits_excess
weigh_look(struct weigh *weigh, struct kin *kin, pid_t root)
{
    int64_t began = clock_now(), pause;
    enum limits_excess excess;

    if (began < weigh->next)
        return LIMITS_KEPT;
    excess = look(weigh, kin, root);
    weigh->next = clock_now();
    pause = (weigh->next - began) * COST_SHARE;
    weigh->next += pause > LOOK_EVERY ? pause : LOOK_EVERY;
    return excess;
}
