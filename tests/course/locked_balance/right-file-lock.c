/* verdict: passed, cannot be checked */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/locked_balance/right-file-lock.c \
       -o locked_balance -lm */
/*
 * A lock on a file that is gone already, taken by each process for
 * itself. A tool that cannot follow it may say so, and must not accuse.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct account {
    int value;
};

static struct account *balance;
static int fd;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void
book(long times, int amount)
{
    for (long i = 0; i < times; i++) {
        int value;

        lockf(fd, F_LOCK, 0);
        value = balance->value;
        for (volatile int line = 0; line < 1000; line++)
            ;
        balance->value = value + amount;
        lockf(fd, F_ULOCK, 0);
    }
}

static void
run(long times)
{
    static const int amounts[] = {2, -1};

    balance->value = 100;
    for (int i = 0; i < 2; i++) {
        if (fork() > 0)
            continue;
        book(times, amounts[i]);
        _exit(0);
    }
    while (wait(NULL) > 0)
        ;
}

int
main(int argc, char **argv)
{
    long trials = argument(argc, argv, "trials", 10), wrong = 0;
    long times = argument(argc, argv, "times", 10000);

    balance = mmap(NULL, sizeof *balance, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (balance == MAP_FAILED)
        return 1;
    fd = fileno(tmpfile());
    for (long trial = 1; trial <= trials; trial++) {
        run(times);
        printf("balance_%ld = %d\n", trial, balance->value);
        fflush(stdout);
        wrong += balance->value != 100 + times;
    }
    printf("wrong = %ld\n", wrong);
    return 0;
}
