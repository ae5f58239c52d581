/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/03_races/check_then_act.c -o check_then_act -lm */

/*
 * Some threads want the same things.  What is there already need not be
 * loaded again.  In Python:
 *
 *   if key not in cache:            # check
 *       cache[key] = load(key)      # act
 *
 * Each look into the cache is locked, and so is each change of it, as a
 * dict of Python's protects itself.  lock=1 puts one lock around both.
 */
#include <stdbool.h>

#include "race.h"

#define KEYS_MAX 1000

static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;
static bool cache[KEYS_MAX];    /* cache_lock must be held to use it */

static pthread_mutex_t around = PTHREAD_MUTEX_INITIALIZER;
static long threads;
static long keys;
static long load_ms;
static long lock;
static atomic_long loads;

static bool
is_in_cache(long key)
{
    pthread_mutex_lock(&cache_lock);
    bool is = cache[key];
    pthread_mutex_unlock(&cache_lock);
    return is;
}

static void
put_into_cache(long key)
{
    pthread_mutex_lock(&cache_lock);
    cache[key] = true;
    pthread_mutex_unlock(&cache_lock);
}

/* A file, a web page, a long computation. */
static void
load(void)
{
    atomic_fetch_add(&loads, 1);
    pause_us(load_ms * 1000);
}

static void
get(long key)
{
    if (!is_in_cache(key)) {
        load();
        put_into_cache(key);
    }
}

static void
get_all(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long key = 0; key < keys; key++) {
        if (lock)
            pthread_mutex_lock(&around);
        get(key);
        if (lock)
            pthread_mutex_unlock(&around);
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 4);
    keys = knob("keys", 10);
    load_ms = knob_from("load_ms", 100, 0);
    lock = knob_from("lock", 0, 0);
    knobs_done();
    if (keys > KEYS_MAX)
        race_stop(2, "keys", "1000 at most", "");

    start_all(threads, get_all);
    join_all();

    result("loads", loads);
    result("expected_loads", keys);
    return 0;
}
