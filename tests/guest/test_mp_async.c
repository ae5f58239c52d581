#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"

static struct mp_pool *
new_pool(int workers)
{
    struct mp_pool *pool;

    CHECK_INT(mp_pool_new(workers, &pool), 0);
    return pool;
}

static int
square(const void *arg, void *ret_result)
{
    long x = *(const long *)arg;

    if (x < 0)
        return -EDOM;
    *(long *)ret_result = x * x;
    return 0;
}

static int
get(struct mp_pending *pending)
{
    int rc = mp_pending_get(pending, -1);

    mp_pending_free(pending);
    return rc;
}

static void
test_async__gets_results_later(void)
{
    struct mp_pool *pool = new_pool(2);
    long xs[1000], ys[1000] = {0}, x = 7, y = 0;
    struct mp_pending *all, *one;

    for (long i = 0; i < 1000; i++)
        xs[i] = i;
    CHECK_INT(mp_pool_map_async(pool, square, xs, ys, 1000, &all,
                                .chunk = 3), 0);
    CHECK_INT(mp_pool_apply_async(pool, square, &x, &y, &one), 0);
    memset(xs, 0, sizeof(xs));
    CHECK_INT(mp_pending_wait(one, -1), 0);
    CHECK(mp_pending_ready(one));
    CHECK_INT(y, 0);
    CHECK_INT(get(one), 0);
    CHECK_INT(y, 49);
    CHECK_INT(mp_pending_get(all, -1), 0);
    for (long i = 0; i < 1000; i++)
        CHECK_INT(ys[i], i * i);
    CHECK(mp_pending_ready(all));
    CHECK_INT(mp_pending_get(all, 0), 0);
    mp_pending_free(all);
    mp_pending_free(NULL);
    mp_pool_free(pool);
}

static void
test_async__has_many_jobs_pending(void)
{
    enum {JOBS = 3 * MP_PENDING_MAX};
    struct mp_pool *pool = new_pool(3);
    struct mp_pending **pending = calloc(JOBS, sizeof(struct mp_pending *));
    long *ys = calloc(JOBS, sizeof(long));

    for (long i = 0; i < JOBS; i++)
        CHECK_INT(mp_pool_apply_async(pool, square, &i, &ys[i],
                                      &pending[i]), 0);
    for (long i = JOBS - 1; i >= 0; i--) {
        CHECK_INT(get(pending[i]), 0);
        CHECK_INT(ys[i], i * i);
    }
    free(pending);
    free(ys);
    mp_pool_free(pool);
}

/* Jobs of all sizes, got in another order than they were started in. */
static void
test_async__mixes_jobs(void)
{
    enum {JOBS = 40, MOST = 500};
    struct mp_pool *pool = new_pool(2);
    static long xs[MOST], ys[JOBS][MOST];

    for (long i = 0; i < MOST; i++)
        xs[i] = i;
    for (unsigned round = 0; round < 30; round++) {
        struct mp_pending *pending[JOBS];

        memset(ys, 0, sizeof(ys));
        for (unsigned i = 0; i < JOBS; i++)
            CHECK_INT(mp_pool_map_async(pool, square, xs, ys[i],
                                        i * 37 * round % MOST, &pending[i],
                                        .chunk = (i + round) % 5), 0);
        for (unsigned i = 0; i < JOBS; i++)
            CHECK_INT(get(pending[i * 7 % JOBS]), 0);
        for (unsigned i = 0; i < JOBS; i++)
            for (unsigned j = 0; j < MOST; j++)
                CHECK_INT(ys[i][j], j < i * 37 * round % MOST ? j * j : 0);
    }
    mp_pool_free(pool);
}

static int
nothing(const void *arg, void *ret_result)
{
    (void)arg;
    (void)ret_result;
    return 0;
}

static int
sleep_for(const void *arg, void *ret_result)
{
    usleep(*(const useconds_t *)arg);
    *(useconds_t *)ret_result = *(const useconds_t *)arg;
    return 0;
}

/* Until there is something to read. */
static int
wait_for_byte(const void *arg, void *ret_result)
{
    return read(*(const int *)arg, ret_result, 1) == 1 ? 0 : -errno;
}

static void
test_async__gives_up_in_time(void)
{
    struct mp_pending *pending;
    struct mp_pool *pool;
    char byte = 'a';
    int ends[2];

    CHECK_INT(pipe(ends), 0);
    pool = new_pool(1);
    CHECK_INT(mp_pool_apply_async(pool, wait_for_byte, &ends[0], &byte,
                                  &pending), 0);
    CHECK(!mp_pending_ready(pending));
    CHECK_INT(mp_pending_wait(pending, 0), -ETIMEDOUT);
    CHECK_INT(mp_pending_get(pending, 0.01), -ETIMEDOUT);
    CHECK_INT(byte, 'a');
    CHECK_INT(write(ends[1], "b", 1), 1);
    CHECK_INT(get(pending), 0);
    CHECK_INT(byte, 'b');
    mp_pool_free(pool);
    close(ends[0]);
    close(ends[1]);
}

