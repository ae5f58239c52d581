#include "workers.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "apart.h"

/* Tests give back what they do not have, to be refused. */
const char *__tsan_default_options(void);
const char *
__tsan_default_options(void)
{
    return "report_mutex_bugs=0";
}

void
workers_start(struct workers *workers, int count, int (*target)(void *),
              void *arg)
{
    workers->count = count;
    for (int i = 0; i < count; i++)
        CHECK_INT(mp_process_start(target, arg, &workers->processes[i]), 0);
}

void
worker_end(struct mp_process *process)
{
    int code = -1;

    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, 0);
    mp_process_free(process);
}

void
workers_join(struct workers *workers)
{
    for (int i = 0; i < workers->count; i++)
        worker_end(workers->processes[i]);
}

void
workers_kill(struct workers *workers)
{
    for (int i = 0; i < workers->count; i++)
        mp_process_free(workers->processes[i]);
}

void
worker_run(int (*target)(void *), void *arg)
{
    struct mp_process *process;

    CHECK_INT(mp_process_start(target, arg, &process), 0);
    worker_end(process);
}

/* The kernel says so in the second field behind the name: S. */
static char
state_of(pid_t pid)
{
    char path[64], line[512] = "", *end;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    file = fopen(path, "re");
    CHECK(file != NULL);
    CHECK(fgets(line, sizeof(line), file) != NULL);
    fclose(file);
    end = strrchr(line, ')');
    return end ? end[2] : '?';
}

/* Three times in a row, since it may sleep for a moment on its way. */
struct mp_process *
worker_asleep(int (*target)(void *), void *arg)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    struct mp_process *process;

    CHECK_INT(mp_process_start(target, arg, &process), 0);
    for (int asleep = 0; asleep < 3;) {
        nanosleep(&pause, NULL);
        asleep = state_of(mp_process_pid(process)) == 'S' ? asleep + 1 : 0;
    }
    return process;
}
