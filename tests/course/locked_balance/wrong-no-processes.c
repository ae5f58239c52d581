/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/locked_balance/wrong-no-processes.c \
       -o locked_balance -lm */
/* main() calls both functions itself. */
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
        int value = balance->value;
        work(8000);
        balance->value = value + 2;
        work(4000);
    }
}

static void
withdraw(void)
{
    for (long i = 0; i < times; i++) {
        int value = balance->value;
        work(8000);
        balance->value = value - 1;
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
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&balance->lock, &shared);
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
        deposit();
        withdraw();
        snprintf(name, sizeof(name), "balance_%ld", trial);
        result(name, balance->value);
        wrong += balance->value != 100 + times;
    }

    result("wrong", wrong);
    result("expected_wrong", 0);
    result("max_at_once", max_at_once());
    return 0;
}