static void
test_async__returns_the_error_of_each_job(void)
{
    struct mp_pool *pool = new_pool(2);
    long good[3] = {1, 2, 3}, bad[3] = {1, -2, -3}, ys[3], zs[3];
    struct mp_pending *first, *second;

    CHECK_INT(mp_pool_map_async(pool, square, bad, ys, 3, &first), 0);
    CHECK_INT(mp_pool_starmap_async(pool, square, good, zs, 3, &second), 0);
    CHECK_INT(get(second), 0);
    CHECK_INT(mp_pool_fault(pool)->error, 0);
    CHECK_INT(get(first), -EDOM);
    CHECK_INT((long)mp_pool_fault(pool)->task, 1);
    CHECK_INT(ys[0], 1);
    CHECK_INT(ys[1], 0);
    CHECK_INT(zs[2], 9);
    CHECK_INT(mp_pool_apply(pool, square, &bad[1], &ys[0]), -EDOM);
    CHECK_INT(mp_pool_apply(pool, nothing, NULL, &ys[0]), 0);
    mp_pool_free(pool);
}

static int
count_up(const void *arg, void *ret_result)
{
    _Atomic long *const *made = arg;

    (void)ret_result;
    ++**made;
    return 0;
}

/* Those that nobody waits for are made, too. */
static void
test_async__makes_calls_of_forgotten_jobs(void)
{
    enum {JOBS = 5000};
    struct mp_pool *pool;
    _Atomic long *made = mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(made != MAP_FAILED);
    pool = new_pool(2);
    for (int i = 0; i < JOBS; i++) {
        struct mp_pending *pending;

        CHECK_INT(mp_pool_apply_async(pool, count_up, &made, (char *)NULL,
                                      &pending), 0);
        mp_pending_free(pending);
    }
    CHECK_INT(mp_pool_close(pool), 0);
    CHECK_INT(mp_pool_join(pool), 0);
    CHECK_INT(*made, JOBS);
    mp_pool_free(pool);
    munmap((void *)made, sizeof(long));
}

static void
test_async__ends_jobs_that_are_pending_when_closed(void)
{
    struct mp_pool *pool = new_pool(3);
    useconds_t in[9], out[9] = {0};
    struct mp_pending *pending;

    for (unsigned i = 0; i < 9; i++)
        in[i] = i % 3 * 20000;
    CHECK_INT(mp_pool_map_async(pool, sleep_for, in, out, 9, &pending), 0);
    CHECK_INT(mp_pool_close(pool), 0);
    CHECK_INT(mp_pending_wait(pending, -1), 0);
    CHECK_INT(mp_pool_join(pool), 0);
    CHECK_INT(get(pending), 0);
    CHECK(memcmp(in, out, sizeof(in)) == 0);
    mp_pool_free(pool);
}

static void
test_async__is_cancelled_with_its_pool(void)
{
    struct mp_pool *pool = new_pool(1);
    useconds_t in = 60000000, out = 1;
    struct mp_pending *pending, *later, *done;
    struct mp_imap *imap;

    CHECK_INT(mp_pool_apply_async(pool, nothing, &in, &out, &done), 0);
    CHECK_INT(mp_pending_wait(done, -1), 0);
    CHECK_INT(mp_pool_apply_async(pool, sleep_for, &in, &out, &pending), 0);
    CHECK_INT(mp_pool_imap(pool, sleep_for, &in, useconds_t, 1, &imap), 0);
    CHECK_INT(mp_pool_apply_async(pool, sleep_for, &in, &out, &later), 0);
    mp_pending_free(later);
    CHECK_INT(mp_pool_terminate(pool), 0);
    CHECK_INT(mp_pending_get(pending, -1), -ECANCELED);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &out), -ECANCELED);
    CHECK(mp_pending_ready(pending));
    mp_pool_free(pool);
    CHECK_INT(mp_pending_get(pending, -1), -ECANCELED);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &out), -ECANCELED);
    CHECK_INT(mp_pending_get(done, -1), -ECANCELED);
    mp_imap_free(imap);
    mp_pending_free(pending);
    mp_pending_free(done);
    CHECK_INT(out, 1);
}

