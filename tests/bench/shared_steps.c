/*
 * What it costs to share: shared_steps HOW COUNT prints the nanoseconds of
 * one step.  HOW is `lock` for an acquire and a release, `contended` for the
 * same by two processes at once, `value` for adding to a number under its
 * lock, `queue` for an item from one process to another, `pipe` for a message
 * and its answer, `dict` for a number from a manager.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mp.h"

#define CAPACITY 1000

static struct mp_lock *lock;
static struct mp_value *value;
static struct mp_queue *queue;
static struct mp_connection *ends[2];
static struct mp_dict *dict;
static long count;

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int
take_and_give(void *arg)
{
    (void)arg;
    for (long i = 0; i < count; i++) {
        mp_lock_acquire(lock, -1);
        mp_lock_release(lock);
    }
    return 0;
}

static int
add(void *arg)
{
    (void)arg;
    for (long i = 0; i < count; i++) {
        mp_lock_acquire(mp_value_lock(value), -1);
        mp_value_set(value, mp_value_get(value) + 1);
        mp_lock_release(mp_value_lock(value));
    }
    return 0;
}

static int
put(void *arg)
{
    (void)arg;
    for (long i = 0; i < count; i++)
        mp_queue_put(queue, &i, -1);
    return 0;
}

static int
get(void *arg)
{
    long item;

    (void)arg;
    for (long i = 0; i < count; i++)
        mp_queue_get(queue, &item, -1);
    return 0;
}

static int
answer(void *arg)
{
    size_t size;
    long item;

    (void)arg;
    for (long i = 0; i < count; i++) {
        mp_connection_recv(ends[1], &item, sizeof(item), &size);
        mp_connection_send(ends[1], &item, sizeof(item));
    }
    return 0;
}

static int
ask(void *arg)
{
    size_t size;
    long item = 0;

    (void)arg;
    for (long i = 0; i < count; i++) {
        mp_connection_send(ends[0], &item, sizeof(item));
        mp_connection_recv(ends[0], &item, sizeof(item), &size);
    }
    return 0;
}

static int
look_up(void *arg)
{
    long item;

    (void)arg;
    for (long i = 0; i < count; i++)
        mp_dict_get(dict, "key", &item);
    return 0;
}

/* NULL: there is nothing to be done beside it. */
static const struct {
    const char *how;
    int (*here)(void *arg);
    int (*there)(void *arg);
    int steps;                  /* of both together */
} ways[] = {
    {"lock", take_and_give, NULL, 1}, {"contended", take_and_give,
                                       take_and_give, 2},
    {"value", add, NULL, 1},          {"queue", get, put, 1},
    {"pipe", ask, answer, 1},         {"dict", look_up, NULL, 1},
};

static double
measure(size_t way)
{
    struct mp_process *process = NULL;
    double start = now();

    if (ways[way].there && mp_process_start(ways[way].there, NULL, &process))
        exit(3);
    ways[way].here(NULL);
    if (process)
        mp_process_join(process, -1);
    mp_process_free(process);
    return (now() - start) / (double)(count * ways[way].steps);
}

int
main(int argc, char **argv)
{
    struct mp_manager *manager;

    count = argc == 3 ? atol(argv[2]) : 0;
    if (count < 1 || mp_lock_new(&lock) || mp_value_new(0, &value) ||
        mp_queue_new(sizeof(long), CAPACITY, &queue) || mp_pipe_new(ends) ||
        mp_manager_new(&manager) || mp_dict_new(manager, &dict) ||
        mp_dict_set(dict, "key", 1))
        return 2;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (strcmp(argv[1], ways[i].how) == 0)
            printf("%f\n", measure(i));
    mp_manager_free(manager);
    return 0;
}
