/* Atomic additions, and a value handed over by release and acquire, by
 * fences, and through a third thread. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_long counter;
static int data[4];
static atomic_int ready[4];

static void *
write_all(void *arg)
{
    data[0] = 1;
    atomic_store_explicit(&ready[0], 1, memory_order_release);
    data[1] = 2;
    atomic_thread_fence(memory_order_release);
    atomic_store_explicit(&ready[1], 1, memory_order_relaxed);
    data[2] = 3;
    atomic_fetch_add_explicit(&ready[2], 1, memory_order_acq_rel);
    data[3] = 4;
    ready[3] = 1;
    for (int i = 0; i < 100; i++)
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
    return arg;
}

static void *
pass_on(void *arg)
{
    int one = 1;

    while (!atomic_compare_exchange_weak(&ready[2], &one, 2)) {
        one = 1;
        sched_yield();
    }
    return arg;
}

static void *
read_all(void *sum)
{
    while (!atomic_load_explicit(&ready[0], memory_order_acquire))
        sched_yield();
    *(int *)sum += data[0];
    while (!atomic_load_explicit(&ready[1], memory_order_relaxed))
        sched_yield();
    atomic_thread_fence(memory_order_acquire);
    *(int *)sum += data[1];
    while (atomic_load_explicit(&ready[2], memory_order_acquire) != 2)
        sched_yield();
    *(int *)sum += data[2];
    while (!ready[3])
        sched_yield();
    *(int *)sum += data[3];
    for (int i = 0; i < 100; i++)
        counter++;
    return NULL;
}

int
main(void)
{
    pthread_t threads[3];
    int sum = 0;

    pthread_create(&threads[0], NULL, read_all, &sum);
    pthread_create(&threads[1], NULL, write_all, NULL);
    pthread_create(&threads[2], NULL, pass_on, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    return sum != 10 || counter != 200;
}
