/* Signals tell: one that is waited for, one that interrupts, one that
 * interrupts all the time; and a jump out of a handler. */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>

static int data[2], sum;
static atomic_int seen, jumps;
static sigjmp_buf back;
static volatile int plain;

static void
on_usr2(int signal)
{
    (void)signal;
    sum += data[1];
    atomic_store(&seen, 1);
}

static void
on_alarm(int signal)
{
    (void)signal;
    if (atomic_fetch_add(&jumps, 1) % 2)
        siglongjmp(back, 1);
}

static void *
wait_for_it(void *arg)
{
    sigset_t set;
    int got;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigwait(&set, &got);
    sum += data[0];
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    while (!atomic_load(&seen))
        sched_yield();
    return arg;
}

static void
jump_about(void)
{
    struct itimerval often = {{0, 300}, {0, 300}}, never = {{0, 0}, {0, 0}};

    signal(SIGALRM, on_alarm);
    if (!sigsetjmp(back, 1))
        setitimer(ITIMER_REAL, &often, NULL);
    while (atomic_load(&jumps) < 20)
        plain++;
    setitimer(ITIMER_REAL, &never, NULL);
    signal(SIGALRM, SIG_IGN);
}

int
main(void)
{
    pthread_t thread;
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGUSR2, on_usr2);
    pthread_create(&thread, NULL, wait_for_it, NULL);
    data[0] = 1;
    pthread_kill(thread, SIGUSR1);
    data[1] = 2;
    pthread_kill(thread, SIGUSR2);
    pthread_join(thread, NULL);
    jump_about();
    return sum != 3;
}
