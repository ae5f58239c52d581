/*
 * What the bytes of libc's objects say.  The objects are libc's own, brought
 * into the state that they are in when somebody waits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <linux/futex.h>
#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest/mp/bell.h"
#include "run/sync.h"

#define ADDRESS 0x10000         /* of the object; aligned as all are */

/* An object, and what is around it in memory. */
struct memory {
    unsigned char before[SYNC_BEFORE];
    union {
        pthread_mutex_t mutex;
        pthread_cond_t condition;
        pthread_rwlock_t rwlock;
        uint32_t words[16];
        uint64_t counts[8];
    } object;
    unsigned char after[SYNC_AFTER];
};

static const struct blocked lock = {.kind = BLOCKED_FUTEX, .plain = true,
                                    .private = true, .expected = 2};
static const struct blocked counted = {.kind = BLOCKED_FUTEX,
                                       .private = true};

/* Somebody waits on the word at this place of the object. */
static struct sync
decode(const struct memory *memory, size_t place,
       const struct blocked *pattern, bool shared)
{
    struct blocked blocked = *pattern;
    struct sync_bytes bytes = {.end = SYNC_BEFORE + SYNC_AFTER,
                               .shared = shared};
    struct sync sync;

    memcpy(bytes.at, (const unsigned char *)memory + place,
           sizeof bytes.at);
    blocked.address = ADDRESS + place;
    sync_decode(&blocked, &bytes, &sync);
    return sync;
}

static struct memory
mutex_of(int type, int owner)
{
    struct memory memory = {0};
    pthread_mutexattr_t attributes;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutex_init(&memory.object.mutex, &attributes);
    if (owner) {
        pthread_mutex_lock(&memory.object.mutex);
        memory.object.mutex.__data.__lock = 2;
        memory.object.mutex.__data.__owner = owner;
    }
    return memory;
}

static void
test_sync__a_mutex_names_its_owner(void **state)
{
    static const int types[] = {
        PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_RECURSIVE,
        PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_ADAPTIVE_NP,
    };

    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct memory memory = mutex_of(types[i], 77);
        struct sync sync = decode(&memory, 0, &lock, false);

        assert_int_equal(sync.kind, SYNC_MUTEX);
        assert_int_equal(sync.address, ADDRESS);
        assert_int_equal(sync.owner, 77);
        assert_false(sync.free);
    }
}

static void
test_sync__a_robust_mutex_has_it_in_its_word(void **state)
{
    struct blocked robust = lock;
    struct memory memory = {0};
    pthread_mutexattr_t attributes;
    struct sync sync;

    (void)state;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&memory.object.mutex, &attributes);
    pthread_mutex_lock(&memory.object.mutex);
    memory.object.words[0] |= FUTEX_WAITERS;
    robust.expected = memory.object.words[0];
    sync = decode(&memory, 0, &robust, false);
    assert_int_equal(sync.kind, SYNC_MUTEX);
    assert_int_equal(sync.owner, syscall(SYS_gettid));
    pthread_mutex_unlock(&memory.object.mutex);
}

static void
test_sync__a_mutex_can_be_free(void **state)
{
    struct memory memory = mutex_of(PTHREAD_MUTEX_NORMAL, 0);
    struct sync sync = decode(&memory, 0, &lock, true);

    (void)state;
    assert_int_equal(sync.kind, SYNC_MUTEX);
    assert_true(sync.free);
    assert_int_equal(sync.owner, 0);
}

/* Such as the lock of a stream, which has a pointer where a mutex has its
 * owner, or that of malloc(). */
