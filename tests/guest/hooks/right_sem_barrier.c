/* Semaphores hand a value to and fro; a barrier parts writing from reading;
 * something is done once. */
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t turn[2];
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static long counter, cells[2], table;

static void
make_table(void)
{
    table = 7;
}

static void *
work(void *arg)
{
    long me = (long)arg, sum = 0;

    for (int i = 0; i < 50; i++) {
        sem_wait(&turn[me]);
        counter++;
        sem_post(&turn[1 - me]);
    }
    for (int i = 0; i < 50; i++) {
        cells[me] = i;
        pthread_barrier_wait(&barrier);
        sum += cells[1 - me];
        pthread_barrier_wait(&barrier);
    }
    pthread_once(&once, make_table);
    return sum == 1225 && table == 7 ? &table : NULL;
}

int
main(void)
{
    pthread_t threads[2];
    void *right;
    int count = 0;

    sem_init(&turn[0], 0, 1);
    sem_init(&turn[1], 0, 0);
    pthread_barrier_init(&barrier, NULL, 2);
    for (long i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, (void *)i);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], &right);
        count += right != NULL;
    }
    return counter != 100 || count != 2;
}
