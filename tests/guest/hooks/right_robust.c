/* A process dies with a robust lock; another takes it over. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    pthread_mutex_t lock;
    int value;
};

static void
die(struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    shared->value = 5;
    raise(SIGKILL);
}

static void
take_over(struct shared *shared)
{
    while (1) {
        int error = pthread_mutex_lock(&shared->lock);

        if (error == EOWNERDEAD) {
            shared->value++;
            pthread_mutex_consistent(&shared->lock);
        }
        pthread_mutex_unlock(&shared->lock);
        if (error == EOWNERDEAD)
            _exit(0);
        usleep(100);
    }
}

int
main(void)
{
    struct shared *shared = mmap(NULL, sizeof *shared,
                                 PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t attr;

    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&shared->lock, &attr);
    if (fork() == 0)
        take_over(shared);
    if (fork() == 0)
        die(shared);
    while (wait(NULL) > 0)
        ;
    return shared->value != 6;
}
