/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/philosophers/right-waiter.c \
       -o philosophers -lm */
/*
 * A waiter hands out both forks, one guest at a time; who eats does not
 * need him.
 */
#include "race.h"

#define SEATS_MAX 64

static long seats, rounds;

pthread_mutex_t forks[SEATS_MAX];
static long used[SEATS_MAX];

pthread_mutex_t waiter = PTHREAD_MUTEX_INITIALIZER;

static long meals[SEATS_MAX];

static struct {
    atomic_long eats[SEATS_MAX];
    atomic_long now, most;
    atomic_long beside;
} table;

static long
add(atomic_long *number, long more)
{
    return more + atomic_fetch_add_explicit(number, more,
                                            memory_order_relaxed);
}

static void
note_most(long now)
{
    long most = add(&table.most, 0);

    while (most < now && !atomic_compare_exchange_weak_explicit(
               &table.most, &most, now, memory_order_relaxed,
               memory_order_relaxed))
        ;
}

static void
look_around(long me)
{
    if (add(&table.eats[(me + 1) % seats], 0) ||
        add(&table.eats[(me + seats - 1) % seats], 0))
        add(&table.beside, 1);
}

static void
eat(long me)
{
    note_most(add(&table.now, 1));
    add(&table.eats[me], 1);
    look_around(me);
    used[me]++;
    used[(me + 1) % seats]++;
    meals[me]++;
    pause_us(1000);
    look_around(me);
    add(&table.eats[me], -1);
    add(&table.now, -1);
}

static void
thank_the_cook(void)
{
    pause_us(100);
}

static void
dine(long me)
{
    long left = me, right = (me + 1) % seats;

    watch_enter();
    start_together(seats);
    for (long i = 0; i < rounds; i++) {
        long first = left, second = right;
        pthread_mutex_lock(&waiter);
        pthread_mutex_lock(&forks[first]);
        thank_the_cook();
        pthread_mutex_lock(&forks[second]);
        pthread_mutex_unlock(&waiter);
        eat(me);
        pthread_mutex_unlock(&forks[second]);
        pthread_mutex_unlock(&forks[first]);
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    long all = 0, hungry = 0;

    race_begin(argc, argv);
    seats = knob("seats", 5);
    rounds = knob("rounds", 400);
    knobs_done();
    if (seats < 2 || seats > SEATS_MAX)
        race_stop(2, "seats", "from 2 to 64", "");
    for (long i = 0; i < seats; i++)
        pthread_mutex_init(&forks[i], NULL);

    start_all(seats, dine);
    join_all();

    for (long i = 0; i < seats; i++) {
        all += meals[i];
        hungry += meals[i] < rounds;
    }
    result("meals", all);
    result("expected", seats * rounds);
    result("hungry", hungry);
    result("beside", table.beside);
    result("most_eating", table.most);
    return 0;
}
