/* A box for one number, and two conditions on the same lock.
 * most_at_once = 4 */
#include "mp.h"

struct box {
    long number;                /* 0: empty */
    long sum;
};

static struct mp_lock *lock;
static struct mp_condition *filled, *emptied;
static struct box *box;

static int
fill(void *arg)
{
    (void)arg;
    for (long i = 1; i <= 30; i++) {
        mp_lock_acquire(lock, -1);
        while (box->number)
            mp_condition_wait(emptied, i % 2 ? -1 : 60);
        box->number = i;
        mp_condition_notify(filled, 1);
        mp_lock_release(lock);
    }
    return 0;
}

static int
empty(void *arg)
{
    (void)arg;
    for (long i = 1; i <= 30; i++) {
        mp_condition_acquire(filled, -1);
        while (!box->number)
            mp_condition_wait(filled, i % 2 ? -1 : 60);
        box->sum += box->number;
        box->number = 0;
        mp_condition_notify_all(emptied);
        mp_condition_release(filled);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[4];

    if (mp_lock_new(&lock) || mp_condition_new(lock, &filled) ||
        mp_condition_new(lock, &emptied) ||
        mp_array_new(1, sizeof *box, &box))
        return 2;
    for (int i = 0; i < 4; i++)
        mp_process_start(i % 2 ? fill : empty, NULL, &processes[i]);
    for (int i = 0; i < 4; i++)
        mp_process_join(processes[i], -1);
    return box->sum != 2 * 465;
}
