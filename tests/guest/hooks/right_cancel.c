/* A thread is cancelled while it waits, and its handler has the lock; one
 * ends by pthread_exit(); data of its own is freed at its end. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static pthread_key_t key;
static int waiting, cleaned;

static void
clean(void *arg)
{
    (void)arg;
    cleaned++;
    pthread_mutex_unlock(&lock);
}

static void *
wait_for_ever(void *arg)
{
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(clean, NULL);
    waiting++;
    while (1)
        pthread_cond_wait(&never, &lock);
    pthread_cleanup_pop(0);
    return arg;
}

static void
end(void *memory)
{
    *(int *)memory = 3;
    free(memory);
}

static void *
leave(void *arg)
{
    pthread_setspecific(key, calloc(1, 40));
    pthread_exit(arg);
}

int
main(void)
{
    pthread_t threads[4];
    int ready = 0;

    pthread_key_create(&key, end);
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, i < 2 ? wait_for_ever : leave,
                       NULL);
    while (!ready) {
        pthread_mutex_lock(&lock);
        ready = waiting == 2;
        pthread_mutex_unlock(&lock);
        usleep(100);
    }
    for (int i = 0; i < 2; i++)
        pthread_cancel(threads[i]);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    return cleaned != 2;
}
