/*
 * The linker sends calls of NAME to __wrap_NAME, and those of __real_NAME to
 * NAME itself.  hooks.args lists the same names; a test compares them.
 */
#ifndef GUEST_HOOKS_WRAP_H
#define GUEST_HOOKS_WRAP_H

#include <pthread.h>

#include "guest/hooks/self.h"

#define WRAP(type, name, ...) \
    type __real_##name(__VA_ARGS__); \
    __attribute__((visibility("default"))) type __wrap_##name(__VA_ARGS__)

/* The call of the program's own that it comes from: not one in libmp, which
 * is linked with the same wraps. */
#define ASKED (hk_self.asked ? hk_self.asked : CALLER)

/* This task has the mutex, if that is what the result says; or lets it go. */
void hk_mutex_got(struct self *self, struct object *object,
                  pthread_mutex_t *mutex, uint64_t pc, int result);
void hk_mutex_drop(struct self *self, struct object *object,
                   pthread_mutex_t *mutex);

/* The wrapped functions, for one that wraps them: `pc` is of its caller. */
int hk_mutex_lock(pthread_mutex_t *mutex, uint64_t pc);
int hk_mutex_trylock(pthread_mutex_t *mutex, uint64_t pc);
int hk_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until,
                       uint64_t pc);
void hk_mutex_forget(const pthread_mutex_t *mutex);
int hk_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, uint64_t pc);
int hk_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                      const struct timespec *until, uint64_t pc);
int hk_thread_join(pthread_t thread, void **ret_value, uint64_t pc);

#endif
