/* Threads, then processes, one after another, without a lock.
 * most_at_once = 1 */
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *counter;

static void *
add(void *arg)
{
    *counter = *counter + 1;
    return arg;
}

int
main(void)
{
    counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 300; i++) {
        pthread_t thread;

        pthread_create(&thread, NULL, add, NULL);
        pthread_join(thread, NULL);
    }
    for (int i = 0; i < 20; i++) {
        pid_t pid = fork();

        if (pid == 0) {
            add(NULL);
            _exit(0);
        }
        waitpid(pid, NULL, 0);
    }
    return *counter != 320;
}
