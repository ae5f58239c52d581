/* Threads: made, joined, let go. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <threads.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/sys.h"
#include "guest/hooks/task.h"
#include "guest/hooks/wrap.h"

/* Ends are counted in the last round of destructors of thread's data. */
#define ROUNDS (PTHREAD_DESTRUCTOR_ITERATIONS - 1)

WRAP(int, pthread_create, pthread_t *thread, const pthread_attr_t *attr,
     void *(*routine)(void *), void *argument);
WRAP(int, pthread_join, pthread_t thread, void **ret_value);
WRAP(int, pthread_tryjoin_np, pthread_t thread, void **ret_value);
WRAP(int, pthread_timedjoin_np, pthread_t thread, void **ret_value,
     const struct timespec *until);
WRAP(int, pthread_clockjoin_np, pthread_t thread, void **ret_value,
     clockid_t clock, const struct timespec *until);
WRAP(int, pthread_detach, pthread_t thread);
_Noreturn void __real_pthread_exit(void *value);
HOOK _Noreturn void __wrap_pthread_exit(void *value);
WRAP(int, thrd_create, thrd_t *thread, thrd_start_t routine, void *argument);
HOOK _Noreturn void __wrap_thrd_exit(int value);

static pthread_key_t end_key;

static void
end(void *value)
{
    uintptr_t round = (uintptr_t)value;
    struct self *self = &hk_self;

    if (round < ROUNDS)
        pthread_setspecific(end_key, (void *)(round + 1));
    else if (self->task)
        hk_task_end(self);
}

void
hk_thread_prepare(void)
{
    pthread_key_create(&end_key, end);
}

/*
 * Its stack ends in the page of the thread's descriptor; how large it is its
 * creator knew.
 */
static void
find_stack(uint64_t size)
{
    uintptr_t page = 4096, here = (uintptr_t)pthread_self();
    uintptr_t frame = (uintptr_t)__builtin_frame_address(0);

    here = (here / page + 1) * page;
    if (frame >= here || here - frame > size)
        return;
    hk_self.stack_low = here - size;
    hk_self.stack_size = size;
}

static void
note_value(const void *value)
{
    struct self *self = &hk_self;

    if (self->task && value && value != PTHREAD_CANCELED)
        PUT(self->task->returned, 1);
}

static void *
run(void *number)
{
    uint32_t task = (uint32_t)(uintptr_t)number;
    struct start *start = &hk_region->start[task];
    uintptr_t routine = (uintptr_t)GET(start->routine);
    void *argument = (void *)(uintptr_t)GET(start->argument);
    void *value;

    hk_self.known = true;
    /* Whoever comes first says it, this thread or its creator. */
    PUT(start->handle, (uint64_t)pthread_self());
    find_stack(GET(start->stack_size));
    pthread_setspecific(end_key, (void *)1);
    hk_task_become(task, GET(start->random));
    sys_set_signals(GET(start->signals));
    if (GET(hk_region->head.idle))
        value = NULL;
    else if (GET(start->is_c11))
        value = (void *)(intptr_t)((thrd_start_t)routine)(argument);
    else
        value = ((void *(*)(void *))routine)(argument);
    note_value(value);
    return value;
}

static uint64_t
stack_size(const pthread_attr_t *attr)
{
    pthread_attr_t usual;
    size_t size = 0;

    if (attr)
        pthread_attr_getstacksize(attr, &size);
    if (size == 0 && pthread_attr_init(&usual) == 0) {
        pthread_attr_getstacksize(&usual, &size);
        pthread_attr_destroy(&usual);
    }
    return size;
}

/* The others will come to where it points, and this one may still write. */
static void
expect_visitors(struct self *self, const void *argument)
{
    uintptr_t address = (uintptr_t)argument;

    if (address - self->stack_low < self->stack_size)
        atomic_fetch_or(&self->slot->visited,
                        UINT64_C(3) << (address >> 12) % 64 |
                        (address >> 12) % 64 / 63);
}

static uint32_t
prepare(struct self *self, const pthread_attr_t *attr, uint64_t routine,
        void *argument)
{
    uint32_t task = hk_task_new(self, HOOKS_THREAD, routine);
    int detached = PTHREAD_CREATE_JOINABLE;
    struct start *start;

    if (task == HOOKS_NOBODY)
        return task;
    expect_visitors(self, argument);
    start = &hk_region->start[task];
    PUT(start->handle, 0);
    PUT(start->is_c11, 0);
    PUT(start->routine, routine);
    PUT(start->argument, (uint64_t)(uintptr_t)argument);
    PUT(start->random, hk_stray_child(self));
    PUT(start->stack_size, stack_size(attr));
    if (attr)
        pthread_attr_getdetachstate(attr, &detached);
    if (detached == PTHREAD_CREATE_DETACHED)
        PUT(hk_task_at(task)->detached, 1);
    PUT(hk_task_at(task)->pid, GET(self->task->pid));
    return task;
}

