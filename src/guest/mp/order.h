/*
 * Tell who watches, ThreadSanitizer or the hooks of a check, what is ordered
 * by atomics or bare futexes: this archive is not instrumented.  Both have
 * these two functions; where there is neither, nothing happens.
 */
#ifndef MP_ORDER_H
#define MP_ORDER_H

void __tsan_release(void *address) __attribute__((weak));
void __tsan_acquire(void *address) __attribute__((weak));

/* Before the store that lets others know. */
static inline void
mp_order_release(void *address)
{
    if (__tsan_release)
        __tsan_release(address);
}

/* Behind the load that has seen it. */
static inline void
mp_order_acquire(void *address)
{
    if (__tsan_acquire)
        __tsan_acquire(address);
}

#endif
