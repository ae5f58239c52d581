/* Readers together, writers alone. */
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int one, two;

static void *
reads(void *arg)
{
    long wrong = 0;

    for (int i = 0; i < 100; i++) {
        pthread_rwlock_rdlock(&lock);
        wrong += one != two;
        pthread_rwlock_unlock(&lock);
    }
    return arg ? arg : (void *)wrong;
}

static void *
writes(void *arg)
{
    for (int i = 0; i < 100; i++) {
        pthread_rwlock_wrlock(&lock);
        one++;
        two++;
        pthread_rwlock_unlock(&lock);
    }
    return arg;
}

int
main(void)
{
    pthread_t threads[4];
    void *wrong = NULL;

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, i % 2 ? reads : writes, NULL);
    for (int i = 0; i < 4 && !wrong; i++)
        pthread_join(threads[i], &wrong);
    return wrong || one != 200;
}
