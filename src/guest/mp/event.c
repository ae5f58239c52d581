/* A flag, and how often it was set: who waits is let go by either. */
#include <errno.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"

struct mp_event {
    struct mp_guard guard;

    /* guard must be held to use these: */
    bool is_set;
    uint64_t sets;

    struct mp_bell set;
};

int
mp_event_new(struct mp_event **ret_event)
{
    struct mp_event *event;
    int rc = mp_share_new(sizeof(*event), &event);

    if (rc < 0)
        return rc;
    rc = mp_guard_init(&event->guard, PTHREAD_MUTEX_ERRORCHECK);
    if (rc < 0) {
        mp_share_free(event, sizeof(*event));
        return rc;
    }
    mp_bell_init(&event->set, MP_BELL_EVENT);
    *ret_event = event;
    return 0;
}

int
mp_event_set(struct mp_event *event)
{
    mp_guard_enter(&event->guard);
    if (!event->is_set) {
        mp_bell_ring(&event->set);
        event->sets++;
        event->is_set = true;
    }
    mp_guard_leave(&event->guard);
    return 0;
}

int
mp_event_clear(struct mp_event *event)
{
    mp_guard_enter(&event->guard);
    event->is_set = false;
    mp_guard_leave(&event->guard);
    return 0;
}

int
mp_event_is_set(struct mp_event *event)
{
    bool is_set;

    mp_guard_enter(&event->guard);
    is_set = event->is_set;
    mp_guard_leave(&event->guard);
    return is_set;
}

int
mp_event_wait(struct mp_event *event, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    uint64_t sets;
    bool done;
    int rc = 0;

    mp_guard_enter(&event->guard);
    sets = event->sets;
    while (!(done = event->is_set || event->sets != sets) && rc == 0)
        rc = mp_guard_wait(&event->guard, &event->set, &until);
    mp_guard_leave(&event->guard);
    return done ? 0 : rc;
}

void
mp_event_free(struct mp_event *event)
{
    mp_share_free(event, sizeof(*event));
}
