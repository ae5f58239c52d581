/*
 * libc sleeps on a word inside of its object: a mutex's first, and one
 * further on in the others.  Which object it is shows in how it sleeps (a
 * lock and a barrier without a bitset), in which value the word had, and in
 * whether the words around it make sense as the rest of that object.
 *
 * libmp sleeps on a bell (src/guest/mp/bell.h), which says what it is in.  Its
 * locks are mutexes of libc.
 *
 * A mutex names its owner.  A lock for readers and a writer names the writer.
 * Nothing else has an owner.
 */
#include "run/sync.h"

#include <linux/futex.h>
#include <pthread.h>
#include <stdalign.h>
#include <string.h>

/* A locked mutex that somebody waits for. */
#define CONTENDED 2

/* What an object for many processes has in its flag. */
#define FLAG_PRIVATE 0
#define FLAG_SHARED 128

/* All that a mutex's kind may hold; nothing else is one. */
#define KINDS 0x3f3
#define KIND_TYPE 3

/* pthread_barrier_t and sem_t, which headers do not show. */
struct barrier {
    uint32_t in;                /* that ever arrived */
    uint32_t round;             /* of these, before this round */
    uint32_t count;
    uint32_t flag;
};

struct semaphore {
    uint32_t value;
    uint32_t waiters;
    uint32_t flag;
};

/* The numbers are libmp's. */
#define BELL_MARK UINT64_C(0x6d702e62656c6c00)
enum bell_kind {
    BELL_CONDITION = 1,
    BELL_SEMAPHORE,
    BELL_EVENT,
    BELL_BARRIER,
    BELL_NOT_EMPTY,
    BELL_NOT_FULL,
};

struct bell {
    uint64_t mark;              /* and the kind */
    uint32_t rung;
    uint32_t asleep;
};

struct mp_barrier {             /* the end of it */
    uint64_t parties;
    uint64_t came;              /* in all rounds */
    struct bell over;
};

/* Copies what begins `before` bytes before the word.  False: not there. */
static bool
take(const struct sync_bytes *bytes, size_t before, void *object, size_t size)
{
    size_t from = SYNC_BEFORE - before;

    if (before > SYNC_BEFORE || from < bytes->first ||
        from + size > bytes->end)
        return false;
    memcpy(object, bytes->at + from, size);
    return true;
}

static bool
is_word(const struct sync_bytes *bytes, uint32_t value)
{
    uint32_t word;

    return take(bytes, 0, &word, sizeof word) && word == value;
}

static bool
is_held(const pthread_mutex_t *mutex)
{
    bool recursive =
        (mutex->__data.__kind & KIND_TYPE) == PTHREAD_MUTEX_RECURSIVE;

    return mutex->__data.__owner > 0 && mutex->__data.__nusers > 0 &&
           mutex->__data.__nusers < 1 << 20 &&
           (recursive || mutex->__data.__count == 0);
}

/* It was given back, but whoever sleeps was not told. */
static bool
is_free(const pthread_mutex_t *mutex)
{
    return mutex->__data.__lock == 0 && mutex->__data.__owner == 0 &&
           mutex->__data.__count == 0;
}

static bool
is_mutex(const struct blocked *blocked, const struct sync_bytes *bytes,
         struct sync *sync)
{
    bool robust = blocked->expected & FUTEX_WAITERS;
    pthread_mutex_t mutex;

    if (!take(bytes, 0, &mutex, sizeof mutex) ||
        mutex.__data.__kind & ~KINDS)
        return false;
    if (blocked->inherits || (blocked->plain && robust)) {
        sync->owner = mutex.__data.__lock & FUTEX_TID_MASK;
        sync->whole = robust && bytes->shared;
        return sync->owner > 0 && sync->owner == mutex.__data.__owner;
    }
    if (!blocked->plain || blocked->expected != CONTENDED)
        return false;
    sync->free = is_free(&mutex);
    if (!sync->free && !is_held(&mutex))
        return false;
    sync->owner = mutex.__data.__owner;
    return true;
}

static bool
is_bell(const struct blocked *blocked, const struct sync_bytes *bytes,
        struct sync *sync)
{
    static const enum sync_kind kinds[] = {
        [BELL_CONDITION] = SYNC_CONDITION, [BELL_SEMAPHORE] = SYNC_SEMAPHORE,
        [BELL_EVENT] = SYNC_EVENT,         [BELL_BARRIER] = SYNC_BARRIER,
        [BELL_NOT_EMPTY] = SYNC_QUEUE_EMPTY,
        [BELL_NOT_FULL] = SYNC_QUEUE_FULL,
    };
    struct mp_barrier barrier;
    struct bell bell;

    if (blocked->plain || blocked->private || !bytes->shared ||
        !take(bytes, offsetof(struct bell, rung), &bell, sizeof bell) ||
        bell.mark <= BELL_MARK || bell.mark > BELL_MARK + BELL_NOT_FULL ||
        bell.rung != blocked->expected)
        return false;
    sync->kind = kinds[bell.mark - BELL_MARK];
    sync->whole = true;
    sync->address -= offsetof(struct bell, rung);
    if (sync->kind == SYNC_BARRIER &&
        take(bytes, offsetof(struct mp_barrier, over.rung), &barrier,
             sizeof barrier) &&
        barrier.parties > 0) {
        sync->arrived = (unsigned)(barrier.came % barrier.parties);
        sync->needed = (unsigned)barrier.parties;
    }
    return true;
}

