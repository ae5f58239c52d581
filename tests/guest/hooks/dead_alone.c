/* The same lock twice.  cycle of 1 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int
main(void)
{
    pthread_mutex_lock(&lock);  /* takes */
    return pthread_mutex_lock(&lock);   /* waits */
}
