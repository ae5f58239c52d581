/* Two write, and have the lock for reading. */
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int counter;

static void *
work(void *arg)
{
    pthread_rwlock_rdlock(&lock);
    counter++;                  /* race */
    pthread_rwlock_unlock(&lock);
    return arg;
}

int
main(void)
{
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
