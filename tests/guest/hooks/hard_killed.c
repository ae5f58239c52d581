/* Processes are killed at any place, hooks included, and replaced; those
 * that go on are not held up, and nothing is made up. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    atomic_long sum;
    atomic_int over;
    long mine[4];
};

static pid_t
start(struct shared *shared, int me)
{
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    while (!shared->over) {
        shared->mine[me]++;
        shared->sum += shared->mine[me] > 0;
    }
    _exit(0);
}

int
main(void)
{
    struct shared *shared = mmap(NULL, sizeof *shared,
                                 PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t pids[4];

    for (int i = 0; i < 4; i++)
        pids[i] = start(shared, i);
    for (int i = 0; i < 30; i++) {
        usleep(700);
        kill(pids[i % 2], SIGKILL);
        waitpid(pids[i % 2], NULL, 0);
        pids[i % 2] = start(shared, i % 2);
    }
    shared->over = 1;
    for (int i = 0; i < 4; i++)
        waitpid(pids[i], NULL, 0);
    return shared->sum == 0;
}
