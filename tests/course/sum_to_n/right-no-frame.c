/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/sum_to_n/right-no-frame.c \
       -o sum_to_n -lm */
/* Nothing of the start file's frame. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long workers, n;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void *
add_up(void *me)
{
    volatile long sum = 0;

    for (long i = (long)me + 1; i <= n; i += workers)
        sum = sum + i;
    return (void *)sum;
}

int
main(int argc, char **argv)
{
    pthread_t *ids;
    long sum = 0;

    workers = argument(argc, argv, "workers", 2);
    n = argument(argc, argv, "n", 2000000000);
    ids = calloc((size_t)workers, sizeof *ids);
    for (long me = 0; me < workers; me++)
        if (pthread_create(&ids[me], NULL, add_up, (void *)me))
            return 1;
    for (long me = 0; me < workers; me++) {
        void *part;

        pthread_join(ids[me], &part);
        sum += (long)part;
    }
    free(ids);
    printf("sum = %ld\n", sum);
    return 0;
}
