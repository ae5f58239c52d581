/* A number and whoever waits for it to be more than 0. */
#include <errno.h>
#include <limits.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"

struct mp_semaphore {
    struct mp_guard guard;

    /* guard must be held to use this: */
    int value;

    struct mp_bell released;
};

int
mp_semaphore_new(int value, struct mp_semaphore **ret_semaphore)
{
    struct mp_semaphore *semaphore;
    int rc;

    if (value < 0)
        return -EINVAL;
    rc = mp_share_new(sizeof(*semaphore), &semaphore);
    if (rc < 0)
        return rc;
    rc = mp_guard_init(&semaphore->guard, PTHREAD_MUTEX_ERRORCHECK);
    if (rc < 0) {
        mp_share_free(semaphore, sizeof(*semaphore));
        return rc;
    }
    mp_bell_init(&semaphore->released, MP_BELL_SEMAPHORE);
    semaphore->value = value;
    *ret_semaphore = semaphore;
    return 0;
}

int
mp_semaphore_acquire(struct mp_semaphore *semaphore, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    int rc = 0;

    mp_guard_enter(&semaphore->guard);
    while (semaphore->value == 0 && rc == 0)
        rc = mp_guard_wait(&semaphore->guard, &semaphore->released, &until);
    if (semaphore->value > 0) {
        semaphore->value--;
        rc = 0;
    }
    mp_guard_leave(&semaphore->guard);
    return rc;
}

int
mp_semaphore_release(struct mp_semaphore *semaphore)
{
    int rc = 0;

    mp_guard_enter(&semaphore->guard);
    if (semaphore->value == INT_MAX) {
        rc = -EOVERFLOW;
    } else {
        mp_bell_ring(&semaphore->released);
        semaphore->value++;
    }
    mp_guard_leave(&semaphore->guard);
    return rc;
}

int
mp_semaphore_value(struct mp_semaphore *semaphore)
{
    int value;

    mp_guard_enter(&semaphore->guard);
    value = semaphore->value;
    mp_guard_leave(&semaphore->guard);
    return value;
}

void
mp_semaphore_free(struct mp_semaphore *semaphore)
{
    mp_share_free(semaphore, sizeof(*semaphore));
}
