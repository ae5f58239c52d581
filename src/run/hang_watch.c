/*
 * A look reads what all tasks wait for, finds those whom nobody can wake,
 * and makes sure that none of them moved meanwhile.  That could still be a
 * picture of a moment (a task that has just appeared was not in it), so the
 * next reading has to show the same tasks in the same place, not moved.
 *
 * A cycle is a hang whatever the others do.  Without one, some of a program
 * may well wait for ever until its main thread ends all of it: then it counts
 * only when all wait.
 */
#include "run/hang_watch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "run/hang_sentence.h"
#include "run/hang_where.h"
#include "run/scene.h"

/* Of a core, at most, for looking. */
#define COST_SHARE 50

/* More tasks than anybody would explain take too long to look at. */
#define TASKS_MAX 1000

/* Those that run may be stopped to see where they are. */
#define MAY_STOP 1

/* Between the two looks at a run that has to end, in microseconds: a tick of
 * the kernel's clock, several times. */
#define CONFIRM_US 20000

/* What a scene shows. */
struct finding {
    enum hang_kind kind;
    size_t *cycle;
    size_t ncycle;
};

static bool
is_lock(enum hang_wait wait)
{
    return wait == HANG_MUTEX || wait == HANG_RWLOCK ||
           wait == HANG_FILE_LOCK;
}

/*
 * Where all wait but for those that sleep for a time, a sanitizer's helper
 * may be all of these: it wakes now and then, and nobody else.  Returns
 * whether there is any, and it is taken to be nobody.
 */
static bool
leave_out_helpers(struct scene *scene)
{
    bool any = false;

    for (size_t i = 0; i < scene->count; i++)
        if (scene->knot_tasks[i].end == KNOT_ITSELF &&
            scene->hang_tasks[i].wait != HANG_TIME)
            return false;
    for (size_t i = 0; i < scene->count; i++) {
        if (!hang_is_helper(scene, i))
            continue;
        scene->knot_tasks[i].end = KNOT_NOBODY;
        scene->hang_tasks[i].wait = HANG_HELPER;
        any = true;
    }
    return any;
}

static void
find(struct scene *scene, struct finding *finding)
{
    size_t count = scene->count;
    size_t stuck = knot_find(scene->knot_tasks, count);

    if (stuck < count && leave_out_helpers(scene))
        stuck = knot_find(scene->knot_tasks, count);
    for (size_t i = 0; i < count; i++)
        scene->hang_tasks[i].stuck = scene->knot_tasks[i].stuck;
    if (stuck == 0)
        return;
    finding->ncycle = knot_cycle(scene->knot_tasks, count, finding->cycle);
    if (finding->ncycle > 1 ||
        (finding->ncycle == 1 &&
         is_lock(scene->hang_tasks[finding->cycle[0]].wait)))
        finding->kind = HANG_DEADLOCK;
    else
        finding->ncycle = 0;
    if (finding->kind == HANG_NONE && stuck == count)
        finding->kind = HANG_WAITING;
}

/* A task that is part of it: not moved, and where.  0: it moved. */
static uint64_t
sign_task(struct scene *scene, size_t index, uint64_t sign)
{
    const struct hang_task *task = &scene->hang_tasks[index];
    const struct scene_task *seen = &scene->tasks[index];

    if (task->wait == HANG_HELPER)
        return sign;
    if (!scene_is_still(scene, index))
        return 0;
    sign = hash_add(sign, &task->tid, sizeof task->tid);
    sign = hash_add(sign, &task->holder, sizeof task->holder);
    sign = hash_add(sign, &seen->switches, sizeof seen->switches);
    sign = hash_add(sign, seen->blocked.args, sizeof seen->blocked.args);
    return hash_add(sign, &seen->blocked.sp, sizeof seen->blocked.sp);
}

