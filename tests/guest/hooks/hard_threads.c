/* More threads at once than there are entries in a clock, and more one after
 * another than there are rows. */
#include <pthread.h>
#include <stddef.h>

#define AT_ONCE 300

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t barrier;
static long counter;

static void *
add(void *arg)
{
    if (arg)
        pthread_barrier_wait(&barrier);
    pthread_mutex_lock(&lock);
    counter++;
    pthread_mutex_unlock(&lock);
    return arg;
}

int
main(void)
{
    pthread_t threads[AT_ONCE];

    for (int i = 0; i < 1500; i++) {
        pthread_create(&threads[0], NULL, add, NULL);
        pthread_join(threads[0], NULL);
    }
    pthread_barrier_init(&barrier, NULL, AT_ONCE);
    for (int i = 0; i < AT_ONCE; i++)
        pthread_create(&threads[i], NULL, add, &barrier);
    for (int i = 0; i < AT_ONCE; i++)
        pthread_join(threads[i], NULL);
    return counter != 1500 + AT_ONCE;
}
