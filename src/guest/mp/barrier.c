/*
 * Rounds.  Whoever waits belongs to the round in which it came, and may
 * learn of its end only when others are under way; so of the last rounds it
 * is remembered which of them failed.  One number tells who has come and
 * which round it is, so that the last to come may be killed on its way: it
 * has come and the round is over, or neither.
 */
#include <errno.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"

#define REMEMBERED 64

struct mp_barrier {
    struct mp_guard guard;

    /* guard must be held to use these: */
    bool broken;                /* nobody waits until it is reset */
    uint64_t failed;            /* a bit for each of the last rounds */

    uint64_t parties;           /* the tutor reads these two before a bell */
    uint64_t came;              /* ever, and those a reset did not wait for;
                                   guarded */
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
    barrier->parties = (uint64_t)parties;
    *ret_barrier = barrier;
    return 0;
}

static uint64_t
bit(uint64_t round)
{
    return UINT64_C(1) << (round % REMEMBERED);
}

static uint64_t
round_locked(const struct mp_barrier *barrier)
{
    return barrier->came / barrier->parties;
}

/* How many wait in this round. */
static uint64_t
arrived_locked(const struct mp_barrier *barrier)
{
    return barrier->came % barrier->parties;
}

/* The last has come; or nobody else will. */
static void
end_round_locked(struct mp_barrier *barrier, bool failed)
{
    mp_bell_ring(&barrier->over);
    if (failed)
        barrier->failed |= bit(round_locked(barrier));
    else
        barrier->failed &= ~bit(round_locked(barrier));
    barrier->came += barrier->parties - arrived_locked(barrier);
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
    uint64_t round = round_locked(barrier);
    int rc = 0;

    barrier->came++;
    while (round_locked(barrier) == round && !barrier->broken && rc == 0)
        rc = mp_guard_wait(&barrier->guard, &barrier->over, until);
    if (round_locked(barrier) != round)
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
    uint64_t place;
    int rc = 0;

    mp_guard_enter(&barrier->guard);
    place = arrived_locked(barrier);
    if (barrier->broken)
        rc = -EPIPE;
    else if (place + 1 == barrier->parties)
        end_round_locked(barrier, false);
    else
        rc = wait_locked(barrier, &until);
    mp_guard_leave(&barrier->guard);
    return rc < 0 ? rc : (int)place;
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
    if (arrived_locked(barrier) > 0)
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
