#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"

#define TASKS 10000

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

    *(long *)ret_result = x * x;
    return 0;
}

static void
expect_squares(struct mp_pool *pool, size_t count, size_t chunk)
{
    long *xs = calloc(count, sizeof(long)), *ys = calloc(count, sizeof(long));
    struct mp_job job = {square, xs, ys, count, sizeof(long), sizeof(long),
                         chunk};

    for (size_t i = 0; i < count; i++)
        xs[i] = (long)i - 5;
    CHECK_INT(mp_pool_run(pool, &job), 0);
    for (size_t i = 0; i < count; i++)
        CHECK_INT(ys[i], ((long)i - 5) * ((long)i - 5));
    free(xs);
    free(ys);
}

static void
test_pool__maps_with_every_chunk_size(void)
{
    struct mp_pool *pool = new_pool(3);
    const size_t chunks[] = {0, 1, 2, 7, 999, 1000, 1001, SIZE_MAX};

    CHECK_INT(mp_pool_workers(pool), 3);
    for (size_t i = 0; i < sizeof(chunks) / sizeof(*chunks); i++)
        expect_squares(pool, 1000, chunks[i]);
    mp_pool_free(pool);
}

static void
test_pool__maps_every_count_of_tasks(void)
{
    struct mp_pool *pool = new_pool(4);

    for (size_t count = 0; count < 70; count++)
        expect_squares(pool, count, count % 3);
    expect_squares(pool, TASKS, 1);
    expect_squares(pool, 3, 0);
    mp_pool_free(pool);
}

static void
test_pool__has_a_worker_for_each_processor_by_default(void)
{
    struct mp_pool *pool = new_pool(0);

    CHECK(mp_pool_workers(pool) >= 1);
    CHECK(mp_pool_workers(pool) <= sysconf(_SC_NPROCESSORS_CONF));
    expect_squares(pool, 10, 0);
    mp_pool_free(pool);
}

static void
test_pool__may_have_many_workers(void)
{
    struct mp_pool *pool = new_pool(64);

    expect_squares(pool, 5, 0);
    expect_squares(pool, 1000, 1);
    mp_pool_free(pool);
}

static void
test_pool__refuses_a_silly_number_of_workers(void)
{
    struct mp_pool *pool = NULL;

    CHECK_INT(mp_pool_new(-1, &pool), -EINVAL);
    CHECK_INT(mp_pool_new(MP_WORKERS_MAX + 1, &pool), -EINVAL);
    CHECK(pool == NULL);
    mp_pool_free(NULL);
}

struct division {
    int dividend;
    int divisor;
};

static int
divide(const void *arg, void *ret_result)
{
    const struct division *division = arg;

    if (division->divisor == 0)
        return -EDOM;
    *(int *)ret_result = division->dividend / division->divisor;
    return 0;
}

static void
test_pool__starmaps_a_struct(void)
{
    struct division divisions[] = {{10, 5}, {9, 3}, {-8, 2}};
    struct mp_pool *pool = new_pool(2);
    int quotients[3];

    CHECK_INT(mp_pool_starmap(pool, divide, divisions, quotients, 3), 0);
    CHECK_INT(quotients[0], 2);
    CHECK_INT(quotients[1], 3);
    CHECK_INT(quotients[2], -4);
    CHECK_INT(mp_pool_fault(pool)->error, 0);
    mp_pool_free(pool);
}

/* The first tasks take longest, so that they end last. */
static int
slower_first(const void *arg, void *ret_result)
{
    int i = *(const int *)arg;

    usleep((useconds_t)(40 - i) * 500);
    *(int *)ret_result = i;
    return 0;
}

static void
test_pool__keeps_results_in_order(void)
{
    struct mp_pool *pool = new_pool(4);
    int in[40], out[40];
    struct mp_job job = {slower_first, in, out, 40, sizeof(int), sizeof(int),
                         1};

    for (int i = 0; i < 40; i++)
        in[i] = i;
    CHECK_INT(mp_pool_run(pool, &job), 0);
    CHECK(memcmp(in, out, sizeof(in)) == 0);
    mp_pool_free(pool);
}

static void
test_pool__returns_the_first_error_and_goes_on(void)
{
    struct division divisions[100];
    int quotients[100];
    struct mp_pool *pool = new_pool(2);

    for (int i = 0; i < 100; i++)
        divisions[i] = (struct division){i, i == 31 || i == 77 ? 0 : 1};
    memset(quotients, 1, sizeof(quotients));
    CHECK_INT(mp_pool_map(pool, divide, divisions, quotients, 100), -EDOM);
    for (int i = 0; i < 100; i++)
        CHECK_INT(quotients[i], i == 31 || i == 77 ? 0 : i);
    CHECK_INT(mp_pool_fault(pool)->error, -EDOM);
    CHECK_INT((long)mp_pool_fault(pool)->task, 31);
    CHECK_INT(mp_pool_fault(pool)->worker, -1);
    expect_squares(pool, 100, 0);
    mp_pool_free(pool);
}

