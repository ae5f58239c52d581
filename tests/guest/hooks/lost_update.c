/* Each step is atomic, both together are not: no data race, and yet
 * updates are lost. */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_long counter;

static void *
add(void *arg)
{
    for (int i = 0; i < 1000; i++) {
        long value = atomic_load(&counter);

        atomic_store(&counter, value + 1);
    }
    return arg;
}

int
main(void)
{
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, add, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return counter != 2000;
}
