/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/readers_writers/right-two-conditions.c \
       -o readers_writers -lm */
/*
 * A condition for readers and one for writers, and writers are woken
 * first.
 */
#include <stdbool.h>

#include "clock.h"
#include "race.h"

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t may_read = PTHREAD_COND_INITIALIZER;
pthread_cond_t may_write = PTHREAD_COND_INITIALIZER;

static long reading;
static bool writing;
static long waiting;

static long readers, writers, reads, writes;

static long left_half, right_half;
static atomic_long torn;
static atomic_long are_reading, most_readers;
static atomic_long busy;
static atomic_long in_time;
static atomic_long worst_us;

static void
start_reading(void)
{
    pthread_mutex_lock(&lock);
    while (writing || waiting > 0)
        pthread_cond_wait(&may_read, &lock);
    reading++;
    pthread_mutex_unlock(&lock);
}

static void
stop_reading(void)
{
    pthread_mutex_lock(&lock);
    reading--;
    if (reading == 0)
        pthread_cond_signal(&may_write);
    pthread_mutex_unlock(&lock);
}

static void
start_writing(void)
{
    pthread_mutex_lock(&lock);
    waiting++;
    while (writing || reading > 0)
        pthread_cond_wait(&may_write, &lock);
    waiting--;
    writing = true;
    pthread_mutex_unlock(&lock);
}

static void
stop_writing(void)
{
    pthread_mutex_lock(&lock);
    writing = false;
    if (waiting > 0)
        pthread_cond_signal(&may_write);
    else
        pthread_cond_broadcast(&may_read);
    pthread_mutex_unlock(&lock);
}

static long
add(atomic_long *number, long more)
{
    return more + atomic_fetch_add_explicit(number, more,
                                            memory_order_relaxed);
}

static void
note_most(atomic_long *number, long value)
{
    long most = add(number, 0);

    while (most < value && !atomic_compare_exchange_weak_explicit(
               number, &most, value, memory_order_relaxed,
               memory_order_relaxed))
        ;
}

static void
read_page(void)
{
    start_reading();
    note_most(&most_readers, add(&are_reading, 1));
    long seen = left_half;
    pause_us(2000);
    add(&torn, seen != right_half);
    add(&are_reading, -1);
    stop_reading();
}

static void
write_page(void)
{
    double begin = clock_ms();

    start_writing();
    note_most(&worst_us, (long)((clock_ms() - begin) * 1000));
    left_half++;
    pause_us(500);
    right_half++;
    add(&in_time, add(&busy, 0) > 0);
    stop_writing();
}

static void
work(long me)
{
    watch_enter();
    start_together(readers + writers);
    for (long i = 0; me < readers && i < reads; i++)
        read_page();
    if (me < readers)
        add(&busy, -1);
    for (long i = 0; me >= readers && i < writes; i++) {
        pause_us(1000);
        write_page();
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    readers = knob("readers", 4);
    writers = knob("writers", 1);
    reads = knob("reads", 400);
    writes = knob("writes", 50);
    knobs_done();

    busy = readers;
    start_all(readers + writers, work);
    join_all();

    result("in_time", in_time);
    result("expected", writers * writes);
    result("late", left_half - in_time);
    result("torn", torn);
    result("most_readers", most_readers);
    result_real("worst_wait_ms", (double)worst_us / 1000);
    return 0;
}
