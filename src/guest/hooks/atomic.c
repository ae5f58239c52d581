/*
 * The hooks of atomic accesses, C11's and GCC's.  They are done here, as
 * strictly as can be; what they order is what the program asked for.
 *
 * A release is told to the variable before the access and learned behind it
 * by whoever acquires, so that it is never missed; that a later store ends
 * the release sequence is not followed, which may hide a race.  A
 * compare-and-exchange that fails is a load, and is done as one, so that
 * whoever spins on it releases nothing; only behind it is known what it was.
 */
#include "guest/hooks/clock.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/shadow.h"
#include "guest/hooks/stray.h"

static bool
acquires(int order)
{
    return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME ||
           order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

static bool
releases(int order)
{
    return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL ||
           order == __ATOMIC_SEQ_CST;
}

static struct self *
enter(uint64_t pc)
{
    struct self *self = hk_enter();

    if (self && !hk_nested(self))
        hk_stray_at(self, pc);
    return self;
}

static void
watch(struct self *self, const volatile void *address, size_t size,
      unsigned kind, uint64_t pc)
{
    if (self && !hk_nested(self))
        hk_shadow_access(self, &(struct access){
            (uintptr_t)address, size, kind | HOOKS_ATOMIC, pc});
}

/* Before a write; tick_after() behind it. */
static void
tell(struct self *self, volatile void *address, int order)
{
    if (!self)
        return;
    if (releases(order)) {
        struct object *object = hk_object(self, address);

        if (object)
            clock_join(&object->clock, &self->slot->now);
    } else if (self->fenced) {
        struct object *object = hk_object(self, address);

        if (object)
            clock_join(&object->clock, &self->slot->fence);
    }
}

static void
tick_after(struct self *self, int order)
{
    if (self && releases(order))
        hk_tick(self);
}

/* Behind a read. */
static void
learn(struct self *self, const volatile void *address, int order)
{
    const struct object *object;

    if (!self)
        return;
    object = hk_object_known(self, address);
    if (object && acquires(order))
        hk_acquire(self, object);
    else if (object)
        clock_join(&self->slot->pending, &object->clock);
}

#define LOAD_STORE(bits, type) \
    HOOK type __tsan_atomic##bits##_load(const volatile type *p, int order); \
    HOOK type \
    __tsan_atomic##bits##_load(const volatile type *p, int order) \
    { \
        struct self *self = enter(CALLER); \
        type value = __atomic_load_n(p, __ATOMIC_SEQ_CST); \
        \
        watch(self, p, sizeof *p, 0, CALLER); \
        learn(self, p, order); \
        hk_leave(self); \
        return value; \
    } \
    HOOK void __tsan_atomic##bits##_store(volatile type *p, type v, int o); \
    HOOK void \
    __tsan_atomic##bits##_store(volatile type *p, type v, int order) \
    { \
        struct self *self = enter(CALLER); \
        \
        watch(self, p, sizeof *p, HOOKS_WRITE, CALLER); \
        tell(self, p, order); \
        __atomic_store_n(p, v, __ATOMIC_SEQ_CST); \
        tick_after(self, order); \
        hk_leave(self); \
    }

#define CHANGE(bits, type, name, builtin) \
    HOOK type __tsan_atomic##bits##_##name(volatile type *p, type v, int o); \
    HOOK type \
    __tsan_atomic##bits##_##name(volatile type *p, type v, int order) \
    { \
        struct self *self = enter(CALLER); \
        type old; \
        \
        watch(self, p, sizeof *p, HOOKS_WRITE, CALLER); \
        tell(self, p, order); \
        old = builtin(p, v, __ATOMIC_SEQ_CST); \
        tick_after(self, order); \
        learn(self, p, order); \
        hk_leave(self); \
        return old; \
    }

/* The value that was there; it is `expected` when the exchange was made. */
#define EXCHANGE_IF(bits, type) \
    static type \
    exchange_if_##bits(volatile type *p, type expected, type v, \
                       const int order[2], uint64_t pc) \
    { \
        struct self *self = enter(pc); \
        type old = __atomic_load_n(p, __ATOMIC_SEQ_CST); \
        bool done = false, tried = old == expected; \
        \
        if (tried) { \
            tell(self, p, order[0]); \
            done = __atomic_compare_exchange_n(p, &old, v, 0, \
                                               __ATOMIC_SEQ_CST, \
                                               __ATOMIC_SEQ_CST); \
        } \
        watch(self, p, sizeof *p, done ? HOOKS_WRITE : 0, pc); \
        if (tried) \
            tick_after(self, order[0]); \
        learn(self, p, order[done ? 0 : 1]); \
        hk_leave(self); \
        return old; \
    } \
    HOOK type __tsan_atomic##bits##_compare_exchange_val( \
        volatile type *p, type expected, type v, int order, int failure); \
    HOOK type \
    __tsan_atomic##bits##_compare_exchange_val( \
        volatile type *p, type expected, type v, int order, int failure) \
    { \
        return exchange_if_##bits(p, expected, v, \
                                  (const int[2]){order, failure}, CALLER); \
    } \
    EXCHANGE_IF_POINTER(bits, type, strong) \
    EXCHANGE_IF_POINTER(bits, type, weak)

#define EXCHANGE_IF_POINTER(bits, type, name) \
    HOOK int __tsan_atomic##bits##_compare_exchange_##name( \
        volatile type *p, type *expected, type v, int order, int failure); \
    HOOK int \
    __tsan_atomic##bits##_compare_exchange_##name( \
        volatile type *p, type *expected, type v, int order, int failure) \
    { \
        type old = exchange_if_##bits(p, *expected, v, \
                                      (const int[2]){order, failure}, \
                                      CALLER); \
        bool done = old == *expected; \
        \
        *expected = old; \
        return done; \
    }

#define ATOMICS(bits, type) \
    LOAD_STORE(bits, type) \
    CHANGE(bits, type, exchange, __atomic_exchange_n) \
    CHANGE(bits, type, fetch_add, __atomic_fetch_add) \
    CHANGE(bits, type, fetch_sub, __atomic_fetch_sub) \
    CHANGE(bits, type, fetch_and, __atomic_fetch_and) \
    CHANGE(bits, type, fetch_or, __atomic_fetch_or) \
    CHANGE(bits, type, fetch_xor, __atomic_fetch_xor) \
    CHANGE(bits, type, fetch_nand, __atomic_fetch_nand) \
    EXCHANGE_IF(bits, type)

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

HOOK void __tsan_atomic_thread_fence(int order);
HOOK void __tsan_atomic_signal_fence(int order);

HOOK void
__tsan_atomic_thread_fence(int order)
{
    struct self *self = hk_enter();

    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (self)
        PUT(hk_region->head.fenced, 1);
    if (self && acquires(order))
        clock_join(&self->slot->now, &self->slot->pending);
    if (self && releases(order)) {
        clock_join(&self->slot->fence, &self->slot->now);
        self->fenced = true;
        hk_tick(self);
    }
    hk_leave(self);
}

HOOK void
__tsan_atomic_signal_fence(int order)
{
    (void)order;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}
