/* A bounded buffer: one mutex, two condition variables. */
#include <pthread.h>
#include <stddef.h>

#define ITEMS 100

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static int slot[3], nput, ngot;

static void *
produce(void *arg)
{
    for (int i = 0; i < ITEMS; i++) {
        pthread_mutex_lock(&lock);
        while (nput - ngot == 3)
            pthread_cond_wait(&not_full, &lock);
        slot[nput++ % 3] = i;
        pthread_cond_signal(&not_empty);
        pthread_mutex_unlock(&lock);
    }
    return arg;
}

static void *
consume(void *sum)
{
    for (int i = 0; i < ITEMS; i++) {
        pthread_mutex_lock(&lock);
        while (nput == ngot)
            pthread_cond_wait(&not_empty, &lock);
        *(long *)sum += slot[ngot++ % 3];
        pthread_mutex_unlock(&lock);
        pthread_cond_broadcast(&not_full);
    }
    return NULL;
}

int
main(void)
{
    pthread_t threads[4];
    long sums[2] = {0, 0};

    for (int i = 0; i < 2; i++) {
        pthread_create(&threads[i], NULL, produce, NULL);
        pthread_create(&threads[2 + i], NULL, consume, &sums[i]);
    }
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    return sums[0] + sums[1] != ITEMS * (ITEMS - 1);
}
