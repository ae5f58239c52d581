/*
 * Memory that becomes another's: what its former owner did there is
 * forgotten.  free() and realloc() are not wrapped but defined, so that
 * libc's own calls come here, too: what getline() gave back may be any
 * thread's next.
 */
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/shm.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/shadow.h"
#include "guest/hooks/space.h"
#include "guest/hooks/wrap.h"

extern void __libc_free(void *memory);
extern void *__libc_realloc(void *memory, size_t size);

WRAP(void *, mmap, void *address, size_t size, int protection, int flags,
     int fd, off_t offset);
WRAP(void *, mmap64, void *address, size_t size, int protection, int flags,
     int fd, off_t offset);
WRAP(int, munmap, void *address, size_t size);
WRAP(void *, mremap, void *address, size_t old, size_t size, int flags, ...);
WRAP(void *, shmat, int id, const void *address, int flags);
WRAP(int, shmdt, const void *address);

static void
forget(const void *memory, size_t size)
{
    struct self *self = &hk_self;

    /* Threads that are not watched free memory, too; none is accused. */
    if (!hk_region || !self->task || self->inside || size == 0)
        return;
    self->inside++;
    hk_shadow_forget(self, (uintptr_t)memory, size);
    hk_leave(self);
}

HOOK void
free(void *memory)
{
    if (memory && hk_region)
        forget(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

/*
 * Before somebody else can have what is given back: all of it where it may
 * move, else what is behind its new end.
 */
static void
forget_resized(const void *memory, size_t size)
{
    size_t before = malloc_usable_size((void *)memory);
    size_t kept = size == 0 || size > before ? 0 : (size + 7) / 8 * 8;

    if (kept < before)
        forget((const char *)memory + kept, before - kept);
}

HOOK void *
realloc(void *memory, size_t size)
{
    if (memory && hk_region)
        forget_resized(memory, size);
    return __libc_realloc(memory, size);
}

/* What is mapped for several is known by what it is, and not forgotten. */
static void
unmap(const void *address, size_t size)
{
    uintptr_t low = (uintptr_t)address;

    if (!hk_region)
        return;
    if (hk_space_touches_shared(low, low + size))
        hk_space_changed();
    else
        forget(address, size);
}

static void
mapped(const void *address, size_t size, int flags)
{
    if (!hk_region || address == MAP_FAILED)
        return;
    if ((flags & MAP_TYPE) != MAP_PRIVATE)
        hk_space_changed();
    else if (flags & MAP_FIXED)
        unmap(address, size);
}

/* A program compiled for large files calls the second. */
#define MMAP(name) \
    void * \
    __wrap_##name(void *address, size_t size, int protection, int flags, \
                  int fd, off_t offset) \
    { \
        void *result = __real_##name(address, size, protection, flags, fd, \
                                     offset); \
        \
        mapped(result, size, flags); \
        return result; \
    }

MMAP(mmap)
MMAP(mmap64)

int
__wrap_munmap(void *address, size_t size)
{
    uintptr_t low = (uintptr_t)address;
    bool held;
    int result;

    if (!hk_region || !hk_space_touches_shared(low, low + size)) {
        unmap(address, size);
        return __real_munmap(address, size);
    }
    held = hk_space_hold();
    result = __real_munmap(address, size);
    hk_space_let_go(held);
    return result;
}

void *
__wrap_mremap(void *address, size_t old, size_t size, int flags, ...)
{
    void *wanted, *result;
    va_list more;
    bool held;

    va_start(more, flags);
    wanted = flags & MREMAP_FIXED ? va_arg(more, void *) : NULL;
    va_end(more);
    if (!hk_region)
        return __real_mremap(address, old, size, flags, wanted);
    if (flags & MREMAP_MAYMOVE)
        unmap(address, old);
    held = hk_space_hold();
    result = __real_mremap(address, old, size, flags, wanted);
    hk_space_let_go(held);
    return result;
}

void *
__wrap_shmat(int id, const void *address, int flags)
{
    void *result = __real_shmat(id, address, flags);

    if (hk_region)
        hk_space_changed();
    return result;
}

int
__wrap_shmdt(const void *address)
{
    bool held = hk_region && hk_space_hold();
    int result = __real_shmdt(address);

    if (hk_region)
        hk_space_let_go(held);
    return result;
}
