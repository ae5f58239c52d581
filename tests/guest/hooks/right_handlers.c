/* A handler tells what happened before its signal, whoever sent that: a
 * thread, or the end of a child that nobody waits for yet.  One may be the
 * first thing that a thread does. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *cells;
static int data, sum;
static atomic_int seen;
static volatile sig_atomic_t ended;

static void
on_queued(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    sum = data + info->si_value.sival_int;
    atomic_store(&seen, 1);
}

static void
on_child(int signal)
{
    (void)signal;
    ended = 1;
}

static void *
await_handler(void *arg)
{
    while (!atomic_load(&seen))
        sched_yield();
    return arg;
}

static int
is_told_by_thread(void)
{
    struct sigaction action = {.sa_flags = SA_SIGINFO};
    union sigval value = {.sival_int = 2};
    pthread_t thread;

    action.sa_sigaction = on_queued;
    sigaction(SIGUSR1, &action, NULL);
    pthread_create(&thread, NULL, await_handler, NULL);
    data = 5;
    pthread_sigqueue(thread, SIGUSR1, value);
    pthread_join(thread, NULL);
    return sum == 7;
}

static int
is_told_by_child(void)
{
    int got;

    signal(SIGCHLD, on_child);
    if (fork() == 0) {
        cells[0] = 5;
        _exit(0);
    }
    while (!ended)
        usleep(100);
    got = cells[0];
    wait(NULL);
    return got == 5;
}

int
main(void)
{
    cells = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return !(is_told_by_thread() && is_told_by_child());
}
