/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/coarse_or_fine/wrong-no-lock.c \
       -o coarse_or_fine -lm */
/* Nobody takes a lock. */
#include "race.h"

#define ACCOUNTS_MAX 1000

struct account {
    long balance;
};

static struct account accounts[ACCOUNTS_MAX];
static long threads;
static long naccounts;
static long times;
static long disk_ms;

static void
write_to_disk(void)
{
    watch_enter();
    pause_us(disk_ms * 1000);
    watch_leave();
}

static void
pay_into(struct account *account)
{
    long value = account->balance;
    write_to_disk();
    account->balance = value + 1;
}

static long
next_account(unsigned long *chance)
{
    *chance = *chance * 6364136223846793005 + 1442695040888963407;
    return (long)((*chance >> 33) % (unsigned long)naccounts);
}

static void
clerk(long me)
{
    unsigned long chance = (unsigned long)me;

    for (long i = 0; i < times; i++)
        pay_into(&accounts[next_account(&chance)]);
}

int
main(int argc, char **argv)
{
    long total = 0;

    race_begin(argc, argv);
    threads = knob("threads", 4);
    naccounts = knob("accounts", 20);
    times = knob("times", 150);
    disk_ms = knob_from("disk_ms", 2, 0);
    knobs_done();
    if (naccounts > ACCOUNTS_MAX)
        race_stop(2, "accounts", "1000 at most", "");

    start_all(threads, clerk);
    join_all();

    for (long i = 0; i < naccounts; i++)
        total += accounts[i].balance;
    result("total", total);
    result("expected_total", threads * times);
    result("max_at_once", max_at_once());
    return 0;
}
