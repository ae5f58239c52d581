/*
 * What a reading costs, and how true its figures are.
 *
 *     bench_sampler cost THREADS     a child with so many sleeping threads
 *     bench_sampler fixture TASKS    a folder that looks like /proc
 *     bench_sampler share            a child busy for 30 % of the time
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "sample/sampler.h"

#define READINGS 301

static void
give_up(const char *what)
{
    printf("FAILED: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int
compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

/* Processor time of the median reading in ms, without the first. */
static double
median_cost(const char *proc, pid_t root, size_t workers)
{
    static int64_t cost[READINGS];
    struct history history = HISTORY_INIT;
    struct sampler *sampler;
    struct timespec then;
    struct timespec now;

    if (sampler_new(proc, root, &sampler) ||
        sampler_read(sampler, clock_now(), &history))
        give_up("the first reading");
    for (int i = 0; i < READINGS; i++) {
        usleep(2000);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &then);
        sampler_read(sampler, clock_now(), &history);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        cost[i] = (now.tv_sec - then.tv_sec) * CLOCK_SECOND + now.tv_nsec -
                  then.tv_nsec;
    }
    if (history.nworkers != workers) {
        printf("FAILED: %zu workers where there are %zu\n",
               history.nworkers, workers);
        exit(1);
    }
    sampler_free(sampler);
    history_release(&history);
    qsort(cost, READINGS, sizeof *cost, compare);
    return (double)cost[READINGS / 2] / CLOCK_MS;
}

/* A target of 0 is none. */
static void
report(const char *what, double figure, const char *unit, double target)
{
    if (target <= 0)
        printf("%s: %.3g %s\n", what, figure, unit);
    else
        printf("%s: %.3g %s; target at most %g %s: %s\n", what, figure,
               unit, target, unit, figure > target ? "TARGET MISSED" : "met");
}

static void *
sleep_on(void *unused)
{
    (void)unused;
    for (;;)
        pause();
    return NULL;
}

/* Its main thread and the others make `threads`.  kill() ends it. */
static pid_t
start_sleepers(int threads)
{
    int ready[2];
    char letter = 0;
    pid_t pid;

    if (pipe(ready) || (pid = fork()) < 0)
        give_up("fork");
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (int i = 1; i < threads; i++) {
            pthread_t thread;

            if (pthread_create(&thread, NULL, sleep_on, NULL))
                _exit(1);
        }
        (void)!write(ready[1], &letter, 1);
        sleep_on(NULL);
    }
    close(ready[1]);
    if (read(ready[0], &letter, 1) != 1)
        give_up("threads");
    close(ready[0]);
    return pid;
}

static int
bench_cost(int threads)
{
    pid_t child = start_sleepers(threads);
    char what[80];

    snprintf(what, sizeof what, "a reading of %d threads", threads);
    report(what, median_cost(NULL, getpid(), (size_t)threads), "ms",
           threads <= 8 ? 0.2 : 0);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return 0;
}

static void
write_file(const char *folder, const char *name, const char *text)
{
    char *path = path_join(folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        give_up(path);
    close(fd);
    free(path);
}

static void
write_task(const char *proc, int pid, int tid, const char *children)
{
    char folder[128];
    char stat[256];

    snprintf(folder, sizeof folder, "%s/%d/task/%d", proc, pid, tid);
    if (dir_make(folder))
        give_up(folder);
    snprintf(stat, sizeof stat,
             "%d (bench) S 1 1 1 0 -1 0 0 0 0 0 5 5 0 0 20 0 1 0 7 0 0 0 0 "
             "0 0 0 0 0 0 0 0 0 0 0 0 17 %d 0 0\n",
             tid, tid % 2);
    write_file(folder, "stat", stat);
    write_file(folder, "schedstat", "1000 1000 10\n");
    write_file(folder, "children", children);
    snprintf(folder, sizeof folder, "%s/%d", proc, pid);
    write_file(folder, "stat", stat);
}

static int
remove_one(const char *path, const struct stat *stat, int type,
           struct FTW *ftw)
{
    (void)stat;
    (void)type;
    (void)ftw;
    return remove(path);
}

static int
bench_fixture(int tasks)
{
    char folder[] = "/dev/shm/racecourse-bench-XXXXXX";
    char what[80];

    if (!mkdtemp(folder)) {
        printf("SKIPPED: no folder in /dev/shm\n");
        return 77;
    }
    write_file(folder, "stat", "cpu0 1 1 1 1\ncpu1 1 1 1 1\n");
    write_task(folder, 10, 10, "20 ");
    for (int i = 0; i < tasks; i++)
        write_task(folder, 20, 20 + i, "");
    snprintf(what, sizeof what, "a reading of %d workers in a folder",
             tasks);
    report(what, median_cost(folder, 10, (size_t)tasks), "ms", 0);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static int64_t
cpu_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * CLOCK_SECOND + time.tv_nsec;
}

/* On a core for 6 ms of each 20; *ret_worked follows its own clock. */
static void
be_busy(_Atomic int64_t *ret_worked)
{
    int64_t period = CLOCK_SECOND / 50;
    int64_t at = clock_now();
    int64_t worked = cpu_now();

    for (;;) {
        struct timespec until;

        worked += period * 30 / 100;
        at += period;
        while ((*ret_worked = cpu_now()) < worked)
            ;
        until = (struct timespec){at / CLOCK_SECOND, at % CLOCK_SECOND};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
}

#define SHARES 80

/* The largest error of `running` from the third second on, in points. */
static double
worst_error(struct sampler *sampler, _Atomic int64_t *worked)
{
    static int64_t when[SHARES];
    static int64_t done[SHARES];
    struct history history = HISTORY_INIT;
    double worst = 0;

    for (int i = 0; i < SHARES; i++) {
        double error;

        usleep(100000);
        when[i] = clock_now();
        done[i] = *worked;
        sampler_read(sampler, when[i], &history);
        if (i < 30)
            continue;
        error = history.workers[0].running -
                100.0 * (double)(done[i] - done[i - 30]) /
                    (double)(when[i] - when[i - 30]);
        if (error < 0)
            error = -error;
        if (error > worst)
            worst = error;
    }
    history_release(&history);
    return worst;
}

static int
bench_share(void)
{
    _Atomic int64_t *worked =
        mmap(NULL, sizeof *worked, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct sampler *sampler;
    pid_t child = fork();

    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        be_busy(worked);
    }
    if (child < 0 || sampler_new(NULL, getpid(), &sampler))
        give_up("sampler");
    report("largest error of `running`, 50 readings of a worker at 30 %",
           worst_error(sampler, worked), "points", 3);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    sampler_free(sampler);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "cost") == 0)
        return bench_cost(atoi(argv[2]));
    if (argc == 3 && strcmp(argv[1], "fixture") == 0)
        return bench_fixture(atoi(argv[2]));
    if (argc == 2 && strcmp(argv[1], "share") == 0)
        return bench_share();
    return 2;
}
