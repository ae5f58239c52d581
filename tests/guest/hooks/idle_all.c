/* Every kind of worker, and none does what it is there for. */
#include <pthread.h>
#include <sys/wait.h>
#include <threads.h>
#include <unistd.h>

#include "mp.h"

#define TASKS 6

static long *done;              /* in all processes */

static void *
work(void *arg)
{
    __atomic_add_fetch(done, 1, __ATOMIC_SEQ_CST);
    return arg;
}

static int
work_c11(void *arg)
{
    work(arg);
    return 1;
}

static int
task(const void *arg, void *ret_result)
{
    work(NULL);
    *(int *)ret_result = *(const int *)arg;
    return 1;
}

static int
threads(void)
{
    void *value = done;
    int result = 1;
    pthread_t one;
    thrd_t other;

    pthread_create(&one, NULL, work, done);
    thrd_create(&other, work_c11, NULL);
    pthread_join(one, &value);
    thrd_join(other, &result);
    return value || result;
}

static int
processes(void)
{
    struct mp_process *process;
    int status = 1, exitcode = 1;
    pid_t child = fork();

    if (child == 0) {
        work(NULL);
        _exit(1);
    }
    mp_process_start(work_c11, NULL, &process);
    waitpid(child, &status, 0);
    mp_process_join(process, -1);
    mp_process_exitcode(process, &exitcode);
    return status || exitcode;
}

static int
pool(void)
{
    int args[TASKS] = {1, 2, 3, 4, 5, 6}, results[TASKS], sum = 0;
    struct mp_pool *pool;

    if (mp_pool_new(2, &pool) ||
        mp_pool_map(pool, task, args, results, TASKS))
        return 1;
    mp_pool_free(pool);
    for (int i = 0; i < TASKS; i++)
        sum += results[i];
    return sum;
}

/* It serves, as it always does. */
static int
manager(void)
{
    struct mp_manager *manager;
    struct mp_dict *dict;
    long found = 0;

    if (mp_manager_new(&manager) || mp_dict_new(manager, &dict))
        return 1;
    mp_dict_set(dict, "found", 4);
    mp_dict_get(dict, "found", &found);
    mp_manager_free(manager);
    return found != 4;
}

int
main(void)
{
    if (mp_array_new(1, sizeof *done, &done))
        return 2;
    return threads() || processes() || pool() || manager() || *done;
}
