#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

static struct mp_queue *
new_queue(size_t item_size, size_t capacity)
{
    struct mp_queue *queue = NULL;

    CHECK_INT(mp_queue_new(item_size, capacity, &queue), 0);
    return queue;
}

static void
test_queue__gives_what_came_first(void)
{
    struct mp_queue *queue = new_queue(sizeof(long), 3);
    long out = 0;

    CHECK_INT(mp_queue_empty(queue), 1);
    for (long i = 0; i < 10; i++) {
        long item = i, next = i + 100;

        CHECK_INT(mp_queue_put(queue, &item, 0), 0);
        CHECK_INT(mp_queue_put(queue, &next, 0), 0);
        CHECK_INT((long)mp_queue_size(queue), 2);
        CHECK_INT(mp_queue_empty(queue), 0);
        CHECK_INT(mp_queue_get(queue, &out, 0), 0);
        CHECK_INT(out, i);
        CHECK_INT(mp_queue_get(queue, &out, 0), 0);
        CHECK_INT(out, i + 100);
    }
    mp_queue_free(queue);
}

static void
test_queue__has_a_limit_and_an_end_of_patience(void)
{
    struct mp_queue *queue = new_queue(1, 2);
    char item = 'x';

    CHECK_INT(mp_queue_get(queue, &item, 0), -ETIMEDOUT);
    CHECK_INT(mp_queue_get(queue, &item, 0.02), -ETIMEDOUT);
    CHECK_INT(mp_queue_put(queue, &item, 0), 0);
    CHECK_INT(mp_queue_put(queue, &item, -1), 0);
    CHECK_INT(mp_queue_put(queue, &item, 0), -ETIMEDOUT);
    CHECK_INT(mp_queue_put(queue, &item, 0.02), -ETIMEDOUT);
    CHECK_INT((long)mp_queue_size(queue), 2);
    mp_queue_free(queue);
}

static void
test_queue__refuses_what_makes_no_sense(void)
{
    struct mp_queue *queue = NULL;

    CHECK_INT(mp_queue_new(0, 1, &queue), -EINVAL);
    CHECK_INT(mp_queue_new(1, 0, &queue), -EINVAL);
    CHECK_INT(mp_queue_new(SIZE_MAX, 2, &queue), -ENOMEM);
    CHECK_INT(mp_queue_new(SIZE_MAX / 4, 2, &queue), -ENOMEM);
    CHECK(queue == NULL);
    mp_queue_free(NULL);
}

static void
test_queue__is_emptied_after_it_was_closed(void)
{
    struct mp_queue *queue = new_queue(1, 2);
    char item = 'x';

    CHECK_INT(mp_queue_put(queue, &item, -1), 0);
    CHECK_INT(mp_queue_close(queue), 0);
    CHECK_INT(mp_queue_close(queue), 0);
    CHECK_INT(mp_queue_put(queue, &item, -1), -EPIPE);
    CHECK_INT(mp_queue_get(queue, &item, -1), 0);
    CHECK_INT(mp_queue_get(queue, &item, -1), -EPIPE);
    mp_queue_free(queue);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_queue__gives_what_came_first),
        APART(test_queue__has_a_limit_and_an_end_of_patience),
        APART(test_queue__refuses_what_makes_no_sense),
        APART(test_queue__is_emptied_after_it_was_closed),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
