/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/shared_array/right-no-frame.c \
       -o shared_array -lm */
/*
 * Nothing of the start file's frame, and nothing shared: the answers
 * come back through a pipe for each process.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static long workers, numbers;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static int
count_steps(long number)
{
    int count = 0;

    for (; number != 1; count++)
        number = number % 2 ? 3 * number + 1 : number / 2;
    return count;
}

static void
fill(long rank, int out)
{
    for (long i = rank; i < numbers; i += workers) {
        int steps = count_steps(i + 1);

        if (write(out, &steps, sizeof steps) != sizeof steps)
            _exit(1);
    }
    _exit(0);
}

/* The reading end of a process's pipe. */
static int
start(long rank)
{
    int ends[2];

    if (pipe(ends) < 0)
        exit(1);
    if (fork() == 0) {
        close(ends[0]);
        fill(rank, ends[1]);
    }
    close(ends[1]);
    return ends[0];
}

int
main(int argc, char **argv)
{
    int ends[64], steps = 0;
    long total = 0;

    workers = argument(argc, argv, "workers", 2);
    numbers = argument(argc, argv, "numbers", 5000000);
    for (long rank = 0; rank < workers; rank++)
        ends[rank] = start(rank);
    for (long i = 0; i < numbers; i++) {
        if (read(ends[i % workers], &steps, sizeof steps) < 0)
            return 1;
        total += steps;
    }
    while (wait(NULL) > 0)
        ;
    printf("total = %ld\nlast = %d\n", total, steps);
    return 0;
}