static void
test_sync__what_makes_no_sense_is_no_mutex(void **state)
{
    struct memory memory = mutex_of(PTHREAD_MUTEX_NORMAL, 77);

    (void)state;
    memory.object.words[1] = 1;
    assert_int_equal(decode(&memory, 0, &lock, false).kind, SYNC_UNKNOWN);
    memory = mutex_of(PTHREAD_MUTEX_NORMAL, 77);
    memory.object.mutex.__data.__nusers = 0;
    assert_int_equal(decode(&memory, 0, &lock, false).kind, SYNC_UNKNOWN);
    memory = mutex_of(PTHREAD_MUTEX_NORMAL, 77);
    memory.object.mutex.__data.__kind = 0x1000;
    assert_int_equal(decode(&memory, 0, &lock, false).kind, SYNC_UNKNOWN);
}

static void
test_sync__a_barrier_says_how_many_have_come(void **state)
{
    struct memory memory = {.object.words = {8, 6, 5, 0}};
    struct blocked blocked = lock;
    struct sync sync;

    (void)state;
    blocked.expected = 6;
    sync = decode(&memory, 4, &blocked, false);
    assert_int_equal(sync.kind, SYNC_BARRIER);
    assert_int_equal(sync.address, ADDRESS);
    assert_int_equal(sync.arrived, 2);
    assert_int_equal(sync.needed, 5);
    memory.object.words[0] = 11;
    assert_int_equal(decode(&memory, 4, &blocked, false).kind,
                     SYNC_UNKNOWN);
}

static void
test_sync__a_condition_and_a_semaphore_are_told_apart(void **state)
{
    struct memory memory = {0};
    size_t signals = offsetof(pthread_cond_t, __data.__g_signals);
    struct sync sync;

    (void)state;
    memory.object.condition.__data.__wrefs = 1 << 3;
    for (size_t group = 0; group < 2; group++) {
        sync = decode(&memory, signals + 4 * group, &counted, false);
        assert_int_equal(sync.kind, SYNC_CONDITION);
        assert_int_equal(sync.address, ADDRESS);
    }
    memory = (struct memory){.object.words = {0, 1, 0, 0}};
    sync = decode(&memory, 0, &counted, false);
    assert_int_equal(sync.kind, SYNC_SEMAPHORE);
    assert_int_equal(sync.address, ADDRESS);
}

static void
test_sync__what_could_be_both_is_neither(void **state)
{
    struct memory memory = {0};
    size_t signals = offsetof(pthread_cond_t, __data.__g_signals);

    (void)state;
    memory.object.condition.__data.__wrefs = 1 << 3;
    memory.object.condition.__data.__g_signals[1] = 1;
    assert_int_equal(decode(&memory, signals, &counted, false).kind,
                     SYNC_UNKNOWN);
}

static void
test_sync__a_join_waits_for_a_number(void **state)
{
    struct memory memory = {.object.words = {4711}};
    struct blocked join = {.kind = BLOCKED_FUTEX, .expected = 4711};
    struct sync sync = decode(&memory, 0, &join, false);

    (void)state;
    assert_int_equal(sync.kind, SYNC_JOIN);
    assert_int_equal(sync.owner, 4711);
    assert_int_equal(decode(&memory, 0, &join, true).kind, SYNC_UNKNOWN);
    join.private = true;
    assert_int_equal(decode(&memory, 0, &join, false).kind, SYNC_UNKNOWN);
}

static void
test_sync__a_rwlock_names_its_writer(void **state)
{
    struct blocked blocked = counted;
    struct memory memory = {0};
    struct sync sync;

    (void)state;
    pthread_rwlock_init(&memory.object.rwlock, NULL);
    pthread_rwlock_wrlock(&memory.object.rwlock);
    memory.object.rwlock.__data.__wrphase_futex = 3;
    blocked.expected = 3;
    sync = decode(&memory, 8, &blocked, false);
    assert_int_equal(sync.kind, SYNC_RWLOCK);
    assert_int_equal(sync.address, ADDRESS);
    assert_int_equal(sync.owner, syscall(SYS_gettid));
    memory.object.rwlock.__data.__wrphase_futex = 1;
    pthread_rwlock_unlock(&memory.object.rwlock);
    pthread_rwlock_rdlock(&memory.object.rwlock);
    memory.object.rwlock.__data.__wrphase_futex = 2;
    blocked.expected = 2;
    sync = decode(&memory, 8, &blocked, false);
    assert_int_equal(sync.kind, SYNC_RWLOCK);
    assert_int_equal(sync.owner, 0);
    assert_int_equal(sync.readers, 1);
}

