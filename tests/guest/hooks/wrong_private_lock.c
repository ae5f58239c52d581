/* The lock lies in memory that each process has for itself. */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int
main(void)
{
    int *counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    for (int i = 0; i < 2; i++)
        if (fork() == 0) {
            pthread_mutex_lock(&lock);
            *counter += 1;      /* race */
            pthread_mutex_unlock(&lock);
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    return 0;
}
