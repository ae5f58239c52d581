/*
 * What every exercise needs and no lesson is about.  In Python's words:
 *
 *   race_begin(argc, argv)     where sys.argv comes from
 *   knob("threads", 2)         threads=4 of the command line, or 2
 *   knob_from("on", 1, 0)      the same, where 0 is a value, too
 *   knobs_done()               refuse every other argument
 *   start_all(4, work)         Thread(target=work, args=(i,)).start()
 *   join_all()                 .join() for all of them
 *   result("counter", n)       print(f"counter = {n}")
 *   result_real("pi", x)       the same for a float
 *   pause_us(100)              time.sleep(100 / 1_000_000)
 *
 * From watch_enter() to watch_leave() a worker, thread or process, counts
 * as at work; max_at_once() tells how many there were at most.
 * start_together(n) waits until there were n; after two seconds in vain
 * it, and all others, wait no more.
 * These counters are relaxed: they order nothing, so they hide no race.
 */
#ifndef RACE_H
#define RACE_H

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define THREADS_MAX 1024

struct race_thread {
    pthread_t id;
    void (*target)(long me);
    long me;                    /* 0, 1, 2, ... */
};

static struct {
    int argc;
    char **argv;                /* a knob puts NULL where it took one */
    char knobs[256];            /* their names, for the message */
    struct race_thread thread[THREADS_MAX];
    long nthreads;
    struct {
        atomic_long now, most;
        atomic_int alone;       /* it was waited for n in vain */
    } *watch;                   /* shared by all processes of the run */
} race;

/* Say what is wrong and stop: status 2 for an argument, else 1. */
_Noreturn static inline void
race_stop(int status, const char *what, const char *why, const char *more)
{
    const char *slash = strrchr(race.argv[0], '/');

    fprintf(stderr, "%s: %s: %s%s\n",
            slash ? slash + 1 : race.argv[0], what, why, more);
    exit(status);
}

static inline void
race_begin(int argc, char **argv)
{
    race.argc = argc;
    race.argv = argv;
    race.watch = mmap(NULL, sizeof(*race.watch), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (race.watch == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
}

static inline long
knob_from(const char *name, long value, long least)
{
    size_t len = strlen(name), used = strlen(race.knobs);

    snprintf(race.knobs + used, sizeof(race.knobs) - used, " %s", name);
    for (int i = 1; i < race.argc; i++) {
        char *text = race.argv[i], *end;

        if (!text || strncmp(text, name, len) || text[len] != '=')
            continue;
        value = strtol(text + len + 1, &end, 10);
        if (strspn(text + len + 1, "0123456789") == 0 || *end ||
            value < least || value > 1000000000000)
            race_stop(2, text, "not a whole number from ",
                      least ? "1 to 1e12" : "0 to 1e12");
        race.argv[i] = NULL;
    }
    return value;
}

static inline long
knob(const char *name, long value)
{
    return knob_from(name, value, 1);
}

static inline void
knobs_done(void)
{
    for (int i = 1; i < race.argc; i++)
        if (race.argv[i])
            race_stop(2, race.argv[i], "no such knob, only:",
                      race.knobs);
}

static inline void
result(const char *name, long value)
{
    printf("%s = %ld\n", name, value);
}

static inline void
result_real(const char *name, double value)
{
    printf("%s = %.15g\n", name, value);
}

static inline void
pause_us(long us)
{
    usleep((useconds_t)us);
}

static inline void *
race_thread_main(void *thread)
{
    struct race_thread *self = thread;

    self->target(self->me);
    return NULL;
}

static inline void
start_all(long n, void (*target)(long me))
{
    for (long me = 0; me < n; me++) {
        struct race_thread *thread = &race.thread[race.nthreads];

        if (race.nthreads == THREADS_MAX)
            race_stop(2, "too many threads", "1024 at most", "");
        *thread = (struct race_thread){.target = target, .me = me};
        if (pthread_create(&thread->id, NULL, race_thread_main, thread))
            race_stop(1, "pthread_create", "no more threads", "");
        race.nthreads++;
    }
}

static inline void
join_all(void)
{
    while (race.nthreads > 0)
        pthread_join(race.thread[--race.nthreads].id, NULL);
}

static inline void
watch_enter(void)
{
    long now = atomic_fetch_add_explicit(&race.watch->now, 1,
                                         memory_order_relaxed) + 1;
    long most = atomic_load_explicit(&race.watch->most,
                                     memory_order_relaxed);

    while (most < now &&
           !atomic_compare_exchange_weak_explicit(
               &race.watch->most, &most, now,
               memory_order_relaxed, memory_order_relaxed))
        ;
}

static inline void
watch_leave(void)
{
    atomic_fetch_sub_explicit(&race.watch->now, 1, memory_order_relaxed);
}

static inline long
max_at_once(void)
{
    return atomic_load_explicit(&race.watch->most, memory_order_relaxed);
}

static inline void
start_together(long n)
{
    time_t enough = time(NULL) + 2;
    atomic_int *alone = &race.watch->alone;

    while (max_at_once() < n &&
           !atomic_load_explicit(alone, memory_order_relaxed)) {
        if (time(NULL) > enough)
            atomic_store_explicit(alone, 1, memory_order_relaxed);
        sched_yield();
    }
}
#endif
