/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/deadlock/right-no-frame.c \
       -o deadlock -lm */
/*
 * Nothing of the start file's frame: both locks are always taken, 0 and
 * then 1, also by those who need but one of them.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t lock[2];
static long money[2] = {1000, 1000};
static long times = 3000, ledger_us = 100, to_self;
static long audits, wrong_audits;

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
clerk(void *number)
{
    int giver = (long)number % 2;

    for (long i = 0; i < times; i++) {
        int taker = to_self && i % 10 == 0 ? giver : 1 - giver;

        pthread_mutex_lock(&lock[0]);
        usleep((useconds_t)ledger_us);
        pthread_mutex_lock(&lock[1]);
        money[giver] -= 2 - giver;
        money[taker] += 2 - giver;
        pthread_mutex_unlock(&lock[1]);
        pthread_mutex_unlock(&lock[0]);
    }
    return NULL;
}

static void *
auditor(void *unused)
{
    for (int i = 0; i < 5; i++) {
        usleep(1000);
        pthread_mutex_lock(&lock[0]);
        pthread_mutex_lock(&lock[1]);
        audits++;
        wrong_audits += money[0] + money[1] != 2000;
        pthread_mutex_unlock(&lock[1]);
        pthread_mutex_unlock(&lock[0]);
    }
    return unused;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2);
    pthread_t *ids = calloc((size_t)threads + 1, sizeof *ids);

    times = argument(argc, argv, "times", times);
    ledger_us = argument(argc, argv, "ledger_us", ledger_us);
    to_self = argument(argc, argv, "to_self", to_self);
    pthread_mutex_init(&lock[0], NULL);
    pthread_mutex_init(&lock[1], NULL);
    pthread_create(&ids[threads], NULL, auditor, NULL);
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, clerk, (void *)i);
    for (long i = 0; i <= threads; i++)
        pthread_join(ids[i], NULL);
    free(ids);
    printf("money_0 = %ld\nmoney_1 = %ld\n", money[0], money[1]);
    printf("total = %ld\n", money[0] + money[1]);
    printf("audits = %ld\nwrong_audits = %ld\n", audits, wrong_audits);
    return 0;
}
