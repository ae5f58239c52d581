/* Spin locks: an exchange, a compare-and-exchange, atomic_flag, GCC's own
 * builtins, and pthread's. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static atomic_int taken[2];
static atomic_flag flag = ATOMIC_FLAG_INIT;
static int old_style;
static pthread_spinlock_t spin;
static int counter[5];

static void
one(void)
{
    while (atomic_exchange_explicit(&taken[0], 1, memory_order_acquire))
        sched_yield();
    counter[0]++;
    atomic_store_explicit(&taken[0], 0, memory_order_release);
}

static void
two(void)
{
    int none = 0;

    while (!atomic_compare_exchange_weak_explicit(&taken[1], &none, 1,
                                                  memory_order_acquire,
                                                  memory_order_relaxed)) {
        none = 0;
        sched_yield();
    }
    counter[1]++;
    atomic_store_explicit(&taken[1], 0, memory_order_release);
}

static void
three(void)
{
    while (atomic_flag_test_and_set(&flag))
        sched_yield();
    counter[2]++;
    atomic_flag_clear(&flag);
}

static void
four(void)
{
    while (__sync_lock_test_and_set(&old_style, 1))
        sched_yield();
    counter[3]++;
    __sync_lock_release(&old_style);
}

static void
five(void)
{
    pthread_spin_lock(&spin);
    counter[4]++;
    pthread_spin_unlock(&spin);
}

static void *
work(void *arg)
{
    for (int i = 0; i < 50; i++) {
        one();
        two();
        three();
        four();
        five();
    }
    return arg;
}

int
main(void)
{
    pthread_t threads[3];
    int wrong = 0;

    pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 5; i++)
        wrong += counter[i] != 150;
    return wrong;
}
