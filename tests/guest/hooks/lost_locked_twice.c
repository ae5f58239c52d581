/* Read under the lock, written under the lock, and let go in between. */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void *
add(void *arg)
{
    for (int i = 0; i < 1000; i++) {
        long value;

        pthread_mutex_lock(&lock);
        value = counter;
        pthread_mutex_unlock(&lock);
        pthread_mutex_lock(&lock);
        counter = value + 1;
        pthread_mutex_unlock(&lock);
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
