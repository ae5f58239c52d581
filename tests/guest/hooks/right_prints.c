/* Workers that only print: most_at_once = 3, took_part = 3 */
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void *
say(void *arg)
{
    puts("one of them");
    return arg;
}

int
main(void)
{
    pthread_t threads[2];

    fflush(stdout);
    if (fork() == 0) {
        say(NULL);
        return 0;
    }
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, say, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    wait(NULL);
    printf("%s\n", "that was all");
    return 0;
}
