/* Two processes and a lock that both have; the parent reads when they are
 * waited for.  most_at_once = 2 */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct account {
    pthread_mutex_t lock;
    int value;
};

static void
work(struct account *account, int change)
{
    for (int i = 0; i < 200; i++) {
        pthread_mutex_lock(&account->lock);
        account->value = account->value + change;
        pthread_mutex_unlock(&account->lock);
    }
    _exit(0);
}

int
main(void)
{
    struct account *account = mmap(NULL, sizeof *account,
                                   PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t attr;

    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&account->lock, &attr);
    account->value = 100;
    for (int i = 0; i < 2; i++)
        if (fork() == 0)
            work(account, i ? 1 : -1);
    for (int i = 0; i < 2; i++)
        wait(NULL);
    return account->value != 100;
}
