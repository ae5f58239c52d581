/* verdict: stuck */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/pool_pi/wrong-pipe-left-open.c \
       -o pool_pi -lm */
/*
 * The parent holds an end of the pipe to write to, so the end of what it
 * reads never comes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static long workers, steps;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static double
partial(long rank)
{
    double dx = 1.0 / (double)steps, sum = 0;

    for (long i = rank; i < steps; i += workers) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    return sum * dx;
}

static void
start(long rank, int out)
{
    double sum;

    if (fork() != 0)
        return;
    sum = partial(rank);
    if (write(out, &sum, sizeof sum) != sizeof sum)
        _exit(1);
    _exit(0);
}

int
main(int argc, char **argv)
{
    double pi = 0, sum;
    int ends[2];

    workers = argument(argc, argv, "workers", 2);
    steps = argument(argc, argv, "steps", 1000000000);
    if (pipe(ends) < 0)
        return 1;
    for (long rank = 0; rank < workers; rank++)
        start(rank, ends[1]);
    while (read(ends[0], &sum, sizeof sum) == sizeof sum)
        pi += sum;
    while (wait(NULL) > 0)
        ;
    printf("pi = %.15g\n", pi);
    return 0;
}
