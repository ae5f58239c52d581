/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/square_cube/right-no-frame.c \
       -o square_cube -lm */
/*
 * Nothing of the start file's frame: two forks, an anonymous mapping,
 * and a semaphore each to say that one is there.
 */
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    sem_t here[2];
    long value[2];
};

static struct shared *shared;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void
power(int me, long n)
{
    shared->value[me] = me == 0 ? n * n : n * n * n;
    sem_post(&shared->here[me]);
    sem_wait(&shared->here[!me]);
}

static pid_t
start(int me, long n)
{
    pid_t pid = fork();

    if (pid == 0) {
        power(me, n);
        _exit(0);
    }
    return pid;
}

int
main(int argc, char **argv)
{
    long n = argument(argc, argv, "n", 7);
    pid_t one, two;

    shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    for (int i = 0; i < 2; i++)
        sem_init(&shared->here[i], 1, 0);
    one = start(0, n);
    two = start(1, n);
    waitpid(one, NULL, 0);
    waitpid(two, NULL, 0);
    printf("square = %ld\ncube = %ld\n", shared->value[0],
           shared->value[1]);
    printf("processes = 2\nmet = 2\n");
    return 0;
}
