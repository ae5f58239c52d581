/* Tasks of a pool that use the same memory: the pool does not order them.
 */
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>

#include "mp.h"

static struct {
    _Atomic int begun;
    long sum;
} *shared;

/* Each begins before the other ends. */
static int
add(const void *arg, void *ret_result)
{
    (void)ret_result;
    atomic_fetch_add_explicit(&shared->begun, 1, memory_order_relaxed);
    while (atomic_load_explicit(&shared->begun, memory_order_relaxed) < 2)
        sched_yield();
    shared->sum += *(const long *)arg; /* race */
    return 0;
}

int
main(void)
{
    long numbers[2] = {1, 2};
    char nothings[2];
    struct mp_pool *pool;

    shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED || mp_pool_new(2, &pool) < 0)
        return 2;
    if (mp_pool_map(pool, add, numbers, nothings, 2, .chunk = 1) < 0)
        return 3;
    mp_pool_free(pool);
    return 0;
}
