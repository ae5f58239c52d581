/* A plain counter, one addition each.  most_at_once = 2 */
#include <pthread.h>

static int counter;

static void *
add(void *arg)
{
    counter = counter + 1;      /* race */
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
    return 0;
}