/* libc's, where it is new enough. */
int pthread_attr_getsigmask_np(const pthread_attr_t *attr, sigset_t *ret_mask)
    __attribute__((weak));

static uint64_t
signals_of(const pthread_attr_t *attr, uint64_t usual)
{
    sigset_t mask;

    if (attr && pthread_attr_getsigmask_np &&
        pthread_attr_getsigmask_np(attr, &mask) == 0)
        memcpy(&usual, &mask, sizeof usual);
    return usual;
}

/*
 * Where nobody watches it, it begins with its own routine.  No handler is to
 * run in it before it is known who it is.
 */
static int
create(pthread_t *thread, const pthread_attr_t *attr, uint32_t task)
{
    uint64_t signals = sys_block_signals();
    int result;

    hk_task_made(task);
    PUT(hk_region->start[task].signals, signals_of(attr, signals));
    result = __real_pthread_create(thread, attr, run,
                                   (void *)(uintptr_t)task);
    sys_set_signals(signals);
    if (result)
        hk_task_drop(task);
    else
        PUT(hk_region->start[task].handle, (uint64_t)*thread);
    return result;
}

static void
finish(struct self *self)
{
    if (self && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
}

int
__wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attr,
                      void *(*routine)(void *), void *argument)
{
    struct self *self = hk_enter();
    uint32_t task = self ? prepare(self, attr, (uint64_t)(uintptr_t)routine,
                                   argument)
                         : HOOKS_NOBODY;
    int result;

    if (task == HOOKS_NOBODY)
        result = __real_pthread_create(thread, attr, routine, argument);
    else
        result = create(thread, attr, task);
    finish(self);
    return result;
}

/* Its routine returns an int. */
int
__wrap_thrd_create(thrd_t *thread, thrd_start_t routine, void *argument)
{
    struct self *self = hk_enter();
    uint32_t task = self ? prepare(self, NULL, (uint64_t)(uintptr_t)routine,
                                   argument)
                         : HOOKS_NOBODY;
    int result;

    if (task == HOOKS_NOBODY) {
        result = __real_thrd_create(thread, routine, argument);
    } else {
        PUT(hk_region->start[task].is_c11, 1);
        result = create(thread, NULL, task);
        if (result)
            result = result == ENOMEM ? thrd_nomem : thrd_error;
    }
    finish(self);
    return result;
}

static uint32_t
find(const struct self *self, pthread_t thread)
{
    return self ? hk_task_of_thread(self, (uint64_t)thread) : HOOKS_NOBODY;
}

/* It may have said who it is only while it was waited for. */
static void
joined(struct self *self, pthread_t thread, uint32_t task)
{
    if (self && task == HOOKS_NOBODY)
        task = find(self, thread);
    if (task != HOOKS_NOBODY)
        hk_task_joined(self, task);
    else if (self)
        hk_acquire_all(self);
}

int
hk_thread_join(pthread_t thread, void **ret_value, uint64_t pc)
{
    struct self *self = hk_enter();
    uint32_t task = find(self, thread);
    int result;

    if (self)
        hk_wait_begin(self, &(struct wait){HOOKS_JOIN, NULL, pc, NULL,
                                           task});
    result = __real_pthread_join(thread, ret_value);
    if (self)
        hk_wait_end(self);
    if (result == 0)
        joined(self, thread, task);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_join(pthread_t thread, void **ret_value)
{
    return hk_thread_join(thread, ret_value, CALLER);
}

int
__wrap_pthread_tryjoin_np(pthread_t thread, void **ret_value)
{
    struct self *self = hk_enter();
    uint32_t task = find(self, thread);
    int result = __real_pthread_tryjoin_np(thread, ret_value);

    if (result == 0)
        joined(self, thread, task);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_timedjoin_np(pthread_t thread, void **ret_value,
                            const struct timespec *until)
{
    struct self *self = hk_enter();
    uint32_t task = find(self, thread);
    int result = __real_pthread_timedjoin_np(thread, ret_value, until);

    if (result == 0)
        joined(self, thread, task);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_clockjoin_np(pthread_t thread, void **ret_value,
                            clockid_t clock, const struct timespec *until)
{
    struct self *self = hk_enter();
    uint32_t task = find(self, thread);
    int result = __real_pthread_clockjoin_np(thread, ret_value, clock, until);

    if (result == 0)
        joined(self, thread, task);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_detach(pthread_t thread)
{
    struct self *self = hk_enter();
    uint32_t task = find(self, thread);
    int result = __real_pthread_detach(thread);

    if (result == 0 && task != HOOKS_NOBODY)
        hk_task_detached(task);
    hk_leave(self);
    return result;
}

void
__wrap_pthread_exit(void *value)
{
    note_value(value);
    __real_pthread_exit(value);
}

void
__wrap_thrd_exit(int value)
{
    __wrap_pthread_exit((void *)(intptr_t)value);
}
