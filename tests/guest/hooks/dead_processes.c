/* Three processes in a ring, locks in memory that all have.  cycle of 3 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct ring {
    pthread_mutex_t locks[3];
    atomic_int ready;
};

static void
work(struct ring *ring, int me)
{
    pthread_mutex_lock(&ring->locks[me]);               /* takes */
    atomic_fetch_add(&ring->ready, 1);
    while (ring->ready < 3)
        sched_yield();
    pthread_mutex_lock(&ring->locks[(me + 1) % 3]);     /* waits */
    _exit(0);
}

int
main(void)
{
    struct ring *ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t attr;

    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    for (int i = 0; i < 3; i++)
        pthread_mutex_init(&ring->locks[i], &attr);
    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            work(ring, i);
    while (wait(NULL) > 0)
        ;
    return 0;
}
