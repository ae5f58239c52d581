/* All threads are given the address of the loop's variable. */
#include <pthread.h>
#include <stddef.h>

static int seen[4];

static void *
work(void *arg)
{
    int me = *(int *)arg;       /* race */

    if (me < 4)
        __atomic_store_n(&seen[me], 1, __ATOMIC_RELAXED);
    return NULL;
}

int
main(void)
{
    pthread_t threads[4];
    int i;

    for (i = 0; i < 4; i++)     /* race */
        pthread_create(&threads[i], NULL, work, &i);
    for (int n = 0; n < 4; n++)
        pthread_join(threads[n], NULL);
    return 0;
}
