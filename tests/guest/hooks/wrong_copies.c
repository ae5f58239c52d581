/* What libc writes for the program, and structs, also as a newer clang copies
 * them, and a word across two. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct big {
    char bytes[100];
};

void *__tsan_memcpy(void *to, const void *from, size_t size);
void *__tsan_memset(void *to, int byte, size_t size);

static char text[64];
static struct big one, two, three;
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
    __tsan_memcpy(&three, &empty, sizeof three);    /* race */
    __tsan_memset(&three, (int)size, sizeof three); /* race */
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
