/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/prime_queue/right-no-frame.c \
       -o prime_queue -lm */
/*
 * Nothing of the start file's frame: pipes are the queues.  A read takes
 * a task out in one step, and the end of file says that there is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const long list[] = {222377, 3334,   2212,   3345,
                            23441,  454577, 341737, 565633};
static int tasks[2], answers[2];

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
is_prime(long number)
{
    for (long by = 2; by * by <= number; by++)
        if (number % by == 0)
            return 0;
    return number > 1;
}

static void
work(void)
{
    long place;

    close(tasks[1]);
    while (read(tasks[0], &place, sizeof place) == sizeof place) {
        int prime = is_prime(list[place % 8]);

        if (write(answers[1], &prime, sizeof prime) != sizeof prime)
            _exit(1);
    }
    _exit(0);
}

int
main(int argc, char **argv)
{
    long workers = argument(argc, argv, "workers", 5);
    long numbers = argument(argc, argv, "numbers", 8);
    long answered = 0, primes = 0;
    int prime;

    if (pipe(tasks) < 0 || pipe(answers) < 0)
        return 1;
    for (long place = 0; place < numbers; place++)
        if (write(tasks[1], &place, sizeof place) != sizeof place)
            return 1;
    for (long i = 0; i < workers; i++)
        if (fork() == 0)
            work();
    close(tasks[1]);
    close(answers[1]);
    while (read(answers[0], &prime, sizeof prime) == sizeof prime) {
        answered++;
        primes += prime;
    }
    while (wait(NULL) > 0)
        ;
    printf("answered = %ld\nprimes = %ld\nleft = 0\n", answered, primes);
    return 0;
}
