#include "fake_proc.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"

void
fake_write_file(const struct fake_proc *proc, const char *name,
                const char *text)
{
    char *path = path_join(proc->folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    free(path);
}

void
fake_write_named(const struct fake_proc *proc, const char *text,
                 const char *format, pid_t pid, pid_t tid)
{
    char name[80];

    snprintf(name, sizeof name, format, pid, tid);
    fake_write_file(proc, name, text);
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

void
fake_write_task(const struct fake_proc *proc, const struct fake_task *task)
{
    char folder[sizeof proc->folder + 40];
    char *stat = stat_text(task);
    char *sched = str_format("%" PRIu64 "000000 %" PRIu64 "000000 5\n",
                             task->run_ms, task->wait_ms);

    snprintf(folder, sizeof folder, "%s/%d/task/%d", proc->folder, task->pid,
             task->tid);
    assert_int_equal(dir_make(folder), 0);
    fake_write_named(proc, stat, "%d/task/%d/stat", task->pid, task->tid);
    fake_write_named(proc, sched, "%d/task/%d/schedstat", task->pid, task->tid);
    if (task->pid == task->tid)
        fake_write_named(proc, stat, "%d/stat", task->pid, 0);
    free(stat);
    free(sched);
}

void
fake_write_children(const struct fake_proc *proc, pid_t pid, const char *list)
{
    fake_write_named(proc, list, "%d/task/%d/children", pid, pid);
}

void
fake_write_cores(const struct fake_proc *proc, int busy0, int idle0, int busy1,
                 int idle1)
{
    char *text = str_format("cpu  1 2 3 4\ncpu0 %d 0 0 %d\ncpu1 %d 0 0 %d\n"
                            "intr 0\n",
                            busy0, idle0, busy1, idle1);

    fake_write_file(proc, "stat", text);
    free(text);
}

static int
remove_one(const char *path, const struct stat *stat, int type, struct FTW *ftw)
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

void
fake_remove(const struct fake_proc *proc, const char *name)
{
    char *path = path_join(proc->folder, name);

    remove_path(path);
    free(path);
}

int
fake_set_up(void **state)
{
    struct fake_proc *proc = calloc(1, sizeof *proc);
    const struct fake_task root = {FAKE_ROOT, FAKE_ROOT, "root", 'S', 1,
                                   7,         0,         50,     0};

    strcpy(proc->folder, "/dev/shm/racecourse-sampler-XXXXXX");
    if (!mkdtemp(proc->folder)) {
        strcpy(proc->folder, "/tmp/racecourse-sampler-XXXXXX");
        assert_non_null(mkdtemp(proc->folder));
    }
    fake_write_cores(proc, 1000, 1000, 1000, 1000);
    fake_write_task(proc, &root);
    fake_write_children(proc, FAKE_ROOT, "");
    proc->now = 50 * CLOCK_SECOND;
    *state = proc;
    return 0;
}

int
fake_tear_down(void **state)
{
    struct fake_proc *proc = *state;

    sampler_free(proc->sampler);
    history_release(&proc->history);
    remove_path(proc->folder);
    free(proc);
    return 0;
}

void
fake_read_next(struct fake_proc *proc)
{
    if (!proc->sampler)
        assert_int_equal(sampler_new(proc->folder, FAKE_ROOT, &proc->sampler),
                         0);
    assert_int_equal(sampler_read(proc->sampler, proc->now, &proc->history), 0);
    proc->now += CLOCK_SECOND / 10;
}
