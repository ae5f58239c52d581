/* What libc writes for the program, and structs, and a word across two. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct big {
    char bytes[100];
};

static char text[64];
static struct big one, two;
static struct __attribute__((packed)) {
    char before[5];
    long across;
} packed;

static void *
work(void *arg)
{
    size_t size = arg ? 64 : 63;
    static const struct big empty;

    memset(text, 'x', size);    /* race */
    one = empty;                /* race */
    two = one;                  /* race */
    packed.across = 7;          /* race */
    return NULL;
}

int
main(void)
{
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
