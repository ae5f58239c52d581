/* Plain numbers, each behind a lock of libmp of another kind.
 * most_at_once = 3 */
#include "mp.h"

static struct mp_lock *lock;
static struct mp_rlock *rlock;
static struct mp_semaphore *semaphore;
static struct mp_value *value;
static long *numbers;

static int
add(void *arg)
{
    (void)arg;
    for (int i = 0; i < 40; i++) {
        mp_lock_acquire(lock, i % 2 ? -1 : 60);
        numbers[0]++;
        mp_lock_release(lock);
        mp_rlock_acquire(rlock, i % 2 ? -1 : 60);
        mp_rlock_acquire(rlock, -1);
        numbers[1]++;
        mp_rlock_release(rlock);
        numbers[1]++;
        mp_rlock_release(rlock);
        mp_semaphore_acquire(semaphore, i % 2 ? -1 : 60);
        numbers[2]++;
        mp_semaphore_release(semaphore);
        mp_lock_acquire(mp_value_lock(value), -1);
        mp_value_set(value, mp_value_get(value) + 1);
        numbers[3]++;
        mp_lock_release(mp_value_lock(value));
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[3];

    if (mp_lock_new(&lock) || mp_rlock_new(&rlock) ||
        mp_semaphore_new(1, &semaphore) || mp_value_new(0, &value) ||
        mp_array_new(4, sizeof *numbers, &numbers))
        return 2;
    for (int i = 0; i < 3; i++)
        mp_process_start(add, NULL, &processes[i]);
    for (int i = 0; i < 3; i++) {
        mp_process_join(processes[i], -1);
        mp_process_free(processes[i]);
    }
    return numbers[0] != 120 || numbers[1] != 240 || numbers[2] != 120 ||
           numbers[3] != 120 || mp_value_get(value) != 120;
}
