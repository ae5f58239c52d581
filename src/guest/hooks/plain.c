/* The hooks of plain accesses.  A volatile one is as plain as any other. */
#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/place.h"
#include "guest/hooks/shadow.h"
#include "guest/hooks/stray.h"

#define AT __attribute__((always_inline)) static inline

/* Most accesses are to a thread's own stack, which has no others. */
AT bool
is_own(const struct self *self, uintptr_t address)
{
    return address - self->stack_low < self->stack_size &&
           (!self->task || !(GET(self->slot->visited) >>
                             (address >> 12) % 64 & 1));
}

AT void
plain(const volatile void *address, size_t size, unsigned kind, uint64_t pc)
{
    struct self *self = &hk_self;

    if (!hk_region || is_own(self, (uintptr_t)address))
        return;
    self = hk_enter();
    if (self && !hk_nested(self)) {
        hk_stray_at(self, pc);
        hk_shadow_access(self, &(struct access){(uintptr_t)address, size,
                                                kind, pc});
    } else if (self) {
        hk_unwatched();
    }
    hk_leave(self);
}

void
hk_read(const volatile void *address, size_t size, uint64_t pc)
{
    if (size > 0)
        plain(address, size, 0, pc);
}

void
hk_write(volatile void *address, size_t size, uint64_t pc)
{
    if (size > 0)
        plain(address, size, HOOKS_WRITE, pc);
}

#define ACCESS(name, size, kind) \
    HOOK void name(void *address); \
    HOOK void \
    name(void *address) \
    { \
        plain(address, (size), (kind), CALLER); \
    } \
    HOOK void name##_pc(void *address, void *pc); \
    HOOK void \
    name##_pc(void *address, void *pc) \
    { \
        plain(address, (size), (kind), (uint64_t)(uintptr_t)pc - 1); \
    }

#define ACCESSES(size) \
    ACCESS(__tsan_read##size, size, 0) \
    ACCESS(__tsan_write##size, size, HOOKS_WRITE) \
    ACCESS(__tsan_unaligned_read##size, size, 0) \
    ACCESS(__tsan_unaligned_write##size, size, HOOKS_WRITE) \
    ACCESS(__tsan_volatile_read##size, size, 0) \
    ACCESS(__tsan_volatile_write##size, size, HOOKS_WRITE) \
    ACCESS(__tsan_unaligned_volatile_read##size, size, 0) \
    ACCESS(__tsan_unaligned_volatile_write##size, size, HOOKS_WRITE) \
    ACCESS(__tsan_read_write##size, size, HOOKS_WRITE) \
    ACCESS(__tsan_unaligned_read_write##size, size, HOOKS_WRITE)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

#define RANGE(name, kind) \
    HOOK void name(void *address, size_t size); \
    HOOK void \
    name(void *address, size_t size) \
    { \
        plain(address, size, (kind), CALLER); \
    } \
    HOOK void name##_pc(void *address, size_t size, void *pc); \
    HOOK void \
    name##_pc(void *address, size_t size, void *pc) \
    { \
        plain(address, size, (kind), (uint64_t)(uintptr_t)pc - 1); \
    }

RANGE(__tsan_read_range, 0)
RANGE(__tsan_write_range, HOOKS_WRITE)

/* C++ alone has these. */
HOOK void __tsan_vptr_read(void **address);
HOOK void __tsan_vptr_update(void **address, void *value);

HOOK void
__tsan_vptr_read(void **address)
{
    plain(address, sizeof *address, 0, CALLER);
}

HOOK void
__tsan_vptr_update(void **address, void *value)
{
    if (*address != value)
        plain(address, sizeof *address, HOOKS_WRITE, CALLER);
}

/* What has sent a signal need not be seen: a child that ended, a clock. */
HOOK void
__tsan_func_entry(void *pc)
{
    struct self *self = hk_enter();

    if ((uint64_t)(uintptr_t)pc == GET(hk_signal_return))
        hk_channel_heard();
    if (self && !hk_nested(self)) {
        BUMP(self->task->entries);
        self->asked = 0;
        hk_place_push(self, (uint64_t)(uintptr_t)pc - 1,
                      (uintptr_t)__builtin_frame_address(0));
    }
    hk_leave(self);
}

HOOK void
__tsan_func_exit(void)
{
    struct self *self = hk_enter();

    if (self && !hk_nested(self))
        hk_place_pop(self);
    hk_leave(self);
}
