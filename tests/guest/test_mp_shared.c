#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

#define ROUNDS 3000

static struct mp_value *value;
static long *numbers;

static int
add_locked(void *arg)
{
    (void)arg;
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_INT(mp_lock_acquire(mp_value_lock(value), -1), 0);
        mp_value_set(value, mp_value_get(value) + 1);
        CHECK_INT(mp_lock_release(mp_value_lock(value)), 0);
    }
    return 0;
}

static void
test_value__is_one_for_all(void)
{
    struct workers workers;

    CHECK_INT(mp_value_new(-7, &value), 0);
    CHECK_INT(mp_value_get(value), -7);
    workers_start(&workers, 4, add_locked, NULL);
    workers_join(&workers);
    CHECK_INT(mp_value_get(value), 4 * ROUNDS - 7);
    mp_value_set(value, LONG_MIN);
    CHECK_INT(mp_value_get(value), LONG_MIN);
    mp_value_free(value);
    mp_value_free(NULL);
}

static int
get_it(void *arg)
{
    (void)arg;
    CHECK_INT(mp_value_get(value), 2);
    return 0;
}

/* As in Python, nobody looks while somebody has its lock. */
static void
test_value__waits_for_its_lock(void)
{
    struct mp_process *process;

    CHECK_INT(mp_value_new(1, &value), 0);
    CHECK_INT(mp_lock_acquire(mp_value_lock(value), -1), 0);
    process = worker_asleep(get_it, NULL);
    mp_value_set(value, 2);
    CHECK_INT(mp_lock_release(mp_value_lock(value)), 0);
    worker_end(process);
    mp_value_free(value);
}

static int
die_with_lock(void *arg)
{
    mp_lock_acquire(mp_value_lock(value), -1);
    mp_value_set(value, 5);
    raise(SIGKILL);
    return arg != NULL;
}

/* To look at the number is no answer to that. */
static void
test_value__tells_of_a_dead_holder_when_the_lock_is_asked_for(void)
{
    struct mp_process *process;

    CHECK_INT(mp_value_new(1, &value), 0);
    CHECK_INT(mp_process_start(die_with_lock, NULL, &process), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    mp_process_free(process);
    CHECK_INT(mp_value_get(value), 5);
    CHECK_INT(mp_lock_acquire(mp_value_lock(value), -1), -EOWNERDEAD);
    CHECK_INT(mp_lock_release(mp_value_lock(value)), 0);
    CHECK_INT(mp_lock_acquire(mp_value_lock(value), -1), 0);
    mp_value_free(value);
}

static int
fill(void *arg)
{
    int from = *(int *)arg;

    for (int i = from; i < 1000; i += 2)
        numbers[i] = i;
    mp_array_free(numbers);
    return 0;
}

static void
test_array__is_memory_of_all(void)
{
    struct mp_process *processes[2];

    CHECK_INT(mp_array_new(1000, sizeof(*numbers), &numbers), 0);
    CHECK_INT((long)((uintptr_t)numbers % 64), 0);
    for (int i = 0; i < 1000; i++)
        CHECK_INT(numbers[i], 0);
    for (int i = 0; i < 2; i++)
        CHECK_INT(mp_process_start(fill, &i, &processes[i]), 0);
    for (int i = 0; i < 2; i++)
        worker_end(processes[i]);
    for (int i = 0; i < 1000; i++)
        CHECK_INT(numbers[i], i);
    mp_array_free(numbers);
}

static void
test_array__refuses_what_cannot_be(void)
{
    char *none = NULL;

    CHECK_INT(mp_array_new(0, 8, &none), -EINVAL);
    CHECK_INT(mp_array_new(8, 0, &none), -EINVAL);
    CHECK_INT(mp_array_new(SIZE_MAX, 1, &none), -ENOMEM);
    CHECK_INT(mp_array_new(SIZE_MAX / 2, 4, &none), -ENOMEM);
    CHECK_INT(mp_array_new((size_t)1 << 46, 1, &none), -ENOMEM);
    CHECK(none == NULL);
    mp_array_free(NULL);
}

static void
test_shared__is_made_and_freed_many_times(void)
{
    for (int i = 0; i < 300; i++) {
        CHECK_INT(mp_value_new(i, &value), 0);
        CHECK_INT(mp_array_new(100, 100, &numbers), 0);
        mp_value_free(value);
        mp_array_free(numbers);
    }
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_value__is_one_for_all),
        APART(test_value__waits_for_its_lock),
        APART(test_value__tells_of_a_dead_holder_when_the_lock_is_asked_for),
        APART(test_array__is_memory_of_all),
        APART(test_array__refuses_what_cannot_be),
        APART(test_shared__is_made_and_freed_many_times),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
