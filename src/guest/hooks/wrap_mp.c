/*
 * What the program asks of libmp.  Inside, that goes through mutexes and
 * pipes, which are wrapped themselves and order tasks; here it is only noted
 * which line of the program asked, since a place in libmp tells nobody
 * anything.
 *
 * A program has of libmp what it uses; the rest must not be missed.  So none
 * is wrapped that a program can call without having called one that is not,
 * and stands in the same file of libmp: that one has the linker take it.
 */
#include <stddef.h>

#include "guest/hooks/held.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/wrap.h"

struct mp_bell;
struct mp_until;
struct mp_lock;
struct mp_rlock;
struct mp_condition;
struct mp_semaphore;
struct mp_event;
struct mp_barrier;
struct mp_value;
struct mp_queue;
struct mp_connection;

WRAP(int, mp_bell_sleep, struct mp_bell *bell, uint32_t seen,
     const struct mp_until *until);
WRAP(int, mp_lock_acquire, struct mp_lock *lock, double seconds);
WRAP(int, mp_lock_release, struct mp_lock *lock);
WRAP(int, mp_rlock_acquire, struct mp_rlock *rlock, double seconds);
WRAP(int, mp_rlock_release, struct mp_rlock *rlock);
WRAP(int, mp_condition_acquire, struct mp_condition *condition,
     double seconds);
WRAP(int, mp_condition_release, struct mp_condition *condition);
WRAP(int, mp_condition_wait, struct mp_condition *condition, double seconds);
WRAP(int, mp_condition_notify, struct mp_condition *condition, int n);
WRAP(int, mp_condition_notify_all, struct mp_condition *condition);
WRAP(int, mp_semaphore_acquire, struct mp_semaphore *semaphore,
     double seconds);
WRAP(int, mp_semaphore_release, struct mp_semaphore *semaphore);
WRAP(int, mp_event_wait, struct mp_event *event, double seconds);
WRAP(int, mp_barrier_wait, struct mp_barrier *barrier, double seconds);
WRAP(long, mp_value_get, struct mp_value *value);
WRAP(void, mp_value_set, struct mp_value *value, long number);
WRAP(int, mp_queue_put, struct mp_queue *queue, const void *item,
     double seconds);
WRAP(int, mp_queue_get, struct mp_queue *queue, void *ret_item,
     double seconds);
WRAP(int, mp_connection_send, struct mp_connection *connection,
     const void *bytes, size_t size);
WRAP(int, mp_connection_recv, struct mp_connection *connection,
     void *ret_bytes, size_t size, size_t *ret_size);
WRAP(int, mp_connection_poll, struct mp_connection *connection,
     double seconds);

/* The outermost call counts.  Returns what is to be put back behind it. */
static uint64_t
ask(uint64_t pc)
{
    struct self *self = &hk_self;
    uint64_t before = self->asked;

    if (!before)
        self->asked = pc;
    if (!before && self->task)
        BUMP(self->task->calls);
    return before;
}

/* What libmp shares, nobody else sees it write. */
static void
note_given(void)
{
    if (hk_self.task)
        PUT(hk_self.task->wrote, 1);
}

#define PRAGMA(text) _Pragma(#text)
#define ASKS(type, name, parameters, arguments) \
    PRAGMA(weak __real_##name) \
    type __wrap_##name parameters \
    { \
        uint64_t before = ask(CALLER); \
        type result = __real_##name arguments; \
        \
        hk_self.asked = before; \
        return result; \
    }

ASKS(int, mp_lock_acquire,
     (struct mp_lock *lock, double seconds),
     (lock, seconds))
ASKS(int, mp_lock_release, (struct mp_lock *lock), (lock))
ASKS(int, mp_rlock_acquire,
     (struct mp_rlock *rlock, double seconds),
     (rlock, seconds))
ASKS(int, mp_rlock_release, (struct mp_rlock *rlock), (rlock))
ASKS(int, mp_condition_acquire,
     (struct mp_condition *condition, double seconds),
     (condition, seconds))
ASKS(int, mp_condition_release, (struct mp_condition *condition), (condition))
ASKS(int, mp_condition_wait,
     (struct mp_condition *condition, double seconds),
     (condition, seconds))
ASKS(int, mp_condition_notify,
     (struct mp_condition *condition, int n),
     (condition, n))
ASKS(int, mp_condition_notify_all,
     (struct mp_condition *condition),
     (condition))
ASKS(int, mp_semaphore_acquire,
     (struct mp_semaphore *semaphore, double seconds),
     (semaphore, seconds))
ASKS(int, mp_semaphore_release, (struct mp_semaphore *semaphore), (semaphore))
ASKS(int, mp_event_wait,
     (struct mp_event *event, double seconds),
     (event, seconds))
ASKS(int, mp_barrier_wait,
     (struct mp_barrier *barrier, double seconds),
     (barrier, seconds))
ASKS(long, mp_value_get, (struct mp_value *value), (value))
ASKS(int, mp_queue_get,
     (struct mp_queue *queue, void *ret_item, double seconds),
     (queue, ret_item, seconds))
ASKS(int, mp_connection_send,
     (struct mp_connection *connection, const void *bytes, size_t size),
     (connection, bytes, size))
ASKS(int, mp_connection_recv,
     (struct mp_connection *connection, void *ret_bytes, size_t size,
      size_t *ret_size),
     (connection, ret_bytes, size, ret_size))
ASKS(int, mp_connection_poll,
     (struct mp_connection *connection, double seconds),
     (connection, seconds))

#pragma weak __real_mp_queue_put
int
__wrap_mp_queue_put(struct mp_queue *queue, const void *item, double seconds)
{
    uint64_t before = ask(CALLER);
    int result;

    note_given();
    result = __real_mp_queue_put(queue, item, seconds);
    hk_self.asked = before;
    return result;
}

#pragma weak __real_mp_value_set
void
__wrap_mp_value_set(struct mp_value *value, long number)
{
    struct self *self = hk_enter();
    uint64_t before = ask(CALLER);

    if (self && !hk_nested(self))
        hk_stray_between_steps(self);
    hk_leave(self);
    note_given();
    __real_mp_value_set(value, number);
    hk_self.asked = before;
}

/* What a bell begins with says what it is of: src/guest/mp/bell.h. */
static enum hooks_wait
kind_of(const struct mp_bell *bell)
{
    static const enum hooks_wait kinds[] = {
        HOOKS_NOTHING, HOOKS_COND,  HOOKS_SEM,   HOOKS_EVENT,
        HOOKS_BARRIER, HOOKS_QUEUE, HOOKS_QUEUE,
    };
    uint64_t kind = *(const uint64_t *)(const void *)bell & 0xff;

    return kind < sizeof kinds / sizeof *kinds ? kinds[kind] : HOOKS_NOTHING;
}

/* The only wait in libmp that is no call of libc's. */
#pragma weak __real_mp_bell_sleep
int
__wrap_mp_bell_sleep(struct mp_bell *bell, uint32_t seen,
                     const struct mp_until *until)
{
    struct self *self = hk_enter();
    int result;

    if (self)
        hk_wait_begin(self, &(struct wait){kind_of(bell), bell, ASKED, NULL,
                                           HOOKS_NOBODY});
    result = __real_mp_bell_sleep(bell, seen, until);
    if (self)
        hk_wait_end(self);
    hk_leave(self);
    return result;
}
