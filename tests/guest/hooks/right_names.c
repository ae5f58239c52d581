/* Names that one alone can make are locks; others are waited for, and so is
 * the value of a semaphore of System V. */
#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMES 4

static int *cells;
static char path[64], name[64];
static int sem;

static void
add_by_stream(void)
{
    FILE *file;

    while (!(file = fopen(path, "wx")))
        sched_yield();
    cells[0]++;
    fclose(file);
    remove(path);
}

static void
add_by_memory(void)
{
    int fd;

    while ((fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600)) < 0)
        sched_yield();
    cells[0]++;
    close(fd);
    shm_unlink(name);
}

static void
add_by_semaphore(void)
{
    sem_t *sem;

    while ((sem = sem_open(name, O_CREAT | O_EXCL, 0600, 1)) == SEM_FAILED)
        sched_yield();
    cells[0]++;
    sem_close(sem);
    sem_unlink(name);
}

static int
is_kept_by(void (*add)(void))
{
    cells[0] = 0;
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            for (int k = 0; k < TIMES; k++)
                add();
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
    return cells[0] == 2 * TIMES;
}

static void
look_by_stream(void)
{
    FILE *file;

    while (!(file = fopen(path, "r")))
        sched_yield();
    fclose(file);
}

static void
look_by_descriptor(void)
{
    int fd;

    while ((fd = open(path, O_RDONLY)) < 0)
        sched_yield();
    close(fd);
}

static void
look_by_value(void)
{
    while (semctl(sem, 0, GETVAL) < 1)
        sched_yield();
}

static int
is_found_by(void (*look)(void))
{
    int status;

    cells[1] = 0;
    semctl(sem, 0, SETVAL, 0);
    if (fork() == 0) {
        look();
        _exit(cells[1] != 5);
    }
    cells[1] = 5;
    close(creat(path, 0600));
    semctl(sem, 0, SETVAL, 1);
    wait(&status);
    remove(path);
    return status == 0;
}

static int
run(void)
{
    return is_kept_by(add_by_stream) && is_kept_by(add_by_memory) &&
           is_kept_by(add_by_semaphore) && is_found_by(look_by_stream) &&
           is_found_by(look_by_descriptor) && is_found_by(look_by_value);
}

int
main(void)
{
    int right;

    cells = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    snprintf(path, sizeof path, "/tmp/right_names.%d", (int)getpid());
    snprintf(name, sizeof name, "/right_names.%d", (int)getpid());
    sem = semget(IPC_PRIVATE, 1, 0600);
    right = run();
    semctl(sem, 0, IPC_RMID);
    return !right;
}
