/* A number and its lock, in shared memory. */
#include <errno.h>

#include "guest/mp/lock.h"
#include "guest/mp/mp.h"

struct mp_value {
    struct mp_lock lock;

    /* lock must be held to use this: */
    long number;
};

int
mp_value_new(long initial, struct mp_value **ret_value)
{
    struct mp_value *value;
    int rc = mp_share_new(sizeof(*value), &value);

    if (rc < 0)
        return rc;
    rc = mp_lock_init(&value->lock);
    if (rc < 0) {
        mp_share_free(value, sizeof(*value));
        return rc;
    }
    value->number = initial;
    *ret_value = value;
    return 0;
}

/*
 * False: this thread had it before.  That a holder died is for the next one
 * who asks for the lock: what else it guards is not known here.
 */
static bool
enter(struct mp_value *value)
{
    static const struct mp_until never = {.never = true};
    int rc = mp_guard_take(&value->lock.guard, &never);

    if (rc == -EOWNERDEAD)
        value->lock.orphaned = true;
    return rc != -EDEADLK;
}

static void
leave(struct mp_value *value, bool entered)
{
    if (entered)
        mp_guard_release(&value->lock.guard);
}

long
mp_value_get(struct mp_value *value)
{
    bool entered = enter(value);
    long number = value->number;

    leave(value, entered);
    return number;
}

void
mp_value_set(struct mp_value *value, long number)
{
    bool entered = enter(value);

    value->number = number;
    leave(value, entered);
}

struct mp_lock *
mp_value_lock(struct mp_value *value)
{
    return &value->lock;
}

void
mp_value_free(struct mp_value *value)
{
    if (!value)
        return;
    mp_guard_drop(&value->lock.guard);
    mp_share_free(value, sizeof(*value));
}
