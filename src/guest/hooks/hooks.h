/* What the compiler calls, and what has to be ready before. */
#ifndef GUEST_HOOKS_HOOKS_H
#define GUEST_HOOKS_HOOKS_H

#include <stddef.h>
#include <stdint.h>

/* The linker must find these, also where all else is hidden. */
#define HOOK __attribute__((visibility("default")))

HOOK void __tsan_init(void);
HOOK void __tsan_func_entry(void *pc);
HOOK void __tsan_func_exit(void);

void hk_thread_prepare(void);
void hk_process_prepare(void);

/* Where the handler of a signal goes back to; 0: there is none yet. */
extern _Atomic uint64_t hk_signal_return;

/* A plain access from somewhere else than the compiler's hooks. */
void hk_read(const volatile void *address, size_t size, uint64_t pc);
void hk_write(volatile void *address, size_t size, uint64_t pc);

#endif
