/* Handing out, telling what is done, and the sleeping of who has no work. */
#include "guest/mp/jobs.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest/mp/order.h"

static size_t
head_size(int workers)
{
    return sizeof(struct mp_jobs)
           + (size_t)workers * sizeof(struct mp_jobs_worker);
}

/* Of which the pages that nobody touches cost nothing; NULL: none. */
static void *
map_shared(size_t size)
{
    void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return bytes == MAP_FAILED ? NULL : bytes;
}

int
mp_jobs_new(int workers, struct mp_jobs **ret_jobs)
{
    struct mp_jobs *jobs = map_shared(head_size(workers));

    if (!jobs)
        return -errno;
    jobs->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    jobs->slots = map_shared(MP_PENDING_MAX * sizeof(*jobs->slots));
    if (jobs->done_fd < 0 || !jobs->slots) {
        int error = errno;

        mp_jobs_free(jobs, workers);
        return -error;
    }
    for (int i = 0; i < workers; i++)
        jobs->workers[i].task = MP_NO_TASK;
    *ret_jobs = jobs;
    return 0;
}

void
mp_jobs_free(struct mp_jobs *jobs, int workers)
{
    if (!jobs)
        return;
    if (jobs->done_fd >= 0)
        close(jobs->done_fd);
    if (jobs->slots)
        munmap(jobs->slots, MP_PENDING_MAX * sizeof(*jobs->slots));
    munmap(jobs, head_size(workers));
}

static struct mp_jobs_slot *
slot_of(const struct mp_jobs *jobs, size_t number)
{
    return &jobs->slots[number % MP_PENDING_MAX];
}

struct mp_jobs_slot *
mp_jobs_next_slot(const struct mp_jobs *jobs)
{
    return slot_of(jobs, atomic_load(&jobs->posted));
}

/* Who goes to sleep is counted before he looks for work one last time. */
static void
wake(struct mp_jobs *jobs, size_t count)
{
    atomic_fetch_add(&jobs->changed, 1);
    if (atomic_load(&jobs->sleepers) == 0)
        return;
    syscall(SYS_futex, &jobs->changed, FUTEX_WAKE,
            count < INT_MAX ? (int)count : INT_MAX, NULL, NULL, 0);
}

void
mp_jobs_post(struct mp_jobs *jobs, const struct mp_jobs_job *job)
{
    struct mp_jobs_slot *slot = mp_jobs_next_slot(jobs);

    slot->job = *job;
    atomic_store(&slot->done, 0);
    atomic_store(&slot->ordered, 0);
    mp_order_release(&jobs->posted);
    atomic_store(&slot->left, job->nchunks);
    atomic_fetch_add(&jobs->posted, 1);
    wake(jobs, job->nchunks);
}

void
mp_jobs_close(struct mp_jobs *jobs)
{
    atomic_store(&jobs->closed, true);
    wake(jobs, INT_MAX);
}

bool
mp_jobs_done(struct mp_jobs *jobs, const struct mp_jobs_slot *slot)
{
    if (atomic_load(&slot->done) != slot->job.nchunks)
        return false;
    mp_order_acquire(&jobs->listening);
    return true;
}

bool
mp_jobs_seen(struct mp_jobs *jobs, const _Atomic size_t *order,
             size_t *ret_chunk)
{
    size_t chunk = atomic_load(order);

    if (chunk == 0)
        return false;
    mp_order_acquire(&jobs->listening);
    *ret_chunk = chunk - 1;
    return true;
}

/* Whoever listens looks once more, then waits for done_fd; whoever tells has
 * made what is to be seen before. */
void
mp_jobs_listen(struct mp_jobs *jobs)
{
    atomic_store(&jobs->listening, 1);
}

static void
tell(struct mp_jobs *jobs)
{
    uint64_t one = 1;

    if (atomic_load(&jobs->listening) == 0 ||
        atomic_exchange(&jobs->listening, 0) == 0)
        return;
    /* One that nobody has read tells of it, too. */
    if (write(jobs->done_fd, &one, sizeof(one)) < 0)
        return;
}

void
mp_jobs_show(struct mp_jobs *jobs, const struct mp_jobs_chunk *chunk,
             _Atomic size_t *order)
{
    size_t place = atomic_fetch_add(&chunk->slot->ordered, 1);

    mp_order_release(&jobs->listening);
    atomic_store(&order[place], chunk->number + 1);
    tell(jobs);
}

static void
report(struct mp_jobs *jobs, struct mp_jobs_chunk *chunk)
{
    struct mp_jobs_slot *slot = chunk->slot;
    size_t count = chunk->unreported, done;

    if (!slot)
        return;
    chunk->slot = NULL;
    chunk->unreported = 0;
    mp_order_release(&jobs->listening);
    done = atomic_fetch_add(&slot->done, count) + count;
    if (done == chunk->job.nchunks)
        tell(jobs);
}

/* Take a chunk of the job that is in the slot. */
static bool
draw(struct mp_jobs *jobs, struct mp_jobs_slot *slot,
     struct mp_jobs_chunk *chunk)
{
    size_t left = atomic_load_explicit(&slot->left, memory_order_relaxed);

    do
        if (left == 0)
            return false;
    while (!atomic_compare_exchange_weak(&slot->left, &left, left - 1));
    if (chunk->slot != slot) {
        mp_order_acquire(&jobs->posted);
        chunk->slot = slot;
        chunk->job = slot->job;
    }
    chunk->number = chunk->job.nchunks - left;
    chunk->first = chunk->number * chunk->job.chunk;
    chunk->count = chunk->job.count - chunk->first;
    if (chunk->count > chunk->job.chunk)
        chunk->count = chunk->job.chunk;
    return true;
}

/* From the first job that has one. */
static bool
find(struct mp_jobs *jobs, struct mp_jobs_chunk *chunk)
{
    for (;;) {
        size_t first = atomic_load(&jobs->first);

        if (first == atomic_load(&jobs->posted))
            return false;
        if (draw(jobs, slot_of(jobs, first), chunk))
            return true;
        atomic_compare_exchange_strong(&jobs->first, &first, first + 1);
    }
}

/* Until there may be something else. */
static bool
sleep_or_find(struct mp_jobs *jobs, struct mp_jobs_chunk *chunk)
{
    uint32_t seen;
    bool found;

    atomic_fetch_add(&jobs->sleepers, 1);
    seen = atomic_load(&jobs->changed);
    found = find(jobs, chunk);
    if (!found && !atomic_load(&jobs->closed))
        syscall(SYS_futex, &jobs->changed, FUTEX_WAIT, seen, NULL, NULL, 0);
    atomic_fetch_sub(&jobs->sleepers, 1);
    return found;
}

bool
mp_jobs_take(struct mp_jobs *jobs, struct mp_jobs_chunk *chunk)
{
    if (chunk->slot) {
        chunk->unreported++;
        if (draw(jobs, chunk->slot, chunk))
            return true;
        report(jobs, chunk);
    }
    for (;;) {
        bool closed = atomic_load(&jobs->closed);

        if (find(jobs, chunk))
            return true;
        if (closed)
            return false;
        if (sleep_or_find(jobs, chunk))
            return true;
    }
}