static int
nothing(const void *arg, void *ret_result)
{
    (void)arg;
    (void)ret_result;
    return 0;
}

static void
test_pool__runs_without_arguments_or_results(void)
{
    struct mp_pool *pool = new_pool(2);
    struct mp_job job = {.call = nothing, .count = 50};

    CHECK_INT(mp_pool_run(pool, &job), 0);
    mp_pool_free(pool);
}

static int
last_byte(const void *arg, void *ret_result)
{
    const char *block = arg;

    *(char *)ret_result = block[99999];
    return 0;
}

static void
test_pool__grows_its_memory_with_the_jobs(void)
{
    struct mp_pool *pool = new_pool(2);
    char (*blocks)[100000] = calloc(300, sizeof(*blocks));
    char bytes[300];

    expect_squares(pool, 10, 0);
    for (int round = 1; round < 30; round += 7) {
        for (int i = 0; i < round * 10; i++)
            blocks[i][99999] = (char)(i + round);
        CHECK_INT(mp_pool_map(pool, last_byte, blocks, bytes, round * 10), 0);
        for (int i = 0; i < round * 10; i++)
            CHECK_INT(bytes[i], (char)(i + round));
    }
    free(blocks);
    mp_pool_free(pool);
}

static void
test_pool__refuses_more_than_there_is_memory(void)
{
    struct mp_pool *pool = new_pool(1);
    struct mp_job job = {.call = nothing, .args = "", .count = SIZE_MAX,
                         .arg_size = 2};

    CHECK_INT(mp_pool_run(pool, &job), -ENOMEM);
    job.count = SIZE_MAX / 16;
    CHECK_INT(mp_pool_run(pool, &job), -ENOMEM);
    job = (struct mp_job){.call = nothing, .count = (size_t)1 << 46,
                          .result_size = 1};
    CHECK_INT(mp_pool_run(pool, &job), -ENOMEM);
    expect_squares(pool, 10, 0);
    mp_pool_free(pool);
}

/* As a program that the tutor runs has one. */
static void
test_pool__heeds_the_limit_of_a_file(void)
{
    const struct rlimit limit = {1000000, RLIM_INFINITY};
    struct mp_pool *pool = new_pool(1);
    struct mp_job job = {.call = nothing, .count = 990000, .result_size = 1};

    CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
    expect_squares(pool, 50000, 0);
    CHECK_INT(mp_pool_run(pool, &job), 0);
    job.count = 1000000;
    CHECK_INT(mp_pool_run(pool, &job), -ENOMEM);
    expect_squares(pool, 10, 0);
    mp_pool_free(pool);
}

static struct mp_pool *outer;

static int
use_outer(const void *arg, void *ret_result)
{
    struct mp_job job = {.call = nothing, .count = 1};

    (void)arg;
    *(int *)ret_result = mp_pool_close(outer) == -EPERM
                         && mp_pool_terminate(outer) == -EPERM
                         && mp_pool_join(outer) == -EPERM;
    return mp_pool_run(outer, &job);
}

static void
test_pool__belongs_to_the_process_that_made_it(void)
{
    int in = 0, out = 0;
    struct mp_pool *pool;

    outer = new_pool(1);
    pool = new_pool(1);
    CHECK_INT(mp_pool_map(pool, use_outer, &in, &out, 1), -EPERM);
    CHECK_INT(out, 1);
    CHECK_INT((long)mp_pool_fault(pool)->task, 0);
    expect_squares(outer, 10, 0);
    mp_pool_free(pool);
    mp_pool_free(outer);
}

static int
shout(const void *arg, void *ret_result)
{
    (void)ret_result;
    printf("%ld\n", *(const long *)arg);
    return 0;
}

static void
test_pool__has_printed_what_its_tasks_printed(void)
{
    FILE *file = tmpfile();
    int saved = dup(STDOUT_FILENO), lines = 0, c;
    long xs[1000] = {0};
    char nothings[1000];
    struct mp_pool *pool;

    dup2(fileno(file), STDOUT_FILENO);
    pool = new_pool(2);
    CHECK_INT(mp_pool_map(pool, shout, xs, nothings, 1000), 0);
    mp_pool_free(pool);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    rewind(file);
    while ((c = getc(file)) != EOF)
        lines += c == '\n';
    CHECK_INT(lines, 1000);
    fclose(file);
}

