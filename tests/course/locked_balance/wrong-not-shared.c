/* verdict: stuck, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/locked_balance/wrong-not-shared.c \
       -o locked_balance -lm */
/*
 * The lock was not made for several processes: it keeps others out, and
 * does not wake those of another process.
 */
#include <sys/wait.h>

#include "race.h"

struct account {
    pthread_mutex_t lock;
    volatile int value;
};

static struct account *balance;
static long times;
volatile unsigned book;

static void
work(int lines)
{
    unsigned sum = book;

    for (int line = 0; line < lines; line++)
        sum = sum * 31 + 7;
    book = sum;
}

static void
deposit(void)
{
    for (long i = 0; i < times; i++) {
        pthread_mutex_lock(&balance->lock);
        int value = balance->value;
        work(8000);
        pause_us(100);
        balance->value = value + 2;
        pthread_mutex_unlock(&balance->lock);
        work(4000);
    }
}

static void
withdraw(void)
{
    for (long i = 0; i < times; i++) {
        pthread_mutex_lock(&balance->lock);
        int value = balance->value;
        work(8000);
        pause_us(100);
        balance->value = value - 1;
        pthread_mutex_unlock(&balance->lock);
        work(4000);
    }
}

static void
make_account(void)
{
    pthread_mutexattr_t shared;

    balance = mmap(NULL, sizeof(*balance), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (balance == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
    pthread_mutexattr_init(&shared);
    pthread_mutex_init(&balance->lock, &shared);
}

static pid_t
start(void (*target)(void))
{
    pid_t pid;

    fflush(stdout);
    pid = fork();
    if (pid < 0)
        race_stop(1, "fork", "no more processes", "");
    if (pid > 0)
        return pid;
    watch_enter();
    start_together(2);
    target();
    watch_leave();
    _exit(0);
}

static void
join(pid_t pid)
{
    int status;

    if (waitpid(pid, &status, 0) < 0 || status != 0)
        race_stop(1, "a process", "did not end as it should", "");
}

int
main(int argc, char **argv)
{
    long trials, wrong = 0;
    char name[32];

    race_begin(argc, argv);
    trials = knob("trials", 10);
    times = knob("times", 10000);
    knobs_done();
    make_account();

    for (long trial = 1; trial <= trials; trial++) {
        balance->value = 100;
        pid_t one = start(deposit);
        pid_t two = start(withdraw);
        join(one);
        join(two);
        snprintf(name, sizeof(name), "balance_%ld", trial);
        result(name, balance->value);
        wrong += balance->value != 100 + times;
    }

    result("wrong", wrong);
    result("expected_wrong", 0);
    result("max_at_once", max_at_once());
    return 0;
}