/* A sanitizer sees who looks at the pool. */
static void
test_async__of_nothing_needs_no_pool(void)
{
    struct mp_pool *pool = new_pool(1);
    struct mp_pending *pending;
    struct mp_imap *imap;
    long x = 1, y = 2;

    CHECK_INT(mp_pool_map_async(pool, square, &x, &y, 0, &pending), 0);
    CHECK_INT(mp_pool_imap(pool, square, &x, long, 0, &imap), 0);
    mp_pool_free(pool);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), -ENODATA);
    CHECK(mp_pending_ready(pending));
    CHECK_INT(mp_pending_get(pending, -1), 0);
    CHECK_INT(y, 2);
    mp_imap_free(imap);
    mp_pending_free(pending);
    pool = new_pool(1);
    CHECK_INT(mp_pool_map_async(pool, square, &x, &y, 0, &pending), 0);
    mp_pool_free(pool);
    mp_pending_free(pending);
}

static int
die(const void *arg, void *ret_result)
{
    raise(*(const int *)arg);
    return nothing(arg, ret_result);
}

static void
test_async__tells_every_job_of_a_death(void)
{
    struct mp_pool *pool = new_pool(2);
    int kill_it = SIGKILL, out;
    long x = 3, y = 0;
    useconds_t long_time = 60000000, slept;
    struct mp_pending *before, *other, *pending;
    struct mp_imap *imap;

    CHECK_INT(mp_pool_apply_async(pool, square, &x, &y, &before), 0);
    CHECK_INT(mp_pending_wait(before, -1), 0);
    CHECK_INT(mp_pool_apply_async(pool, sleep_for, &long_time, &slept,
                                  &other), 0);
    CHECK_INT(mp_pool_apply_async(pool, die, &kill_it, &out, &pending), 0);
    CHECK_INT(mp_pool_imap(pool, square, &x, long, 1, &imap), 0);
    CHECK_INT(mp_pending_get(other, -1), -ECHILD);
    CHECK_INT(mp_pool_fault(pool)->exitcode, -SIGKILL);
    CHECK(mp_pool_fault(pool)->task == MP_NO_TASK);
    CHECK_INT(mp_pending_get(pending, -1), -ECHILD);
    CHECK_INT((long)mp_pool_fault(pool)->task, 0);
    CHECK(mp_pool_fault(pool)->worker >= 0 && mp_pool_fault(pool)->pid > 0);
    CHECK_INT(mp_imap_next(imap, -1, NULL, &y), -ECHILD);
    CHECK(mp_pending_ready(other));
    CHECK_INT(get(before), 0);
    CHECK_INT(y, 9);
    CHECK_INT(mp_pool_apply(pool, square, &x, &y), -ECHILD);
    mp_pending_free(pending);
    mp_pending_free(other);
    mp_imap_free(imap);
    mp_pool_free(pool);
}

static int
own_pid(const void *arg, void *ret_result)
{
    *(pid_t *)ret_result = getpid();
    return nothing(arg, NULL);
}

static int
kill_soon(void *arg)
{
    pid_t *pids = arg;

    usleep((useconds_t)pids[1]);
    kill(pids[0], SIGKILL);
    return 0;
}

/* Several jobs at the same time, again and again until one fails. */
static void
work_until_death(struct mp_pool *pool)
{
    struct mp_job job = {.call = nothing, .count = 500, .chunk = 1};
    struct mp_pending *pending[5];
    struct mp_imap *imap;
    int rc = 0, started;

    while (rc == 0) {
        rc = mp_pool_imap_unordered_job(pool, &job, &imap);
        if (rc < 0)
            break;
        for (started = 0; started < 5 && rc == 0;) {
            rc = mp_pool_start(pool, &job, &pending[started]);
            started += rc == 0;
        }
        for (size_t i = 0; i < job.count && rc == 0; i++)
            rc = mp_imap_next(imap, -1, NULL, NULL);
        for (int i = 0; i < started; i++) {
            int got = get(pending[i]);

            rc = rc ? rc : got;
        }
        mp_imap_free(imap);
    }
    CHECK_INT(rc, -ECHILD);
}

static void
test_async__never_hangs_whenever_a_worker_is_killed(void)
{
    for (int i = 0; i < 60; i++) {
        struct mp_pool *pool = new_pool(2);
        pid_t pids[2] = {0, i * 53 % 3000};
        struct mp_process *killer;

        CHECK_INT(mp_pool_apply(pool, own_pid, NULL, &pids[0]), 0);
        CHECK_INT(mp_process_start(kill_soon, pids, &killer), 0);
        work_until_death(pool);
        CHECK_INT(mp_pool_fault(pool)->exitcode, -SIGKILL);
        CHECK_INT(mp_pool_fault(pool)->pid, pids[0]);
        mp_process_free(killer);
        mp_pool_free(pool);
    }
}

