/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/deadlock/wrong-no-lock.c \
       -o deadlock -lm */
/* Nobody takes a lock: no deadlock, and no order either. */
#include <stdbool.h>

#include "race.h"

#define ACCOUNTS 2

static struct {
    pthread_mutex_t lock;
    long money;
} account[ACCOUNTS];

static long threads;
static long times;
static long ledger_us;
static long to_self;
static atomic_bool over;
static long audits, wrong_audits;

static void
write_the_ledger(void)
{
    if (ledger_us)
        pause_us(ledger_us);
}

static void
transfer(int giver, int taker, long amount)
{
    write_the_ledger();
    account[giver].money -= amount;
    account[taker].money += amount;
}

static void
clerk(long me)
{
    int giver = me % 2, taker = 1 - giver;

    watch_enter();
    start_together(threads);
    for (long i = 0; i < times; i++) {
        bool mixed_up = to_self && i % 10 == 0;

        transfer(giver, mixed_up ? giver : taker, 2 - giver);
    }
    watch_leave();
}

static void
audit(void)
{
    long sum = 0;

    for (int i = 0; i < ACCOUNTS; i++)
        pthread_mutex_lock(&account[i].lock);
    for (int i = 0; i < ACCOUNTS; i++)
        sum += account[i].money;
    for (int i = 0; i < ACCOUNTS; i++)
        pthread_mutex_unlock(&account[i].lock);
    audits++;
    wrong_audits += sum != 2000;
}

static void *
auditor(void *arg)
{
    do {
        pause_us(1000);
        audit();
    } while (!atomic_load_explicit(&over, memory_order_relaxed));
    return arg;
}

int
main(int argc, char **argv)
{
    pthread_t extra;

    race_begin(argc, argv);
    threads = knob("threads", 2);
    times = knob("times", 3000);
    ledger_us = knob_from("ledger_us", 100, 0);
    to_self = knob_from("to_self", 0, 0);
    knobs_done();
    for (int i = 0; i < ACCOUNTS; i++) {
        pthread_mutex_init(&account[i].lock, NULL);
        account[i].money = 1000;
    }

    start_all(threads, clerk);
    if (pthread_create(&extra, NULL, auditor, NULL))
        race_stop(1, "pthread_create", "no more threads", "");
    join_all();
    atomic_store_explicit(&over, true, memory_order_relaxed);
    pthread_join(extra, NULL);

    result("money_0", account[0].money);
    result("money_1", account[1].money);
    result("total", account[0].money + account[1].money);
    result("expected_total", 2000);
    result("audits", audits);
    result("wrong_audits", wrong_audits);
    result("expected_wrong_audits", 0);
    return 0;
}
