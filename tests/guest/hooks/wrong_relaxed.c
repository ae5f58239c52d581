/* A flag that orders nothing, and a spin lock that lets go without saying. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

static int data, counter;
static atomic_int ready, taken;

static void *
publish(void *arg)
{
    data = 42;                  /* race */
    atomic_store_explicit(&ready, 1, memory_order_relaxed);
    return arg;
}

static void *
use(void *arg)
{
    while (!atomic_load_explicit(&ready, memory_order_relaxed))
        sched_yield();
    return data == 42 ? arg : NULL;     /* race */
}

static void *
spin(void *arg)
{
    for (int i = 0; i < 3; i++) {
        while (atomic_exchange_explicit(&taken, 1, memory_order_acquire))
            sched_yield();
        counter++;              /* race */
        atomic_store_explicit(&taken, 0, memory_order_relaxed);
    }
    return arg;
}

int
main(void)
{
    pthread_t threads[4];

    pthread_create(&threads[0], NULL, publish, NULL);
    pthread_create(&threads[1], NULL, use, NULL);
    pthread_create(&threads[2], NULL, spin, NULL);
    pthread_create(&threads[3], NULL, spin, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