/* 0: nothing, or nothing that stood still. */
static uint64_t
sign(struct scene *scene, const struct finding *finding)
{
    uint64_t sign = HASH_INIT + finding->kind;
    size_t count = finding->ncycle ? finding->ncycle : scene->count;

    if (finding->kind == HANG_NONE)
        return 0;
    for (size_t i = 0; i < count && sign; i++)
        sign = sign_task(scene, finding->ncycle ? finding->cycle[i] : i,
                         sign);
    return sign;
}

/* All that the scene knows becomes the hang's. */
static void
take(struct scene *scene, struct finding *finding, unsigned flags,
     struct hang *ret_hang)
{
    *ret_hang = (struct hang){.kind = finding->kind,
                              .tasks = scene->hang_tasks,
                              .ntasks = scene->count,
                              .cycle = finding->cycle,
                              .ncycle = finding->ncycle};
    finding->cycle = NULL;
    hang_where(scene, ret_hang);
    if (flags & MAY_STOP)
        hang_where_running(scene, ret_hang);
    ret_hang->sentence = hang_sentence(ret_hang);
    scene->hang_tasks = NULL;
}

static bool
is_seen_whole(const struct history *history)
{
    return history->nworkers > 0 && history->unseen_workers == 0 &&
           history->nworkers <= TASKS_MAX;
}

int
hang_watch_look(struct hang_watch *watch, const struct history *history,
                struct hang *ret_hang)
{
    int64_t began = clock_now();
    struct finding finding = {0};
    struct scene *scene;
    uint64_t seen;
    int found = 0;

    if (began < watch->next || !is_seen_whole(history) ||
        scene_new(history, &scene) < 0)
        return 0;
    finding.cycle = mem_new((scene->count + 1) * sizeof *finding.cycle);
    find(scene, &finding);
    seen = sign(scene, &finding);
    if (seen && seen == watch->seen && history->readings > watch->reading) {
        take(scene, &finding, 0, ret_hang);
        found = 1;
    }
    watch->seen = seen;
    watch->reading = history->readings;
    free(finding.cycle);
    scene_free(scene);
    watch->next = clock_now();
    watch->next += (watch->next - began) * COST_SHARE;
    return found;
}

/* Whether another look, a moment later, sees the same, and nothing of it has
 * moved meanwhile. */
static bool
is_seen_again(const struct history *history, uint64_t seen)
{
    struct finding finding = {0};
    struct scene *scene;
    bool same;

    usleep(CONFIRM_US);
    if (!seen || scene_new(history, &scene) < 0)
        return false;
    finding.cycle = mem_new((scene->count + 1) * sizeof *finding.cycle);
    find(scene, &finding);
    same = sign(scene, &finding) == seen;
    free(finding.cycle);
    scene_free(scene);
    return same;
}

/* What moved was not waiting for ever, and who waits for it may not have
 * been. */
static void
doubt_what_moved(const struct history *history, struct scene *scene,
                 struct finding *finding)
{
    if (finding->kind == HANG_NONE ||
        is_seen_again(history, sign(scene, finding)))
        return;
    for (size_t i = 0; i < scene->count; i++)
        scene->hang_tasks[i].stuck = false;
    finding->kind = HANG_NONE;
    finding->ncycle = 0;
}

int
hang_explain(const struct history *history, struct hang *ret_hang)
{
    struct finding finding = {0};
    struct scene *scene;
    int error = scene_new(history, &scene);

    if (error)
        return error;
    finding.cycle = mem_new((scene->count + 1) * sizeof *finding.cycle);
    find(scene, &finding);
    doubt_what_moved(history, scene, &finding);
    if (finding.kind == HANG_NONE)
        for (size_t i = 0; i < scene->count; i++)
            if (scene->hang_tasks[i].wait == HANG_RUNS)
                finding.kind = HANG_SPINNING;
    if (finding.kind == HANG_NONE && scene->count)
        finding.kind = HANG_WAITING;
    take(scene, &finding, MAY_STOP, ret_hang);
    free(finding.cycle);
    scene_free(scene);
    return 0;
}
