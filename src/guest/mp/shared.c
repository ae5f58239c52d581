/*
 * Pages are asked for when it grows, not when they are touched, so that a
 * lack of memory is an error here and not a SIGBUS later.  The kernel would
 * try in earnest to find more than there is, and kill somebody for it, so
 * that is refused before.
 */
#include "guest/mp/shared.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int
shared_init(struct shared *shared)
{
    *shared = (struct shared)SHARED_INIT;
    shared->fd = memfd_create("mp", MFD_CLOEXEC);
    return shared->fd < 0 ? -errno : 0;
}

void
shared_release(struct shared *shared)
{
    if (shared->bytes)
        munmap(shared->bytes, shared->size);
    if (shared->fd >= 0)
        close(shared->fd);
    *shared = (struct shared)SHARED_INIT;
}

int
shared_follow(struct shared *shared, size_t size)
{
    void *bytes;

    if (size <= shared->size)
        return 0;
    bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, shared->fd,
                 0);
    if (bytes == MAP_FAILED)
        return -errno;
    if (shared->bytes)
        munmap(shared->bytes, shared->size);
    shared->bytes = bytes;
    shared->size = size;
    return 0;
}

int
shared_grow(struct shared *shared, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    int error;

    if (size <= shared->size)
        return 0;
    if (size / page > (size_t)sysconf(_SC_PHYS_PAGES))
        return -ENOMEM;
    /* By half again, so that growing a little often stays cheap. */
    if (size < shared->size + shared->size / 2)
        size = shared->size + shared->size / 2;
    size = (size + page - 1) / page * page;
    do
        error = posix_fallocate(shared->fd, 0, (off_t)size);
    while (error == EINTR);
    if (error)
        return -error;
    return shared_follow(shared, size);
}