static void
test_pool__ends_when_closed(void)
{
    struct mp_pool *pool = new_pool(3);
    struct mp_job job = {.call = nothing, .count = 1};

    CHECK_INT(mp_pool_join(pool), -EINVAL);
    CHECK_INT(mp_pool_fault(pool)->error, -EINVAL);
    expect_squares(pool, 100, 0);
    CHECK_INT(mp_pool_close(pool), 0);
    CHECK_INT(mp_pool_run(pool, &job), -EINVAL);
    CHECK_INT(mp_pool_join(pool), 0);
    CHECK_INT(mp_pool_join(pool), 0);
    mp_pool_free(pool);
}

/* As whoever started the program may have left it. */
static void
test_pool__ends_when_the_kernel_reaps_its_workers(void)
{
    struct mp_pool *pool;

    signal(SIGCHLD, SIG_IGN);
    pool = new_pool(3);
    expect_squares(pool, 100, 0);
    CHECK_INT(mp_pool_close(pool), 0);
    CHECK_INT(mp_pool_join(pool), 0);
    mp_pool_free(pool);
}

static void
test_pool__ends_when_terminated(void)
{
    struct mp_pool *pool = new_pool(3);
    struct mp_job job = {.call = nothing, .count = 1};

    CHECK_INT(mp_pool_terminate(pool), 0);
    CHECK_INT(mp_pool_join(pool), 0);
    CHECK_INT(mp_pool_run(pool, &job), -EINVAL);
    mp_pool_free(pool);
}

static int
die_at_7(const void *arg, void *ret_result)
{
    int i = *(const int *)arg;

    (void)ret_result;
    if (i == 7)
        raise(SIGKILL);
    return 0;
}

static int
exit_at_7(const void *arg, void *ret_result)
{
    if (*(const int *)arg == 7)
        _exit(3);
    return nothing(arg, ret_result);
}

static int
hang_or_die_at_7(const void *arg, void *ret_result)
{
    if (*(const int *)arg != 7)
        for (;;)
            pause();
    return die_at_7(arg, ret_result);
}

static void
expect_death(int (*call)(const void *arg, void *ret_result), int exitcode)
{
    struct mp_pool *pool = new_pool(2);
    int in[8] = {0, 7, 1, 2, 3, 4, 5, 6}, out[8] = {99};
    struct mp_job job = {call, in, out, 8, sizeof(int), sizeof(int), 1};
    const struct mp_fault *fault = mp_pool_fault(pool);

    CHECK_INT(mp_pool_run(pool, &job), -ECHILD);
    CHECK_INT(fault->error, -ECHILD);
    CHECK_INT((long)fault->task, 1);
    CHECK(fault->worker == 0 || fault->worker == 1);
    CHECK(fault->pid > 0 && fault->pid != getpid());
    CHECK_INT(fault->exitcode, exitcode);
    CHECK_INT(out[0], 99);
    CHECK_INT(mp_pool_run(pool, &job), -ECHILD);
    CHECK_INT(mp_pool_close(pool), 0);
    CHECK_INT(mp_pool_join(pool), -ECHILD);
    mp_pool_free(pool);
}

static void
test_pool__notices_a_killed_worker(void)
{
    expect_death(die_at_7, -SIGKILL);
}

static void
test_pool__notices_a_worker_that_exits(void)
{
    expect_death(exit_at_7, 3);
}

static void
test_pool__ends_busy_workers_when_one_died(void)
{
    expect_death(hang_or_die_at_7, -SIGKILL);
}

