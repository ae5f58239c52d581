/* verdict: wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/join_timeout/wrong-killed-not-joined.c \
       build/src/guest/mp/libmp.a -o join_timeout -lm */
/* Even what is killed has to be joined: it stays behind as a zombie. */
#include <errno.h>
#include <signal.h>

#include "clock.h"
#include "mp.h"
#include "race.h"

#define QUICK_LIMIT 10.0        /* seconds; it is done long before */

static long quick_ms;
static long code;
static long stubborn;

/* def quick(): time.sleep(quick_ms / 1000); sys.exit(code) */
static int
quick(void *arg)
{
    (void)arg;
    watch_enter();
    pause_us(quick_ms * 1000);
    watch_leave();
    return (int)code;
}

/* def endless(): while True: time.sleep(1) */
static int
endless(void *arg)
{
    (void)arg;
    watch_enter();
    if (stubborn)
        signal(SIGTERM, SIG_IGN);
    for (;;)
        pause_us(1000000);
    return 0;
}

/*
 * Return when the process is over and reaped.  One that has not ended
 * after `limit` seconds is told to end.  main() frees it; free it here,
 * and main() looks at what is no more.
 */
static void
wait_for(struct mp_process *process, double limit)
{
    if (mp_process_join(process, limit) == -ETIMEDOUT)
        mp_process_kill(process);
}

/* Whether there is an entry for it: it runs, or it is a zombie. */
static int
is_left(pid_t pid)
{
    return kill(pid, 0) == 0;
}

/* print(p.name, p.exitcode): minus the signal that ended it, or None */
static void
print_exit(struct mp_process *process)
{
    const char *name = mp_process_name(process);
    char words[32];
    int exitcode;

    snprintf(words, sizeof(words), "%s_exit", name);
    if (mp_process_exitcode(process, &exitcode) < 0)
        printf("%s: none yet, it still runs\n", words);
    else
        result(words, exitcode);
}

/* p = Process(target=target, name=name); p.start() */
static struct mp_process *
start(int (*target)(void *), const char *name)
{
    struct mp_process *process;

    if (mp_process_start(target, NULL, &process) < 0 ||
        mp_process_set_name(process, name) < 0)
        race_stop(1, "process", "could not be started", "");
    return process;
}

int
main(int argc, char **argv)
{
    struct mp_process *one, *two;
    double begin, waited;
    long limit_ms, left;

    race_begin(argc, argv);
    limit_ms = knob("limit_ms", 1000);
    quick_ms = knob("quick_ms", 300);
    code = knob("code", 7);
    stubborn = knob_from("stubborn", 0, 0);
    knobs_done();

    one = start(quick, "quick");
    two = start(endless, "endless");
    wait_for(one, QUICK_LIMIT);
    begin = clock_ms();
    wait_for(two, (double)limit_ms / 1000);
    waited = clock_ms() - begin;
    left = is_left(mp_process_pid(one)) + is_left(mp_process_pid(two));

    print_exit(one);
    print_exit(two);
    result("waited_ms", (long)(waited + 0.5));
    result("left", left);
    result("expected_left", 0);
    mp_process_free(one);
    mp_process_free(two);
    return 0;
}
