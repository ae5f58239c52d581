/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/13_is_it_faster/threads_or_processes.c \
       build/src/guest/mp/libmp.a -o threads_or_processes -lm */

/*
 * Three kinds of tasks: one computes, one waits, one makes a long list
 * that is wanted back.  Each is done one after another, by threads, and
 * by processes.  All is measured; `kind` says whose times are results.
 * With gil=1 threads compute as CPython's do, one at a time; who waits
 * lets go of the lock.
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define TASKS_MAX 64
#define KINDS 3

static long tasks, work_ms, wait_ms, numbers, gil;

pthread_mutex_t gil_lock = PTHREAD_MUTEX_INITIALIZER;
static long *lists;             /* one of each task, as one array */
static long answers[TASKS_MAX];

/* time.thread_time(), in milliseconds */
static double
thread_ms(void)
{
    return clock_read_ms(CLOCK_THREAD_CPUTIME_ID);
}

/* As much as a processor does in work_ms, however long that takes. */
static void
compute(long me)
{
    double end = thread_ms() + (double)work_ms;

    for (answers[me] = 0; thread_ms() < end; answers[me]++)
        for (volatile int i = 0; i < 1000; i++)
            ;
}

static void
pause_task(long me)
{
    (void)me;
    pause_us(wait_ms * 1000);
}

static void
fill(long *list)
{
    for (long i = 0; i < numbers; i++)
        list[i] = i;
}

static void
make_list(long me)
{
    fill(lists + me * numbers);
}

/* How a thread goes about a task. */
static void
compute_under_gil(long me)
{
    if (gil)
        pthread_mutex_lock(&gil_lock);
    compute(me);
    if (gil)
        pthread_mutex_unlock(&gil_lock);
}

static void
make_list_under_gil(long me)
{
    if (gil)
        pthread_mutex_lock(&gil_lock);
    make_list(me);
    if (gil)
        pthread_mutex_unlock(&gil_lock);
}

/* How a process does; what it returns is copied back to the parent. */
static int
compute_and_return(const void *me, void *ret_answer)
{
    compute(*(const long *)me);
    *(long *)ret_answer = answers[*(const long *)me];
    return 0;
}

static int
pause_and_return(const void *me, void *ret_nothing)
{
    (void)ret_nothing;
    pause_task(*(const long *)me);
    return 0;
}

static int
make_list_and_return(const void *me, void *ret_list)
{
    (void)me;
    fill(ret_list);
    return 0;
}

/* A kind of task, and what comes back of it. */
struct kind {
    const char *name;
    void (*alone)(long me);
    void (*as_thread)(long me);
    int (*as_process)(const void *me, void *ret_result);
    void *results;
    size_t result_size;
};

/* In milliseconds. */
struct times {
    double serial, threads, processes;
};

static void
by_processes(const struct kind *kind)
{
    struct mp_pool *pool;
    long me[TASKS_MAX];
    struct mp_job job = {
        .call = kind->as_process,
        .args = me,
        .arg_size = sizeof(*me),
        .results = kind->results,
        .result_size = kind->result_size,
        .count = (size_t)tasks,
        .chunk = 1,
    };

    for (long i = 0; i < tasks; i++)
        me[i] = i;
    if (mp_pool_new((int)tasks, &pool) || mp_pool_run(pool, &job))
        race_stop(1, kind->name, "the pool did not do it", "");
    mp_pool_free(pool);
}

/* One line of the table. */
static struct times
measure(const struct kind *kind)
{
    struct times times;
    double begin = clock_ms(), serial, threads;

    for (long me = 0; me < tasks; me++)
        kind->alone(me);
    serial = clock_ms();
    start_all(tasks, kind->as_thread);
    join_all();
    threads = clock_ms();
    by_processes(kind);

    times.serial = serial - begin;
    times.threads = threads - serial;
    times.processes = clock_ms() - threads;
    printf("%-9s %8.1f %8.1f %10.1f\n", kind->name, times.serial,
           times.threads, times.processes);
    fflush(stdout);
    return times;
}

static double
one_digit(double value)
{
    return (double)(long)(value * 10 + 0.5) / 10;
}

/* Memory that is there, and not only promised. */
static void
make_room(void)
{
    lists = calloc((size_t)(tasks * numbers), sizeof(*lists));
    if (!lists)
        race_stop(1, "calloc", "no memory", "");
    for (long me = 0; me < tasks; me++)
        make_list(me);
}

int
main(int argc, char **argv)
{
    struct times times[KINDS];
    long kind;

    race_begin(argc, argv);
    kind = knob("kind", 1);
    tasks = knob("tasks", 4);
    work_ms = knob("work_ms", 50);
    wait_ms = knob("wait_ms", 60);
    numbers = knob("numbers", 1000000);
    gil = knob_from("gil", 1, 0);
    knobs_done();
    if (kind > KINDS || tasks > TASKS_MAX || numbers > 10000000)
        race_stop(2, "kind, tasks or numbers", "too many", "");
    printf("in ms       serial  threads  processes\n");

    times[0] = measure(&(struct kind){
        "1 compute", compute, compute_under_gil, compute_and_return,
        answers, sizeof(*answers)});
    times[1] = measure(&(struct kind){
        "2 wait", pause_task, pause_task, pause_and_return, NULL, 0});
    make_room();
    times[2] = measure(&(struct kind){
        "3 list", make_list, make_list_under_gil, make_list_and_return,
        lists, (size_t)numbers * sizeof(*lists)});

    free(lists);
    result_real("serial_ms", one_digit(times[kind - 1].serial));
    result_real("threads_ms", one_digit(times[kind - 1].threads));
    result_real("processes_ms", one_digit(times[kind - 1].processes));
    return 0;
}
