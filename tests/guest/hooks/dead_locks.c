/* Two threads, two locks, each the other way round.  cycle of 2 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER,
                                   PTHREAD_MUTEX_INITIALIZER};
static atomic_int ready;

static void *
work(void *arg)
{
    pthread_mutex_t *first = arg;

    pthread_mutex_lock(first);                          /* takes */
    atomic_fetch_add(&ready, 1);
    while (ready < 2)
        sched_yield();
    pthread_mutex_lock(first == locks ? locks + 1 : locks); /* waits */
    return NULL;
}

int
main(void)
{
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, &locks[i]);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
