/* Locks by other means: a named semaphore that each opens for itself, a
 * locked file, a name that one alone can make, System V, an eventfd.
 * most_at_once = 2 */
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMES 15

static int *counters;
static int set, event;
static char sem_name[60], file_name[60], lock_name[80];

static void
with_semaphore(void)
{
    sem_t *sem = sem_open(sem_name, O_CREAT, 0600, 1);

    for (int i = 0; i < TIMES; i++) {
        sem_wait(sem);
        counters[0]++;
        sem_post(sem);
    }
    sem_close(sem);
}

static void
with_file(void)
{
    int fd = open(file_name, O_RDWR | O_CREAT, 0600);
    struct flock whole = {.l_type = F_WRLCK}, none = {.l_type = F_UNLCK};

    for (int i = 0; i < TIMES; i++) {
        flock(fd, LOCK_EX);
        counters[1]++;
        flock(fd, LOCK_UN);
        fcntl(fd, F_SETLKW, &whole);
        counters[2]++;
        fcntl(fd, F_SETLK, &none);
    }
    close(fd);
}

static void
with_name(void)
{
    for (int i = 0; i < TIMES; i++) {
        int fd;

        while ((fd = open(lock_name, O_CREAT | O_EXCL, 0600)) < 0)
            usleep(20);
        counters[3]++;
        close(fd);
        unlink(lock_name);
    }
}

static void
with_system_v(void)
{
    for (int i = 0; i < TIMES; i++) {
        struct sembuf take = {0, -1, 0}, give = {0, 1, 0};

        semop(set, &take, 1);
        counters[4]++;
        semop(set, &give, 1);
    }
}

static void
with_event(void)
{
    eventfd_t one;

    for (int i = 0; i < TIMES; i++) {
        eventfd_read(event, &one);
        counters[5]++;
        eventfd_write(event, 1);
    }
}

static void
work(void)
{
    with_semaphore();
    with_file();
    with_name();
    with_system_v();
    with_event();
    _exit(0);
}

int
main(void)
{
    int wrong = 0;

    snprintf(sem_name, sizeof sem_name, "/test_hooks_%d", (int)getpid());
    snprintf(file_name, sizeof file_name, "/tmp/test_hooks_%d",
             (int)getpid());
    snprintf(lock_name, sizeof lock_name, "%s.lock", file_name);
    counters = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    set = semget(IPC_PRIVATE, 1, 0600);
    semctl(set, 0, SETVAL, 1);
    event = eventfd(1, EFD_SEMAPHORE);
    for (int i = 0; i < 2; i++)
        if (fork() == 0)
            work();
    for (int i = 0; i < 2; i++)
        wait(NULL);
    for (int i = 0; i < 6; i++)
        wrong += counters[i] != 2 * TIMES;
    semctl(set, 0, IPC_RMID);
    sem_unlink(sem_name);
    unlink(file_name);
    return wrong;
}
