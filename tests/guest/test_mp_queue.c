#include <errno.h>
#include <stdint.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

static struct mp_queue *
new_queue(size_t item_size, size_t capacity)
{
    struct mp_queue *small = NULL;

    CHECK_INT(mp_queue_new(item_size, capacity, &small), 0);
    return small;
}

static void
test_queue__gives_what_came_first(void)
{
    struct mp_queue *small = new_queue(sizeof(long), 3);
    long out = 0;

    CHECK_INT(mp_queue_empty(small), 1);
    for (long i = 0; i < 10; i++) {
        long item = i, next = i + 100;

        CHECK_INT(mp_queue_put(small, &item, 0), 0);
        CHECK_INT(mp_queue_put(small, &next, 0), 0);
        CHECK_INT((long)mp_queue_size(small), 2);
        CHECK_INT(mp_queue_empty(small), 0);
        CHECK_INT(mp_queue_get(small, &out, 0), 0);
        CHECK_INT(out, i);
        CHECK_INT(mp_queue_get(small, &out, 0), 0);
        CHECK_INT(out, i + 100);
    }
    mp_queue_free(small);
}

static void
test_queue__has_a_limit_and_an_end_of_patience(void)
{
    struct mp_queue *small = new_queue(1, 2);
    char item = 'x';

    CHECK_INT(mp_queue_get(small, &item, 0), -ETIMEDOUT);
    CHECK_INT(mp_queue_get(small, &item, 0.02), -ETIMEDOUT);
    CHECK_INT(mp_queue_put(small, &item, 0), 0);
    CHECK_INT(mp_queue_put(small, &item, -1), 0);
    CHECK_INT(mp_queue_put(small, &item, 0), -ETIMEDOUT);
    CHECK_INT(mp_queue_put(small, &item, 0.02), -ETIMEDOUT);
    CHECK_INT((long)mp_queue_size(small), 2);
    mp_queue_free(small);
}

static void
test_queue__refuses_what_makes_no_sense(void)
{
    struct mp_queue *small = NULL;

    CHECK_INT(mp_queue_new(0, 1, &small), -EINVAL);
    CHECK_INT(mp_queue_new(1, 0, &small), -EINVAL);
    CHECK_INT(mp_queue_new(SIZE_MAX, 2, &small), -ENOMEM);
    CHECK_INT(mp_queue_new(SIZE_MAX / 4, 2, &small), -ENOMEM);
    CHECK(small == NULL);
    mp_queue_free(NULL);
}

static void
test_queue__is_emptied_after_it_was_closed(void)
{
    struct mp_queue *small = new_queue(1, 2);
    char item = 'x';

    CHECK_INT(mp_queue_put(small, &item, -1), 0);
    CHECK_INT(mp_queue_close(small), 0);
    CHECK_INT(mp_queue_close(small), 0);
    CHECK_INT(mp_queue_put(small, &item, -1), -EPIPE);
    CHECK_INT(mp_queue_get(small, &item, -1), 0);
    CHECK_INT(mp_queue_get(small, &item, -1), -EPIPE);
    mp_queue_free(small);
}

/* ---- many at a time */

#define PRODUCERS 4
#define CONSUMERS 3
#define ITEMS 4000

struct item {
    int producer;
    int number;
    char rest[40];
};

struct seen {
    _Atomic int times[PRODUCERS][ITEMS];
    _Atomic long count;
};

static struct mp_queue *queue;
static struct seen *seen;

static int
produce(void *arg)
{
    struct item item = {.producer = *(int *)arg};

    for (item.number = 0; item.number < ITEMS; item.number++) {
        memset(item.rest, item.number, sizeof(item.rest));
        CHECK_INT(mp_queue_put(queue, &item, -1), 0);
    }
    return 0;
}

static void
look_at(const struct item *item)
{
    CHECK(item->producer >= 0 && item->producer < PRODUCERS);
    CHECK(item->number >= 0 && item->number < ITEMS);
    for (size_t i = 0; i < sizeof(item->rest); i++)
        CHECK_INT(item->rest[i], (char)item->number);
    atomic_fetch_add(&seen->times[item->producer][item->number], 1);
    atomic_fetch_add(&seen->count, 1);
}

