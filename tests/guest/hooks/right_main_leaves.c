/* A lock in main()'s frame, used on when main() has left by pthread_exit();
 * shared memory that is unmapped while others take memory. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int counter;

static void
take_memory(void)
{
    int *shared = mmap(NULL, 65536, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int *own = malloc(300000);

    shared[5000] = 1;
    own[5000] = 2;
    munmap(shared, 65536);
    own[5001] = 3;
    free(own);
}

static void *
work(void *lock)
{
    for (int i = 0; i < 30; i++) {
        pthread_mutex_lock(lock);
        counter++;
        pthread_mutex_unlock(lock);
        take_memory();
        usleep(30);
    }
    pthread_mutex_lock(lock);
    if (counter == 60)
        exit(0);
    pthread_mutex_unlock(lock);
    return NULL;
}

int
main(void)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, &lock);
    usleep(300);
    pthread_exit(NULL);
}
