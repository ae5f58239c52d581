/* Threads and processes: how they begin, end, and are waited for. */
#ifndef GUEST_HOOKS_TASK_H
#define GUEST_HOOKS_TASK_H

#include <sys/types.h>

#include "guest/hooks/self.h"

/* The program begins. */
void hk_task_begin_main(void);

/*
 * Make one that knows what `self` knows, before the thread or process is
 * made.  HOOKS_NOBODY: there is no room, and nothing is said of races any
 * more.
 */
uint32_t hk_task_new(struct self *self, enum hooks_kind kind, uint64_t start);
/* From here on it counts as at work, unless it only serves. */
void hk_task_made(uint32_t number);
/* It could not be made after all. */
void hk_task_drop(uint32_t number);

/* This thread, or this process, is that task. */
void hk_task_become(uint32_t number, uint64_t random);
void hk_task_end(struct self *self);

/* Nobody will wait for it. */
void hk_task_detached(uint32_t number);

/* They have ended, and this task was told. */
void hk_task_joined(struct self *self, uint32_t number);
/* False: nothing was known of it. */
bool hk_task_process_joined(struct self *self, pid_t pid);

/* The thread of this process with that handle; HOOKS_NOBODY. */
uint32_t hk_task_of_thread(const struct self *self, uint64_t handle);
/* The first task of that process. */
uint32_t hk_task_of_process(pid_t pid);

static inline struct hooks_task *
hk_task_at(uint32_t number)
{
    return &hk_region->head.task[number];
}

#endif