static bool
is_barrier(const struct blocked *blocked, const struct sync_bytes *bytes,
           struct sync *sync)
{
    const size_t before = offsetof(struct barrier, round);
    struct barrier barrier;

    if (!blocked->plain || !is_word(bytes, blocked->expected) ||
        !take(bytes, before, &barrier, sizeof barrier))
        return false;
    if (barrier.in - barrier.round - 1 >= barrier.count - 1 ||
        (barrier.flag != FLAG_PRIVATE && barrier.flag != FLAG_SHARED))
        return false;
    sync->address -= before;
    sync->arrived = barrier.in - barrier.round;
    sync->needed = barrier.count;
    return true;
}

/* A thread's number stands in memory of its own, and the kernel itself will
 * wake who waits there: so the call is never private, the memory always. */
static bool
is_join(const struct blocked *blocked, const struct sync_bytes *bytes,
        struct sync *sync)
{
    if (blocked->plain || blocked->private || bytes->shared ||
        blocked->expected == 0 || !is_word(bytes, blocked->expected))
        return false;
    sync->owner = (pid_t)blocked->expected;
    return true;
}

static bool
is_rwlock(const struct blocked *blocked, const struct sync_bytes *bytes,
          struct sync *sync)
{
    enum { USED = 2, WRITING = 1, READER_SHIFT = 3 };
    bool first = sync->address % alignof(pthread_rwlock_t) == 0;
    pthread_rwlock_t lock;
    size_t before = first ? offsetof(pthread_rwlock_t,
                                     __data.__wrphase_futex)
                          : offsetof(pthread_rwlock_t,
                                     __data.__writers_futex);

    if (blocked->plain || (blocked->expected | WRITING) != (USED | WRITING) ||
        !is_word(bytes, blocked->expected) ||
        !take(bytes, before, &lock, sizeof lock))
        return false;
    sync->readers = lock.__data.__readers >> READER_SHIFT;
    if (lock.__data.__shared & ~1 || lock.__data.__cur_writer < 0 ||
        (sync->readers == 0 && lock.__data.__cur_writer == 0))
        return false;
    sync->address -= before;
    sync->owner = lock.__data.__cur_writer;
    if (sync->owner)
        sync->readers = 0;
    return true;
}

static bool
could_be_condition(const struct blocked *blocked,
                   const struct sync_bytes *bytes, size_t *ret_before)
{
    enum { WAITER_SHIFT = 3 };
    bool first = blocked->address % alignof(pthread_cond_t) == 0;
    size_t before = offsetof(pthread_cond_t, __data.__g_signals) +
                    (first ? 0 : sizeof(unsigned));
    pthread_cond_t condition;

    if (!take(bytes, before, &condition, sizeof condition) ||
        condition.__data.__wrefs >> WAITER_SHIFT == 0 ||
        condition.__data.__wrefs >> WAITER_SHIFT > 1 << 20)
        return false;
    *ret_before = before;
    return true;
}

static bool
could_be_semaphore(const struct blocked *blocked,
                   const struct sync_bytes *bytes)
{
    struct semaphore semaphore;

    return blocked->address % sizeof(uint64_t) == 0 &&
           take(bytes, 0, &semaphore, sizeof semaphore) &&
           semaphore.waiters > 0 && semaphore.waiters < 1 << 20 &&
           semaphore.flag ==
               (blocked->private ? FLAG_PRIVATE : FLAG_SHARED);
}

/* Both sleep while a word is 0.  What could be either is neither. */
static bool
is_counted(const struct blocked *blocked, const struct sync_bytes *bytes,
           struct sync *sync)
{
    size_t before = 0;
    bool condition, semaphore;

    if (blocked->plain || blocked->inherits || blocked->expected != 0)
        return false;
    condition = could_be_condition(blocked, bytes, &before);
    semaphore = could_be_semaphore(blocked, bytes);
    if (condition == semaphore)
        return false;
    sync->kind = condition ? SYNC_CONDITION : SYNC_SEMAPHORE;
    sync->address -= before;
    return true;
}

void
sync_decode(const struct blocked *blocked, const struct sync_bytes *bytes,
            struct sync *ret_sync)
{
    static const struct {
        bool (*is)(const struct blocked *blocked,
                   const struct sync_bytes *bytes, struct sync *sync);
        enum sync_kind kind;
    } kinds[] = {
        {is_bell, SYNC_UNKNOWN},
        {is_mutex, SYNC_MUTEX},
        {is_barrier, SYNC_BARRIER},
        {is_join, SYNC_JOIN},
        {is_rwlock, SYNC_RWLOCK},
        {is_counted, SYNC_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct sync sync = {.kind = kinds[i].kind,
                            .address = blocked->address};

        if (kinds[i].is(blocked, bytes, &sync)) {
            *ret_sync = sync;
            return;
        }
    }
    *ret_sync = (struct sync){.address = blocked->address};
}
