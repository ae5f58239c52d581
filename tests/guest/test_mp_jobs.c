#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "apart.h"
#include "guest/mp/jobs.h"
#include "guest/mp/store.h"

#define WORKERS 4
#define TASKS 700

/* Threads for workers, so that ThreadSanitizer sees both sides. */
static struct mp_jobs *jobs;
static int times[TASKS];        /* that a task was run; plain on purpose */

static void *
work(void *arg)
{
    struct mp_jobs_chunk chunk = MP_JOBS_CHUNK_INIT;

    while (mp_jobs_take(jobs, &chunk))
        for (size_t i = 0; i < chunk.count; i++)
            times[chunk.job.args_at + chunk.first + i]++;
    return arg;
}

static struct mp_jobs_job
job_of(size_t at, size_t count, size_t chunk)
{
    return (struct mp_jobs_job){
        .count = count,
        .chunk = chunk,
        .nchunks = (count + chunk - 1) / chunk,
        .args_at = at,
        .order_at = SIZE_MAX,
    };
}

/* Two jobs at the same time, each with half of the tasks. */
static void
run_two(size_t chunk)
{
    struct mp_jobs_slot *slots[2];

    for (size_t i = 0; i < 2; i++) {
        struct mp_jobs_job job = job_of(i * TASKS / 2, TASKS / 2, chunk);

        slots[i] = mp_jobs_next_slot(jobs);
        mp_jobs_post(jobs, &job);
    }
    for (size_t i = 0; i < 2; i++)
        while (!mp_jobs_done(jobs, slots[i]))
            sched_yield();
}

static void
test_jobs__hands_each_task_to_one_worker(void)
{
    pthread_t threads[WORKERS];
    int rounds = 3 * MP_PENDING_MAX / 2;

    CHECK_INT(mp_jobs_new(WORKERS, &jobs), 0);
    for (int i = 0; i < WORKERS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, work, NULL), 0);
    for (int round = 0; round < rounds; round++) {
        run_two((size_t)round % 90 + 30);
        for (size_t i = 0; i < TASKS; i++)
            CHECK_INT(times[i], round + 1);
    }
    mp_jobs_close(jobs);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(threads[i], NULL);
    mp_jobs_free(jobs, WORKERS);
}

static void
test_jobs__hands_out_what_is_there_before_it_ends(void)
{
    struct mp_jobs_chunk chunk = MP_JOBS_CHUNK_INIT;
    struct mp_jobs_job job = job_of(0, 3, 2);
    struct mp_jobs_slot *slot;

    CHECK_INT(mp_jobs_new(1, &jobs), 0);
    slot = mp_jobs_next_slot(jobs);
    mp_jobs_post(jobs, &job);
    mp_jobs_close(jobs);
    CHECK(mp_jobs_take(jobs, &chunk));
    CHECK_INT((long)chunk.first, 0);
    CHECK_INT((long)chunk.count, 2);
    CHECK(mp_jobs_take(jobs, &chunk));
    CHECK_INT((long)chunk.first, 2);
    CHECK_INT((long)chunk.count, 1);
    CHECK(!mp_jobs_done(jobs, slot));
    CHECK(!mp_jobs_take(jobs, &chunk));
    CHECK(mp_jobs_done(jobs, slot));
    mp_jobs_free(jobs, 1);
}

/* Regions of the store never overlap, and room is used again. */
static void
test_store__hands_out_regions(void)
{
    enum {REGIONS = 50};
    struct mp_region regions[REGIONS] = {{.size = 0}};
    struct mp_store store;
    size_t most = 0;

    CHECK_INT(mp_store_init(&store), 0);
    srand(1);
    for (int round = 0; round < 20000; round++) {
        struct mp_region *region = &regions[rand() % REGIONS];

        if (region->size > 0) {
            mp_store_give(&store, region);
            region->size = 0;
            continue;
        }
        region->size = (size_t)rand() % 5000 + 1;
        CHECK_INT(mp_store_take(&store, region), 0);
        CHECK_INT((long)(region->at % MP_STORE_ALIGNMENT), 0);
        CHECK(region->at + region->size <= store.size);
        for (const struct mp_region *at = store.first; at; at = at->next) {
            CHECK(!at->next || at->at + at->size <= at->next->at);
            CHECK(!at->next || at->next->previous == at);
        }
        most = store.size > most ? store.size : most;
    }
    CHECK(most < 1000000);
    mp_store_release(&store);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_jobs__hands_each_task_to_one_worker),
        APART(test_jobs__hands_out_what_is_there_before_it_ends),
        APART(test_store__hands_out_regions),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
