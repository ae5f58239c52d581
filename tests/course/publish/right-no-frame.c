/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/publish/right-no-frame.c \
       -o publish -lm */
/*
 * Nothing of the start file's frame, and one flag that counts the
 * boxes.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long *width, boxes = 1000000;
static atomic_long filled, stale;

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
fill(void *unused)
{
    for (long i = 0; i < boxes; i++) {
        width[i] = i + 1;
        atomic_store(&filled, i + 1);
    }
    return unused;
}

static void *
look(void *unused)
{
    for (long i = 0; i < boxes; i++) {
        while (atomic_load(&filled) <= i)
            sched_yield();
        stale += width[i] != i + 1;
    }
    return unused;
}

int
main(int argc, char **argv)
{
    long readers = argument(argc, argv, "readers", 1);
    pthread_t *ids = calloc((size_t)readers + 1, sizeof *ids);

    boxes = argument(argc, argv, "boxes", boxes);
    width = calloc((size_t)boxes, sizeof *width);
    for (long i = 0; i <= readers; i++)
        pthread_create(&ids[i], NULL, i ? look : fill, NULL);
    for (long i = 0; i <= readers; i++)
        pthread_join(ids[i], NULL);
    printf("stale = %ld\n", stale);
    printf("last_width = %ld\n", width[boxes - 1]);
    free(width);
    free(ids);
    return 0;
}
