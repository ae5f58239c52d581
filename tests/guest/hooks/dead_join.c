/* main() waits for a thread that waits for a lock of main().  cycle of 2 */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *
work(void *arg)
{
    pthread_mutex_lock(&lock);  /* waits */
    pthread_mutex_unlock(&lock);
    return arg;
}

int
main(void)
{
    pthread_t thread;

    pthread_mutex_lock(&lock);  /* takes */
    pthread_create(&thread, NULL, work, NULL);
    return pthread_join(thread, NULL);  /* waits */
}
