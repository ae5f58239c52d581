/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/08_process/fork_with_lock.c \
       build/src/guest/mp/libmp.a -o fork_with_lock -lm */

/*
 * A thread holds a lock while main() starts a process.  That is a copy
 * of all memory, and the lock in it is as it was then: taken.  But of
 * the threads only the one that forked is copied.  In Python:
 *
 *   Thread(target=hold).start()
 *   p = Process(target=want); p.start()    # by fork
 *   p.join(limit_ms / 1000)
 *   if p.is_alive(): p.kill(); p.join()
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define HOLD_US 200000          /* the lock is held after the fork */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct mp_event *taken, *forked;
static long held;

/* Hold the lock until the process is there, and a little longer. */
static void
hold(long me)
{
    (void)me;
    pthread_mutex_lock(&lock);
    if (!held)
        pthread_mutex_unlock(&lock);
    mp_event_set(taken);
    mp_event_wait(forked, -1);
    pause_us(HOLD_US);
    if (held)
        pthread_mutex_unlock(&lock);
}

static int
want(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    return 0;
}

int
main(int argc, char **argv)
{
    struct mp_process *process;
    long limit_ms;
    double begin;
    int exitcode = 0;

    race_begin(argc, argv);
    held = knob_from("held", 1, 0);
    limit_ms = knob("limit_ms", 1500);
    knobs_done();
    /* taken, forked = Event(), Event() */
    if (mp_event_new(&taken) < 0 || mp_event_new(&forked) < 0)
        race_stop(1, "event", "no memory", "");

    start_all(1, hold);
    mp_event_wait(taken, -1);
    printf("A thread %s the lock.  main() forks.\n",
           held ? "holds" : "has given back");
    begin = clock_ms();
    if (mp_process_start(want, NULL, &process) < 0)
        race_stop(1, "process", "could not be started", "");
    mp_event_set(forked);

    mp_process_join(process, (double)limit_ms / 1000);
    result("waited_ms", (long)(clock_ms() - begin));
    mp_process_kill(process);
    mp_process_join(process, -1);
    mp_process_exitcode(process, &exitcode);
    result("child_got_it", exitcode == 0);
    mp_process_free(process);

    join_all();
    pthread_mutex_lock(&lock);
    printf("Here the lock has long been free: main() has it.\n");
    pthread_mutex_unlock(&lock);
    return 0;
}
