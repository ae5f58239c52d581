/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/16_what_next/which_tool.c build/src/guest/mp/libmp.a \
       -o which_tool -lm */

/*
 * The same tasks in four ways: one after another, a thread for each, a
 * process for each, and an event loop, which is what asyncio has: one
 * thread that goes on with whoever has waited long enough.  A task
 * waits first, and then computes.  With gil=1 threads compute one at a
 * time.
 * In Python:
 *
 *   async def task():
 *       await asyncio.sleep(wait_ms / 1000)
 *       compute()
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define TASKS_MAX 256

static long tasks, wait_ms, work_ms, gil;

pthread_mutex_t gil_lock = PTHREAD_MUTEX_INITIALIZER;

/* As much as a processor does in work_ms, however long that takes. */
static void
compute(void)
{
    double end = clock_read_ms(CLOCK_THREAD_CPUTIME_ID) +
                 (double)work_ms;

    while (clock_read_ms(CLOCK_THREAD_CPUTIME_ID) < end)
        for (volatile int i = 0; i < 1000; i++)
            ;
}

static void
task(long me)
{
    (void)me;
    pause_us(wait_ms * 1000);
    compute();
}

static void
task_under_gil(long me)
{
    (void)me;
    pause_us(wait_ms * 1000);
    if (gil)
        pthread_mutex_lock(&gil_lock);
    compute();
    if (gil)
        pthread_mutex_unlock(&gil_lock);
}

static int
task_of_process(void *arg)
{
    (void)arg;
    task(0);
    return 0;
}

static void
by_processes(void)
{
    struct mp_process *process[TASKS_MAX];

    for (long i = 0; i < tasks; i++)
        if (mp_process_start(task_of_process, NULL, &process[i]))
            race_stop(1, "a process", "could not be started", "");
    for (long i = 0; i < tasks; i++) {
        mp_process_join(process[i], -1);
        mp_process_free(process[i]);
    }
}

/*
 * An event loop: sleep until the next task is due, go on with it, and
 * so on.  Who is due meanwhile has to wait.  Returns how late the last
 * one was.
 */
static double
by_a_loop(void)
{
    double due[TASKS_MAX], late = 0;
    for (long i = 0; i < tasks; i++)
        due[i] = clock_ms() + (double)wait_ms;
    /* [loop] */
    for (long i = 0; i < tasks; i++) {
        double now = clock_ms();
        if (due[i] > now)
            pause_us((long)((due[i] - now) * 1000));
        late = clock_ms() - due[i];
        compute();
    }

    return late;
}

static double
say(const char *name, double begin)
{
    result_real(name, (double)(long)((clock_ms() - begin) * 10) / 10);
    fflush(stdout);
    return clock_ms();
}

int
main(int argc, char **argv)
{
    double begin, late;

    race_begin(argc, argv);
    tasks = knob("tasks", 8);
    wait_ms = knob_from("wait_ms", 100, 0);
    work_ms = knob_from("work_ms", 5, 0);
    gil = knob_from("gil", 1, 0);
    knobs_done();
    if (tasks > TASKS_MAX)
        race_stop(2, "tasks", "256 at most", "");

    begin = clock_ms();
    for (long i = 0; i < tasks; i++)
        task(i);
    begin = say("serial_ms", begin);
    start_all(tasks, task_under_gil);
    join_all();
    begin = say("threads_ms", begin);
    by_processes();
    begin = say("processes_ms", begin);
    late = by_a_loop();
    say("loop_ms", begin);
    result_real("loop_late_ms", (double)(long)(late * 10) / 10);
    return 0;
}
