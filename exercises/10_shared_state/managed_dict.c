/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/10_shared_state/managed_dict.c \
       build/src/guest/mp/libmp.a -o managed_dict -lm */

/*
 * A manager is a process that keeps a dictionary.  Others ask it by
 * messages, so nobody can hurt the dictionary.  Then the same with a
 * number in shared memory, to see what messages cost.  In Python:
 *
 *   def count(d, lock):
 *       for i in range(times):
 *           d["k"] += 1
 *           if i % 100 == 0:
 *               items.append(i)
 *
 *   d = Manager().dict(k=0)
 *   items = Manager().list()
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

static struct mp_dict *d;
static struct mp_list *items;
static struct mp_lock *lock;
static struct mp_value *v;
static long workers, times, locked;

/* [count] */
static void
plus_one(void)
{
    long value = 0;
    mp_dict_get(d, "k", &value);
    mp_dict_set(d, "k", value + 1);
}

/* def count(d, lock): */
static int
count(void *arg)
{
    (void)arg;
    watch_enter();
    start_together(workers);
    for (long i = 0; i < times; i++) {
        if (locked)
            mp_lock_acquire(lock, -1);
        plus_one();
        if (locked)
            mp_lock_release(lock);
        if (i % 100 == 0)
            mp_list_append(items, i);
    }
    watch_leave();
    return 0;
}

/* with v.get_lock(): v.value += 1 */
static int
count_value(void *arg)
{
    (void)arg;
    for (long i = 0; i < times; i++) {
        mp_lock_acquire(mp_value_lock(v), -1);
        mp_value_set(v, mp_value_get(v) + 1);
        mp_lock_release(mp_value_lock(v));
    }
    return 0;
}

/* Returns how long a worker took for one addition, in nanoseconds. */
static long
by_workers(int (*target)(void *))
{
    struct mp_process *all[workers];
    double begin = clock_ms();

    for (long i = 0; i < workers; i++)
        if (mp_process_start(target, NULL, &all[i]) < 0)
            race_stop(1, "process", "no more of them", "");
    for (long i = 0; i < workers; i++) {
        mp_process_join(all[i], -1);
        mp_process_free(all[i]);
    }
    return (long)((clock_ms() - begin) * 1e6) / times;
}

int
main(int argc, char **argv)
{
    struct mp_manager *manager;
    long value = 0, dict_ns, value_ns;
    size_t length = 0;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    times = knob("times", 10000);
    locked = knob_from("locked", 0, 0);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");

    /* d = Manager().dict(k=0); lock = Lock(); v = Value("l", 0) */
    if (mp_manager_new(&manager) < 0 || mp_dict_new(manager, &d) < 0 ||
        mp_dict_set(d, "k", 0) < 0 ||
        mp_list_new(manager, &items) < 0 || mp_lock_new(&lock) < 0 ||
        mp_value_new(0, &v) < 0)
        race_stop(1, "manager", "could not be started", "");
    dict_ns = by_workers(count);
    value_ns = by_workers(count_value);

    mp_dict_get(d, "k", &value);
    mp_list_length(items, &length);
    result("k", value);
    result("expected_k", workers * times);
    result("items", (long)length);
    result("expected_items", workers * ((times + 99) / 100));
    result("v", mp_value_get(v));
    result("expected_v", workers * times);
    result("dict_ns", dict_ns);
    result("value_ns", value_ns);
    mp_dict_free(d);
    mp_list_free(items);
    mp_manager_free(manager);
    mp_lock_free(lock);
    mp_value_free(v);
    return 0;
}
