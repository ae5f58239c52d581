/* Jobs of a pool that overlap; what a task wrote into memory that is shared
 * is read once its job is done, or its result has come. */
#include <stddef.h>
#include <sys/mman.h>

#include "mp.h"

#define TASKS 30

static long *slots;

static int
square(const void *arg, void *ret_result)
{
    long n = *(const long *)arg;

    slots[n] += n;
    *(long *)ret_result = n * n;
    return 0;
}

static long
sum_of_imap(struct mp_pool *pool, const long *numbers)
{
    struct mp_imap *imap;
    size_t place;
    long sum = 0, result;

    if (mp_pool_imap_unordered(pool, square, numbers, long, TASKS, &imap) < 0)
        return -1;
    while (mp_imap_next(imap, -1, &place, &result) == 0)
        sum += result - slots[numbers[place]];
    mp_imap_free(imap);
    return sum;
}

int
main(void)
{
    long numbers[3][TASKS], squares[2][TASKS], sum = 0;
    struct mp_pending *pending[2];
    struct mp_pool *pool;

    slots = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (slots == MAP_FAILED || mp_pool_new(3, &pool) < 0)
        return 2;
    for (int i = 0; i < 3 * TASKS; i++)
        numbers[i / TASKS][i % TASKS] = i;
    for (int i = 0; i < 2; i++)
        if (mp_pool_map_async(pool, square, numbers[i], squares[i], TASKS,
                              &pending[i], .chunk = 4) < 0)
            return 3;
    sum = sum_of_imap(pool, numbers[2]);
    for (int i = 0; i < 2; i++) {
        if (mp_pending_get(pending[i], -1) < 0)
            return 4;
        for (int j = 0; j < TASKS; j++)
            sum += squares[i][j] - slots[numbers[i][j]];
        mp_pending_free(pending[i]);
    }
    /* The same slots again: whoever had them before is known to be done. */
    if (mp_pool_map(pool, square, numbers[0], squares[0], TASKS) < 0)
        return 5;
    mp_pool_free(pool);
    return sum != 3 * TASKS * (3 * TASKS - 1) * (6 * TASKS - 1) / 6
                  - 3 * TASKS * (3 * TASKS - 1) / 2;
}
