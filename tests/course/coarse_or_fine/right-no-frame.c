/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/coarse_or_fine/right-no-frame.c \
       -o coarse_or_fine -lm */
/* Nothing of the start file's frame: its own threads, its own count. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    long balance;
} accounts[1000];

static pthread_mutex_t count = PTHREAD_MUTEX_INITIALIZER;
static int inside, most;
static long naccounts = 20, times = 150, disk_ms = 2;

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
write_to_disk(void)
{
    pthread_mutex_lock(&count);
    inside++;
    if (most < inside)
        most = inside;
    pthread_mutex_unlock(&count);
    usleep((useconds_t)disk_ms * 1000);
    pthread_mutex_lock(&count);
    inside--;
    pthread_mutex_unlock(&count);
}

static void *
clerk(void *number)
{
    unsigned seed = (unsigned)(long)number;

    for (long i = 0; i < times; i++) {
        long which = rand_r(&seed) % naccounts;

        pthread_mutex_lock(&accounts[which].lock);
        write_to_disk();
        accounts[which].balance++;
        pthread_mutex_unlock(&accounts[which].lock);
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    long threads = argument(argc, argv, "threads", 4), total = 0;
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);

    naccounts = argument(argc, argv, "accounts", naccounts);
    times = argument(argc, argv, "times", times);
    disk_ms = argument(argc, argv, "disk_ms", disk_ms);
    for (long i = 0; i < naccounts; i++)
        pthread_mutex_init(&accounts[i].lock, NULL);
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, clerk, (void *)i);
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    free(ids);
    for (long i = 0; i < naccounts; i++)
        total += accounts[i].balance;
    printf("total = %ld\n", total);
    printf("max_at_once = %d\n", most);
    return 0;
}
