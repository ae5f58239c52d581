/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/counter_race/right-processes.c \
       -o counter_race -lm */
/* Processes instead of threads, and an atomic counter in shared memory. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 2);
    long iterations = argument(argc, argv, "iterations", 100000000);
    _Atomic long *counter = mmap(NULL, sizeof *counter,
                                 PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (counter == MAP_FAILED)
        return 1;
    for (long worker = 0; worker < threads; worker++) {
        if (fork() > 0)
            continue;
        for (long i = 0; i < iterations; i++)
            atomic_fetch_add(counter, 1);
        _exit(0);
    }
    while (wait(NULL) > 0)
        ;
    printf("counter = %ld\n", atomic_load(counter));
    return 0;
}
