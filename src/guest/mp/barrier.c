/*
 * Rounds.  Whoever waits belongs to the round in which it came, and may
 * learn of its end only when others are under way; so of the last rounds it
 * is remembered which of them failed.
 */
#include <errno.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"

#define REMEMBERED 64

struct mp_barrier {
    struct mp_guard guard;

    /* guard must be held to use these: */
    bool broken;                /* nobody waits until it is reset */
    uint64_t round;
    uint64_t failed;            /* a bit for each of the last rounds */

    int parties;                /* the tutor reads these two before a bell */
    int arrived;                /* in this round; less than parties; guarded */
    struct mp_bell over;        /* a round, or the barrier is broken */
};

int
mp_barrier_new(int parties, struct mp_barrier **ret_barrier)
{
    struct mp_barrier *barrier;
    int rc;

    if (parties < 1)
        return -EINVAL;
    rc = mp_share_new(sizeof(*barrier), &barrier);
    if (rc < 0)
        return rc;
    rc = mp_guard_init(&barrier->guard, PTHREAD_MUTEX_ERRORCHECK);
    if (rc < 0) {
        mp_share_free(barrier, sizeof(*barrier));
        return rc;
    }
    mp_bell_init(&barrier->over, MP_BELL_BARRIER);
    barrier->parties = parties;
    *ret_barrier = barrier;
    return 0;
}

static uint64_t
bit(uint64_t round)
{
    return UINT64_C(1) << (round % REMEMBERED);
}

static void
end_round_locked(struct mp_barrier *barrier, bool failed)
{
    mp_bell_ring(&barrier->over);
    if (failed)
        barrier->failed |= bit(barrier->round);
    else
        barrier->failed &= ~bit(barrier->round);
    barrier->arrived = 0;
    barrier->round++;
}

static void
break_locked(struct mp_barrier *barrier)
{
    if (barrier->broken)
        return;
    mp_bell_ring(&barrier->over);
    barrier->broken = true;
}

/* Of the round in which the caller came: 0, or how it failed. */
static int
wait_locked(struct mp_barrier *barrier, const struct mp_until *until)
{
    uint64_t round = barrier->round;
    int rc = 0;

    while (barrier->round == round && !barrier->broken && rc == 0)
        rc = mp_guard_wait(&barrier->guard, &barrier->over, until);
    if (barrier->round != round)
        return barrier->failed & bit(round) ? -EPIPE : 0;
    if (barrier->broken)
        return -EPIPE;
    break_locked(barrier);
    return rc;
}

int
mp_barrier_wait(struct mp_barrier *barrier, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    int place, rc = 0;

    mp_guard_enter(&barrier->guard);
    place = barrier->arrived;
    if (barrier->broken) {
        rc = -EPIPE;
    } else if (place + 1 == barrier->parties) {
        end_round_locked(barrier, false);
    } else {
        barrier->arrived++;
        rc = wait_locked(barrier, &until);
    }
    mp_guard_leave(&barrier->guard);
    return rc < 0 ? rc : place;
}

int
mp_barrier_abort(struct mp_barrier *barrier)
{
    mp_guard_enter(&barrier->guard);
    break_locked(barrier);
    mp_guard_leave(&barrier->guard);
    return 0;
}

int
mp_barrier_reset(struct mp_barrier *barrier)
{
    mp_guard_enter(&barrier->guard);
    end_round_locked(barrier, true);
    barrier->broken = false;
    mp_guard_leave(&barrier->guard);
    return 0;
}

void
mp_barrier_free(struct mp_barrier *barrier)
{
    mp_share_free(barrier, sizeof(*barrier));
}
