/*
 * Pages are asked for when it grows, not when they are touched, so that a
 * lack of memory is an error here and not a SIGBUS later.  The kernel would
 * try in earnest to find more than there is, and kill somebody for it, and
 * send a SIGXFSZ for more than a file may have, so that is refused before.
 *
 * Regions come and go like in a queue most of the time.  So room is looked
 * for behind the one that was handed out last, then from the beginning, and
 * only then is there more of it.
 */
#include "guest/mp/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

int
mp_store_init(struct mp_store *store)
{
    *store = (struct mp_store)MP_STORE_INIT;
    store->fd = memfd_create("mp", MFD_CLOEXEC);
    return store->fd < 0 ? -errno : 0;
}

void
mp_store_release(struct mp_store *store)
{
    if (store->bytes)
        munmap(store->bytes, store->size);
    if (store->fd >= 0)
        close(store->fd);
    *store = (struct mp_store)MP_STORE_INIT;
}

int
mp_store_follow(struct mp_store *store, size_t size)
{
    void *bytes;

    if (size <= store->size)
        return 0;
    bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, store->fd,
                 0);
    if (bytes == MAP_FAILED)
        return -errno;
    if (store->bytes)
        munmap(store->bytes, store->size);
    store->bytes = bytes;
    store->size = size;
    return 0;
}

/* In pages. */
static size_t
most_pages(size_t page)
{
    size_t most = (size_t)sysconf(_SC_PHYS_PAGES);
    struct rlimit limit;

    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur / page < most)
        most = (size_t)limit.rlim_cur / page;
    return most;
}

static int
grow(struct mp_store *store, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), most = most_pages(page);
    size_t pages = (size + page - 1) / page;
    /* By half again, so that growing a little often stays cheap. */
    size_t more = (store->size + store->size / 2) / page;
    int error;

    if (pages > most)
        return -ENOMEM;
    if (pages < more)
        pages = more < most ? more : most;
    size = pages * page;
    do
        error = posix_fallocate(store->fd, 0, (off_t)size);
    while (error == EINTR);
    if (error)
        return -error;
    return mp_store_follow(store, size);
}

/* The beginning of what is free behind a region, or behind nothing. */
static size_t
end_of(const struct mp_region *region)
{
    size_t end = region ? region->at + region->size : 0;

    return (end + MP_STORE_ALIGNMENT - 1) / MP_STORE_ALIGNMENT
           * MP_STORE_ALIGNMENT;
}

static struct mp_region *
behind(const struct mp_store *store, const struct mp_region *region)
{
    return region ? region->next : store->first;
}

/* Look behind `from` and all that follow, up to but not including `stop`. */
static bool
find_room(const struct mp_store *store, size_t size, struct mp_region *from,
          const struct mp_region *stop, struct mp_region **ret_before)
{
    for (;;) {
        struct mp_region *next = behind(store, from);
        size_t start = end_of(from), end = next ? next->at : store->size;

        if (start <= end && size <= end - start) {
            *ret_before = from;
            return true;
        }
        if (!next || next == stop)
            return false;
        from = next;
    }
}

static void
put_behind(struct mp_store *store, struct mp_region *before,
           struct mp_region *region)
{
    region->at = end_of(before);
    region->previous = before;
    region->next = behind(store, before);
    if (region->next)
        region->next->previous = region;
    if (before)
        before->next = region;
    else
        store->first = region;
    store->rover = region;
}

static struct mp_region *
last_of(const struct mp_store *store)
{
    struct mp_region *last = store->rover ? store->rover : store->first;

    while (last && last->next)
        last = last->next;
    return last;
}

int
mp_store_take(struct mp_store *store, struct mp_region *region)
{
    struct mp_region *before;
    int rc;

    if (region->size > SIZE_MAX / 4)
        return -ENOMEM;
    if (!find_room(store, region->size, store->rover, NULL, &before) &&
        !(store->rover &&
          find_room(store, region->size, NULL, store->rover, &before))) {
        before = last_of(store);
        rc = grow(store, end_of(before) + region->size);
        if (rc < 0)
            return rc;
    }
    put_behind(store, before, region);
    return 0;
}

void
mp_store_give(struct mp_store *store, struct mp_region *region)
{
    if (store->rover == region)
        store->rover = region->previous;
    if (region->previous)
        region->previous->next = region->next;
    else
        store->first = region->next;
    if (region->next)
        region->next->previous = region->previous;
}
