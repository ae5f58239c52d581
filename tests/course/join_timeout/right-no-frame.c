/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/join_timeout/right-no-frame.c \
       -o join_timeout -lm */
/* Nothing of the start file's frame, and no library: fork and waitpid. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long quick_ms, code;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static long
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
quick(void)
{
    usleep((useconds_t)quick_ms * 1000);
    _exit((int)code);
}

static void
endless(void)
{
    for (;;)
        pause();
}

static pid_t
start(void (*target)(void))
{
    pid_t pid = fork();

    if (pid == 0)
        target();
    return pid;
}

/* The exit code, as Python has it. */
static int
wait_for(pid_t pid, long limit_ms)
{
    long begin = now_ms();
    int status;

    while (waitpid(pid, &status, WNOHANG) == 0) {
        usleep(2000);
        if (now_ms() - begin > limit_ms)
            kill(pid, SIGTERM);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int
main(int argc, char **argv)
{
    long limit_ms = argument(argc, argv, "limit_ms", 1000), begin;
    pid_t one, two;

    quick_ms = argument(argc, argv, "quick_ms", 300);
    code = argument(argc, argv, "code", 7);
    one = start(quick);
    two = start(endless);
    printf("quick_exit = %d\n", wait_for(one, 10000));
    begin = now_ms();
    printf("endless_exit = %d\n", wait_for(two, limit_ms));
    printf("waited_ms = %ld\n", now_ms() - begin);
    printf("left = %d\n", !kill(one, 0) + !kill(two, 0));
    return 0;
}