/* Both sides know the same numbers and the same place. */
static void
test_sync__a_bell_of_libmp_says_what_it_is_in(void **state)
{
    static const enum sync_kind kinds[] = {
        [MP_BELL_CONDITION] = SYNC_CONDITION,
        [MP_BELL_SEMAPHORE] = SYNC_SEMAPHORE,
        [MP_BELL_EVENT] = SYNC_EVENT,
        [MP_BELL_BARRIER] = SYNC_BARRIER,
        [MP_BELL_NOT_EMPTY] = SYNC_QUEUE_EMPTY,
        [MP_BELL_NOT_FULL] = SYNC_QUEUE_FULL,
    };
    const struct blocked asleep = {.kind = BLOCKED_FUTEX, .expected = 7};
    const size_t at = 2 * sizeof(uint64_t);

    (void)state;
    for (unsigned kind = 1; kind <= MP_BELL_NOT_FULL; kind++) {
        /* Of five parties three have come in the third round. */
        struct memory memory = {.object.counts = {5, 13}};
        struct mp_bell bell = {.mark = MP_BELL_MARK + kind, .rung = 7,
                               .asleep = 1};
        struct sync sync;

        memcpy(&memory.object.counts[2], &bell, sizeof bell);
        sync = decode(&memory, at + offsetof(struct mp_bell, rung), &asleep,
                      true);
        assert_int_equal(sync.kind, kinds[kind]);
        assert_int_equal(sync.address, ADDRESS + at);
        assert_int_equal(sync.needed, kinds[kind] == SYNC_BARRIER ? 5 : 0);
        assert_int_equal(sync.arrived, kinds[kind] == SYNC_BARRIER ? 3 : 0);
        memory.object.counts[0] = 0;
        sync = decode(&memory, at + offsetof(struct mp_bell, rung), &asleep,
                      true);
        assert_int_equal(sync.needed, 0);
        memory.object.counts[2] = 0;
        assert_int_equal(decode(&memory,
                                at + offsetof(struct mp_bell, rung), &asleep,
                                true).kind, SYNC_UNKNOWN);
    }
}

static void
test_sync__bytes_that_are_not_there_are_not_asked(void **state)
{
    struct memory memory = mutex_of(PTHREAD_MUTEX_NORMAL, 77);
    struct blocked blocked = lock;
    struct sync_bytes bytes = {.first = SYNC_BEFORE,
                               .end = SYNC_BEFORE + 4};
    struct sync sync;

    (void)state;
    blocked.address = ADDRESS;
    memcpy(bytes.at + SYNC_BEFORE, &memory.object, SYNC_AFTER);
    sync_decode(&blocked, &bytes, &sync);
    assert_int_equal(sync.kind, SYNC_UNKNOWN);
    assert_int_equal(sync.address, ADDRESS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sync__a_mutex_names_its_owner),
        cmocka_unit_test(test_sync__a_robust_mutex_has_it_in_its_word),
        cmocka_unit_test(test_sync__a_mutex_can_be_free),
        cmocka_unit_test(test_sync__what_makes_no_sense_is_no_mutex),
        cmocka_unit_test(test_sync__a_barrier_says_how_many_have_come),
        cmocka_unit_test(
            test_sync__a_condition_and_a_semaphore_are_told_apart),
        cmocka_unit_test(test_sync__what_could_be_both_is_neither),
        cmocka_unit_test(test_sync__a_join_waits_for_a_number),
        cmocka_unit_test(test_sync__a_rwlock_names_its_writer),
        cmocka_unit_test(test_sync__a_bell_of_libmp_says_what_it_is_in),
        cmocka_unit_test(test_sync__bytes_that_are_not_there_are_not_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