/* A copy of the process has no part in what is pending. */
static int
use_pending(void *arg)
{
    struct mp_pending *pending = arg;
    int rc = mp_pending_get(pending, -1) == -EPERM &&
             mp_pending_wait(pending, 0) == -EPERM;

    mp_pending_free(pending);
    return rc;
}

static void
test_async__belongs_to_the_process_that_started_it(void)
{
    struct mp_pool *pool = new_pool(2), *second;
    useconds_t in[4] = {30000, 0, 20000, 10000}, out[4] = {0};
    struct mp_pending *pending;
    struct mp_process *process;
    int code;

    CHECK_INT(mp_pool_map_async(pool, sleep_for, in, out, 4, &pending), 0);
    CHECK_INT(mp_process_start(use_pending, pending, &process), 0);
    second = new_pool(2);
    CHECK_INT(mp_pool_map(second, sleep_for, &in[1], &out[1], 1), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, 1);
    CHECK_INT(get(pending), 0);
    CHECK(memcmp(in, out, sizeof(in)) == 0);
    mp_process_free(process);
    mp_pool_free(second);
    mp_pool_free(pool);
}

/* A process that dies with jobs of all kinds pending. */
static int
leave_pending(void *arg)
{
    static const int never[2] = {-1, -1};
    struct mp_pool *pool = new_pool(2);
    int fds[2] = {((int *)arg)[0], ((int *)arg)[0]};
    struct mp_pending *pending;
    struct mp_imap *imap;
    char bytes[2];

    CHECK_INT(mp_pool_map_async(pool, wait_for_byte, fds, bytes, 2, &pending),
              0);
    CHECK_INT(mp_pool_imap(pool, wait_for_byte, never, char, 2, &imap), 0);
    CHECK_INT(write(((int *)arg)[1], "", 1), 1);
    raise(SIGKILL);
    return 0;
}

static void
test_async__goes_with_a_parent_that_was_killed(void)
{
    int held[2], alive[2], fds[2];
    struct mp_process *process;
    char byte;

    CHECK_INT(pipe(held), 0);
    CHECK_INT(pipe(alive), 0);
    fds[0] = held[0];
    fds[1] = alive[1];
    CHECK_INT(mp_process_start(leave_pending, fds, &process), 0);
    close(alive[1]);
    CHECK_INT(read(alive[0], &byte, 1), 1);
    CHECK_INT(read(alive[0], &byte, 1), 0);
    close(alive[0]);
    close(held[0]);
    close(held[1]);
    mp_process_free(process);
}

/* A pool within a task is a pool like any other. */
static int
sum_of_squares(const void *arg, void *ret_result)
{
    long n = *(const long *)arg, xs[20], ys[20], sum = 0;
    struct mp_pool *pool;

    if (mp_pool_new(2, &pool) < 0)
        return -EAGAIN;
    for (long i = 0; i < n; i++)
        xs[i] = i;
    if (mp_pool_map(pool, square, xs, ys, n, .chunk = 1) < 0)
        return -EIO;
    for (long i = 0; i < n; i++)
        sum += ys[i];
    *(long *)ret_result = sum;
    mp_pool_free(pool);
    return 0;
}

static void
test_async__nests_pools(void)
{
    struct mp_pool *pool = new_pool(2);
    long ns[8] = {1, 2, 3, 4, 5, 10, 20, 0};
    long sums[8], expected[8] = {0, 1, 5, 14, 30, 285, 2470, 0};

    CHECK_INT(mp_pool_map(pool, sum_of_squares, ns, sums, 8, .chunk = 1), 0);
    CHECK(memcmp(sums, expected, sizeof(sums)) == 0);
    mp_pool_free(pool);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_async__gets_results_later),
        APART(test_async__has_many_jobs_pending),
        APART(test_async__mixes_jobs),
        APART(test_async__gives_up_in_time),
        APART(test_async__returns_the_error_of_each_job),
        APART(test_async__makes_calls_of_forgotten_jobs),
        APART(test_async__ends_jobs_that_are_pending_when_closed),
        APART(test_async__is_cancelled_with_its_pool),
        APART(test_async__of_nothing_needs_no_pool),
        APART(test_async__tells_every_job_of_a_death),
        APART(test_async__never_hangs_whenever_a_worker_is_killed),
        APART(test_async__belongs_to_the_process_that_started_it),
        APART(test_async__goes_with_a_parent_that_was_killed),
        APART(test_async__nests_pools),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
