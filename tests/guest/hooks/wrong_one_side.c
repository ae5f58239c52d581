/* One thread takes the lock, the other does not. */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void *
locks(void *arg)
{
    pthread_mutex_lock(&lock);
    counter++;                  /* race */
    pthread_mutex_unlock(&lock);
    return arg;
}

static void *
does_not(void *arg)
{
    counter++;                  /* race */
    return arg;
}

int
main(void)
{
    pthread_t threads[2];

    pthread_create(&threads[0], NULL, locks, NULL);
    pthread_create(&threads[1], NULL, does_not, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
