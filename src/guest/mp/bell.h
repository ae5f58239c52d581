/*
 * A bell is a word to sleep on without the guard.  It is rung before what it
 * tells of is done, and under the guard: whoever it wakes comes for the
 * guard, and learns of the death of a ringer who did not come so far.  glibc's
 * condition variables survive neither a dead waiter nor a dead ringer.
 */
#ifndef MP_BELL_H
#define MP_BELL_H

#include <stdatomic.h>
#include <stdint.h>

#include "guest/mp/until.h"

/*
 * The tutor finds a bell by the mark before the word that somebody sleeps
 * on, and says who waits for what: src/run/sync.c has the same numbers.
 */
#define MP_BELL_MARK UINT64_C(0x6d702e62656c6c00)
enum mp_bell_kind {
    MP_BELL_CONDITION = 1,
    MP_BELL_SEMAPHORE,
    MP_BELL_EVENT,
    MP_BELL_BARRIER,
    MP_BELL_NOT_EMPTY,          /* of a queue */
    MP_BELL_NOT_FULL,
};

struct mp_bell {
    uint64_t mark;              /* MP_BELL_MARK + the kind */
    _Atomic uint32_t rung;      /* the word */
    _Atomic uint32_t asleep;    /* and those killed there; guarded */
};

void mp_bell_init(struct mp_bell *bell, enum mp_bell_kind kind);
/* Wake all who sleep; they come for the guard, which the caller has. */
void mp_bell_ring(struct mp_bell *bell);
/* Before the guard is left, and after it was taken again. */
uint32_t mp_bell_prepare(struct mp_bell *bell);
void mp_bell_awake(struct mp_bell *bell);
/*
 * Sleep, without the guard, until it is rung.  -ETIMEDOUT: it was not rung in
 * time.
 */
int mp_bell_sleep(struct mp_bell *bell, uint32_t seen,
                  const struct mp_until *until);

#endif
