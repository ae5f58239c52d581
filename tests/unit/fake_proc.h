/*
 * A folder that looks like /proc, and a sampler that reads it.  Tests write
 * into it what the kernel would say, so that every figure is known.
 */
#ifndef UNIT_FAKE_PROC_H
#define UNIT_FAKE_PROC_H

#include <inttypes.h>
#include <sys/types.h>

#include "sample/sampler.h"

#define FAKE_ROOT 100

struct fake_proc {
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

/* cmocka's: *state is a struct fake_proc with two cores and the root. */
int fake_set_up(void **state);
int fake_tear_down(void **state);

/* A reading, 100 ms after the one before. */
void fake_read_next(struct fake_proc *proc);

void fake_write_file(const struct fake_proc *proc, const char *name,
                     const char *text);
/* The name is made of pid and tid. */
void fake_write_named(const struct fake_proc *proc, const char *text,
                      const char *format, pid_t pid, pid_t tid)
    __attribute__((format(printf, 3, 0)));
void fake_write_task(const struct fake_proc *proc,
                     const struct fake_task *task);
void fake_write_children(const struct fake_proc *proc, pid_t pid,
                         const char *list);
/* Two cores, in ticks. */
void fake_write_cores(const struct fake_proc *proc, int busy0, int idle0,
                      int busy1, int idle1);
/* A file, or a folder with all in it. */
void fake_remove(const struct fake_proc *proc, const char *name);

#endif
