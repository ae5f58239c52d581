/*
 * What a learner starts by accident, built with -DKIND=...: a BOMB forks
 * without end, a CROWD of 900 never rests, in a CHURN 900 are born and die
 * all the time.  Each is over after half a minute, and the bomb stops at
 * 3000, also where nothing contains it.
 */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BOMB 1
#define CROWD 2
#define CHURN 3

#define MOST 3000
#define MANY 900                /* below what a run may have */
#define SECONDS 30

static time_t until;
static int gate[2];             /* a pipe that ends when all are born */

static void
spin(void)
{
    char byte;

    close(gate[1]);
    if (read(gate[0], &byte, 1) != 0)
        return;
    while (time(NULL) < until)
        ;
}

static int
bomb(void)
{
    atomic_int *count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (count == MAP_FAILED)
        return 1;
    while (atomic_fetch_add(count, 1) < MOST)
        if (fork() < 0)
            usleep(1000);
    while (time(NULL) < until)
        sleep(1);
    return 0;
}

static void
give_birth(void (*body)(void))
{
    pid_t pid = fork();

    if (pid == 0) {
        body();
        _exit(0);
    }
}

static int
crowd(void)
{
    if (pipe(gate) < 0)
        return 1;
    for (int i = 0; i < MANY; i++)
        give_birth(spin);
    printf("born = %d\n", MANY);
    fflush(stdout);
    close(gate[1]);
    while (wait(NULL) > 0)
        ;
    return 0;
}

static void
nap(void)
{
    usleep(10000);
}

static int
churn(void)
{
    for (int i = 0; i < MANY; i++)
        give_birth(nap);
    printf("born = %d\n", MANY);
    fflush(stdout);
    while (time(NULL) < until && wait(NULL) > 0)
        give_birth(nap);
    return 0;
}

int
main(void)
{
    until = time(NULL) + SECONDS;
    alarm(SECONDS + 5);
    return KIND == BOMB ? bomb() : KIND == CROWD ? crowd() : churn();
}