/* Of one producer, what came first is got first. */
static int
consume(void *arg)
{
    int last[PRODUCERS] = {-1, -1, -1, -1}, rc;
    struct item item;

    (void)arg;
    while ((rc = mp_queue_get(queue, &item, -1)) == 0) {
        look_at(&item);
        CHECK(item.number > last[item.producer]);
        last[item.producer] = item.number;
    }
    CHECK_INT(rc, -EPIPE);
    return 0;
}

static void
pass_all(size_t capacity)
{
    struct workers consumers;
    struct mp_process *producers[PRODUCERS];

    queue = new_queue(sizeof(struct item), capacity);
    CHECK_INT(mp_array_new(1, sizeof(*seen), &seen), 0);
    workers_start(&consumers, CONSUMERS, consume, NULL);
    for (int i = 0; i < PRODUCERS; i++)
        CHECK_INT(mp_process_start(produce, &i, &producers[i]), 0);
    for (int i = 0; i < PRODUCERS; i++)
        worker_end(producers[i]);
    CHECK_INT(mp_queue_close(queue), 0);
    workers_join(&consumers);
    for (int i = 0; i < PRODUCERS; i++)
        for (int n = 0; n < ITEMS; n++)
            CHECK_INT(seen->times[i][n], 1);
    mp_queue_free(queue);
    mp_array_free(seen);
}

static void
test_queue__passes_each_item_once(void)
{
    pass_all(1);
    pass_all(7);
    pass_all(PRODUCERS * ITEMS);
}

static int
put_in_vain(void *arg)
{
    struct item item = {0};

    (void)arg;
    CHECK_INT(mp_queue_put(queue, &item, -1), -EPIPE);
    return 0;
}

static int
get_in_vain(void *arg)
{
    struct item item;

    (void)arg;
    CHECK_INT(mp_queue_get(queue, &item, -1), -EPIPE);
    return 0;
}

static void
test_queue__tells_all_who_wait_that_it_is_closed(void)
{
    struct mp_process *waiters[4];
    struct item item = {0};

    for (int full = 0; full < 2; full++) {
        queue = new_queue(sizeof(struct item), 1);
        if (full)
            CHECK_INT(mp_queue_put(queue, &item, -1), 0);
        for (int i = 0; i < 4; i++)
            waiters[i] = worker_asleep(full ? put_in_vain : get_in_vain,
                                       NULL);
        CHECK_INT(mp_queue_close(queue), 0);
        for (int i = 0; i < 4; i++)
            worker_end(waiters[i]);
        mp_queue_free(queue);
    }
}

static int
get_for_ever(void *arg)
{
    struct item item;

    (void)arg;
    while (mp_queue_get(queue, &item, -1) == 0)
        look_at(&item);
    return 0;
}

static int
put_for_ever(void *arg)
{
    struct item item = {0};

    (void)arg;
    while (mp_queue_put(queue, &item, -1) == 0)
        continue;
    return 0;
}

/* One of either kind stays alive: they have to get on. */
static void
test_queue__gets_on_whoever_is_killed(void)
{
    struct workers getters, putters;
    unsigned seed = 11;

    queue = new_queue(sizeof(struct item), 2);
    CHECK_INT(mp_array_new(1, sizeof(*seen), &seen), 0);
    workers_start(&getters, 3, get_for_ever, NULL);
    workers_start(&putters, 3, put_for_ever, NULL);
    for (int i = 0; i < 300; i++) {
        struct workers *some = i % 2 ? &getters : &putters;
        int (*target)(void *) = i % 2 ? get_for_ever : put_for_ever;
        struct mp_process **victim = &some->processes[i / 2 % 2];
        long before;

        usleep((useconds_t)(rand_r(&seed) % 200));
        mp_process_free(*victim);
        before = seen->count;
        for (int tries = 0; seen->count < before + 2; tries++) {
            CHECK(tries < 60000);
            usleep(500);
        }
        CHECK_INT(mp_process_start(target, NULL, victim), 0);
    }
    CHECK_INT(mp_queue_close(queue), 0);
    workers_join(&getters);
    workers_join(&putters);
    mp_queue_free(queue);
    mp_array_free(seen);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_queue__gives_what_came_first),
        APART(test_queue__has_a_limit_and_an_end_of_patience),
        APART(test_queue__refuses_what_makes_no_sense),
        APART(test_queue__is_emptied_after_it_was_closed),
        APART(test_queue__passes_each_item_once),
        APART(test_queue__tells_all_who_wait_that_it_is_closed),
        APART(test_queue__gets_on_whoever_is_killed),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
