/* Tasks that wait for ever, each for something else. */
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lost = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t shared = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t sem;
static int fds[2];

static void *
take_along(void *arg)
{
    pthread_mutex_lock(&lost);
    return arg;
}

static void *
mutex(void *arg)
{
    pthread_mutex_lock(&lost);          /* waits 1 */
    return arg;
}

static void *
rwlock(void *arg)
{
    pthread_rwlock_rdlock(&shared);
    pthread_rwlock_wrlock(&shared);     /* waits 2 */
    return arg;
}

static void *
cond(void *arg)
{
    pthread_mutex_lock(&lock);
    pthread_cond_wait(&never, &lock);   /* waits 4 */
    return arg;
}

static void *
join(void *arg)
{
    pthread_join(*(pthread_t *)arg, NULL);      /* waits 5 */
    return arg;
}

static void *
semaphore(void *arg)
{
    sem_wait(&sem);                     /* waits 6 */
    return arg;
}

static void *
meet(void *arg)
{
    pthread_barrier_wait(&barrier);     /* waits 7 */
    return arg;
}

static void *
listen(void *arg)
{
    char c;

    return read(fds[0], &c, 1) ? arg : NULL;    /* waits 8 */
}

static void *
parent(void *arg)
{
    if (fork() == 0) {
        sleep(1000);                    /* waits 10 */
        _exit(0);
    }
    wait(NULL);                         /* waits 9 */
    return arg;
}

int
main(void)
{
    void *(*const routines[])(void *) = {mutex, rwlock, cond, join,
                                         semaphore, meet, listen, parent};
    pthread_t threads[9];

    sem_init(&sem, 0, 0);
    pthread_barrier_init(&barrier, NULL, 2);
    if (pipe(fds) < 0)
        return 2;
    pthread_create(&threads[8], NULL, take_along, NULL);
    pthread_join(threads[8], NULL);
    for (int i = 0; i < 8; i++)
        pthread_create(&threads[i], NULL, routines[i], &threads[0]);
    pthread_join(threads[1], NULL);     /* waits 5 */
    return 0;
}
