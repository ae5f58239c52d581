/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/04_locks/locked_balance.c -o locked_balance -lm */

/*
 * Two processes share a bank account: one pays 2 in, one takes 1 out,
 * as often as each other.  So it ends `times` above the 100 that it
 * began with.  Or does it?
 * Above the C stands the Python that does the same.  The C is longer
 * since it makes by hand what multiprocessing makes for you; only
 * deposit() and withdraw() are yours to change.
 */
#include <sys/wait.h>

#include "race.h"

/*
 * What both processes see.  The lock is taken by
 * pthread_mutex_lock(&balance->lock) and given back by
 * pthread_mutex_unlock(&balance->lock).  To read and write the volatile
 * int without it is undefined behaviour, here to be seen.
 */
struct account {
    pthread_mutex_t lock;
    volatile int value;
};

static struct account *balance;
static long times;

/* What a bank does beside adding: some microseconds of real work. */
volatile unsigned book;

static void
work(int lines)
{
    unsigned sum = book;

    for (int line = 0; line < lines; line++)
        sum = sum * 31 + 7;
    book = sum;
}

/* def deposit(balance, lock): */
static void
deposit(void)
{
    /* for i in range(times): */
    for (long i = 0; i < times; i++) {
        // TODO: lock before the read, unlock after the write
        /* value = balance.value */
        int value = balance->value;
        /* write_receipt() */
        work(8000);
        /* balance.value = value + 2 */
        balance->value = value + 2;
        // end
        /* next_customer() */
        work(4000);
    }
}

/* def withdraw(balance, lock): */
static void
withdraw(void)
{
    /* for i in range(times): */
    for (long i = 0; i < times; i++) {
        // TODO: the same here, with the same lock
        /* value = balance.value */
        int value = balance->value;
        /* write_receipt() */
        work(8000);
        /* balance.value = value - 1 */
        balance->value = value - 1;
        // end
        /* next_customer() */
        work(4000);
    }
}

/* Memory that stays the same memory for a parent and its children. */
static void
make_account(void)
{
    pthread_mutexattr_t shared;

    /* balance = Value("i", 100, lock=False) */
    balance = mmap(NULL, sizeof(*balance), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (balance == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");

    /* lock = Lock() */
    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&balance->lock, &shared);
}

/* p = Process(target=target, args=(balance, lock)); p.start() */
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

/* p.join() */
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
