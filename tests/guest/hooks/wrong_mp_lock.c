/* One of two forgets the lock, and gets through `number` to the same. */
#include "mp.h"

static struct mp_lock *lock;
static long *number;

static int
add(void *arg)
{
    (void)arg;
    mp_lock_acquire(lock, -1);
    ++*number;                          /* race */
    mp_lock_release(lock);
    return 0;
}

static int
forget(void *arg)
{
    (void)arg;
    ++*number;                          /* race */
    return 0;
}

int
main(void)
{
    struct mp_process *one, *other;

    if (mp_lock_new(&lock) || mp_array_new(1, sizeof *number, &number))
        return 2;
    mp_process_start(add, NULL, &one);
    mp_process_start(forget, NULL, &other);
    mp_process_join(one, -1);
    mp_process_join(other, -1);
    return 0;
}