static void
test_pool__notices_a_death_without_pidfds(void)
{
    struct rlimit limit, few;

    CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
    few = limit;
    few.rlim_cur = 5;           /* stdio, the queue's and the memory's */
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
    expect_death(die_at_7, -SIGKILL);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static int
own_pid(const void *arg, void *ret_result)
{
    (void)arg;
    *(pid_t *)ret_result = getpid();
    return 0;
}

/* Of a pool with a single worker. */
static pid_t
worker_of(struct mp_pool *pool)
{
    int in = 0;
    pid_t pid;

    CHECK_INT(mp_pool_map(pool, own_pid, &in, &pid, 1), 0);
    return pid;
}

static void
test_pool__notices_a_worker_that_died_idle(void)
{
    struct mp_pool *pool = new_pool(1);
    struct mp_job job = {.call = nothing, .count = 1};
    pid_t pid = worker_of(pool);

    kill(pid, SIGKILL);
    CHECK_INT(mp_pool_run(pool, &job), -ECHILD);
    CHECK_INT(mp_pool_fault(pool)->exitcode, -SIGKILL);
    CHECK_INT(mp_pool_fault(pool)->pid, pid);
    CHECK(mp_pool_fault(pool)->task == MP_NO_TASK);
    mp_pool_free(pool);
}

/* Killed at any moment: while it waits, takes, runs or reports. */
static int
kill_soon(void *arg)
{
    pid_t *pids = arg;

    usleep((useconds_t)pids[1]);
    kill(pids[0], SIGKILL);
    return 0;
}

static void
test_pool__never_hangs_whenever_a_worker_is_killed(void)
{
    for (int i = 0; i < 60; i++) {
        struct mp_pool *pool = new_pool(2);
        pid_t pids[2] = {0, i * 53 % 3000};
        struct mp_job job = {.call = nothing, .count = 100000, .chunk = 1};
        struct mp_process *killer;
        int rc = 0;

        job.results = NULL;
        pids[0] = worker_of(pool);
        CHECK_INT(mp_process_start(kill_soon, pids, &killer), 0);
        while (rc == 0)
            rc = mp_pool_run(pool, &job);
        CHECK_INT(rc, -ECHILD);
        CHECK_INT(mp_pool_fault(pool)->exitcode, -SIGKILL);
        CHECK_INT(mp_pool_fault(pool)->pid, pids[0]);
        mp_process_free(killer);
        mp_pool_free(pool);
    }
}

static int
hang(const void *arg, void *ret_result)
{
    (void)ret_result;
    if (write(*(const int *)arg, "", 1) != 1)
        return -errno;
    for (;;)
        pause();
}

/* A process whose pool hangs; kill -9 is for its workers, too. */
static int
hang_with_pool(void *arg)
{
    struct mp_pool *pool = new_pool(2);
    int fds[2] = {*(int *)arg, *(int *)arg};
    char nothings[2];

    return mp_pool_map(pool, hang, fds, nothings, 2);
}

static void
test_pool__goes_with_a_parent_that_was_killed(void)
{
    struct mp_process *process;
    int ends[2];
    char byte;

    CHECK_INT(pipe(ends), 0);
    CHECK_INT(mp_process_start(hang_with_pool, &ends[1], &process), 0);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(mp_process_kill(process), 0);
    close(ends[1]);
    CHECK_INT(read(ends[0], &byte, 1), 0);
    close(ends[0]);
    mp_process_free(process);
}

static int
exit_with_pool(void *arg)
{
    struct mp_pool *pool = new_pool(3);

    (void)arg;
    expect_squares(pool, 10, 0);
    return 0;
}

static void
test_pool__goes_with_a_parent_that_ended(void)
{
    struct mp_process *process;
    int ends[2];
    char byte;

    CHECK_INT(pipe(ends), 0);
    CHECK_INT(mp_process_start(exit_with_pool, NULL, &process), 0);
    close(ends[1]);
    CHECK_INT(read(ends[0], &byte, 1), 0);
    close(ends[0]);
    mp_process_free(process);
}

static void
test_pool__is_made_and_freed_many_times(void)
{
    for (int i = 0; i < 100; i++) {
        struct mp_pool *pool = new_pool(2);

        expect_squares(pool, 4, 1);
        mp_pool_free(pool);
    }
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_pool__maps_with_every_chunk_size),
        APART(test_pool__maps_every_count_of_tasks),
        APART(test_pool__has_a_worker_for_each_processor_by_default),
        APART(test_pool__may_have_many_workers),
        APART(test_pool__refuses_a_silly_number_of_workers),
        APART(test_pool__starmaps_a_struct),
        APART(test_pool__keeps_results_in_order),
        APART(test_pool__returns_the_first_error_and_goes_on),
        APART(test_pool__runs_without_arguments_or_results),
        APART(test_pool__grows_its_memory_with_the_jobs),
        APART(test_pool__refuses_more_than_there_is_memory),
        APART(test_pool__heeds_the_limit_of_a_file),
        APART(test_pool__belongs_to_the_process_that_made_it),
        APART(test_pool__has_printed_what_its_tasks_printed),
        APART(test_pool__ends_when_closed),
        APART(test_pool__ends_when_the_kernel_reaps_its_workers),
        APART(test_pool__ends_when_terminated),
        APART(test_pool__notices_a_killed_worker),
        APART(test_pool__notices_a_worker_that_exits),
        APART(test_pool__ends_busy_workers_when_one_died),
        APART(test_pool__notices_a_death_without_pidfds),
        APART(test_pool__notices_a_worker_that_died_idle),
        APART(test_pool__never_hangs_whenever_a_worker_is_killed),
        APART(test_pool__goes_with_a_parent_that_was_killed),
        APART(test_pool__goes_with_a_parent_that_ended),
        APART(test_pool__is_made_and_freed_many_times),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
