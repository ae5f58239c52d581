/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/locked_balance/right-threads.c \
       -o locked_balance -lm */
/* Two threads instead of two processes. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int balance;
static long times;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void *
book(void *amount)
{
    for (long i = 0; i < times; i++) {
        pthread_mutex_lock(&lock);
        balance += *(const int *)amount;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

static void
run(void)
{
    int amounts[] = {2, -1};
    pthread_t ids[2];

    balance = 100;
    for (int i = 0; i < 2; i++)
        if (pthread_create(&ids[i], NULL, book, &amounts[i]))
            exit(1);
    for (int i = 0; i < 2; i++)
        pthread_join(ids[i], NULL);
}

int
main(int argc, char **argv)
{
    long trials = argument(argc, argv, "trials", 10), wrong = 0;

    times = argument(argc, argv, "times", 10000);
    for (long trial = 1; trial <= trials; trial++) {
        run();
        printf("balance_%ld = %d\n", trial, balance);
        wrong += balance != 100 + times;
    }
    printf("wrong = %ld\n", wrong);
    return 0;
}
