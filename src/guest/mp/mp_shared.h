/*
 * Memory that processes share: a number with a lock, and arrays.  mp.h tells
 * what all have in common, mp_sync.h what holds for shared objects.
 */
#ifndef MP_MP_SHARED_H
#define MP_MP_SHARED_H

#include <stddef.h>

#include "mp_sync.h"

/*
 * A number.  Each get and each set waits for the lock, unless this thread
 * has it; a get and then a set are two steps, between which others come:
 *
 *     with v.get_lock():        mp_lock_acquire(mp_value_lock(v), -1);
 *         v.value += 1          mp_value_set(v, mp_value_get(v) + 1);
 *                               mp_lock_release(mp_value_lock(v));
 */
struct mp_value;
int mp_value_new(long initial, struct mp_value **ret_value);
long mp_value_get(struct mp_value *value);
void mp_value_set(struct mp_value *value, long number);
/* The value's own. */
struct mp_lock *mp_value_lock(struct mp_value *value);
void mp_value_free(struct mp_value *value);

/*
 * `count` elements of `size` bytes, all zero: plain memory, without a lock.
 * The last parameter is the address of a pointer:
 *
 *     long *numbers;
 *     mp_array_new(10, sizeof(*numbers), &numbers);
 *     numbers[3] = 1;
 *
 * It begins at a multiple of 64 bytes.  -EINVAL when there is nothing in it,
 * -ENOMEM when there is no such memory.
 */
int mp_array_new(size_t count, size_t size, void *ret_array);
/* Unmap it here; NULL, or what mp_array_new() gave. */
void mp_array_free(void *array);

#endif
