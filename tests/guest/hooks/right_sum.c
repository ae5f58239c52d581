/* Each adds up on its own, and adds that once; slots of an array, one for
 * each; a local variable of main() that one thread has. */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_long total;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long locked, slots[3];

static void *
work(void *arg)
{
    long sum = 0;

    for (int i = 0; i < 100; i++)
        sum += i;
    atomic_fetch_add(&total, sum);
    pthread_mutex_lock(&lock);
    locked += sum;
    pthread_mutex_unlock(&lock);
    *(long *)arg = sum;
    return NULL;
}

int
main(void)
{
    pthread_t threads[4];
    long mine = 0, sum = 0;

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, work, i < 3 ? &slots[i] : &mine);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 3; i++)
        sum += slots[i];
    return total != 19800 || locked != 19800 || sum + mine != 19800;
}
