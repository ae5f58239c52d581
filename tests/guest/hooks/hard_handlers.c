/* Handlers that interrupt hooks touch what hooks look at, allocate nothing,
 * and keep errno. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int count, wrong;
static sem_t posted;
static long counter;
static _Thread_local long own;

static void
on_alarm(int signal)
{
    (void)signal;
    own++;
    atomic_fetch_add(&count, 1);
    sem_post(&posted);
}

static void *
work(void *arg)
{
    while (atomic_load(&count) < 200) {
        errno = 5;
        pthread_mutex_lock(&lock);
        counter++;
        pthread_mutex_unlock(&lock);
        if (errno != 5)
            wrong++;
        own++;
    }
    return arg;
}

int
main(void)
{
    struct itimerval often = {{0, 150}, {0, 150}}, never = {{0, 0}, {0, 0}};
    pthread_t threads[3];

    sem_init(&posted, 0, 0);
    signal(SIGALRM, on_alarm);
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    setitimer(ITIMER_REAL, &never, NULL);
    return wrong != 0;
}
