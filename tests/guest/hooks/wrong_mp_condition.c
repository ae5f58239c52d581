/* Told too early: it is written through `box` after the lock was let go. */
#include "mp.h"

struct box {
    int ready;
    int number;
};

static struct mp_condition *told;
static struct box *box;

static int
tell(void *arg)
{
    (void)arg;
    mp_condition_acquire(told, -1);
    box->ready = 1;
    mp_condition_notify(told, 1);
    mp_condition_release(told);
    box->number = 42;                   /* race */
    return 0;
}

static int
listen(void *arg)
{
    (void)arg;
    mp_condition_acquire(told, -1);
    while (!box->ready)
        mp_condition_wait(told, -1);
    mp_condition_release(told);
    return box->number;                 /* race */
}

int
main(void)
{
    struct mp_process *one, *other;

    if (mp_condition_new(NULL, &told) || mp_array_new(1, sizeof *box, &box))
        return 2;
    mp_process_start(listen, NULL, &one);
    mp_process_start(tell, NULL, &other);
    mp_process_join(one, -1);
    mp_process_join(other, -1);
    return 0;
}
