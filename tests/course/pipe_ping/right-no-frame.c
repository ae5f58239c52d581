/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra \
       tests/course/pipe_ping/right-no-frame.c \
       -o pipe_ping -lm */
/* Nothing of the start file's frame: a socket pair, read and write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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

static void
pong(int end)
{
    long ball;

    while (read(end, &ball, sizeof ball) == sizeof ball) {
        ball++;
        if (write(end, &ball, sizeof ball) != sizeof ball)
            _exit(1);
    }
    _exit(3);
}

int
main(int argc, char **argv)
{
    long rounds = argument(argc, argv, "rounds", 50000), good = 0;
    int ends[2], status;
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return 1;
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        pong(ends[1]);
    }
    close(ends[1]);
    for (long i = 1; i <= rounds; i++) {
        long ball = i;

        if (write(ends[0], &ball, sizeof ball) != sizeof ball ||
            read(ends[0], &ball, sizeof ball) != sizeof ball)
            return 1;
        good += ball == i + 1;
    }
    close(ends[0]);
    waitpid(pid, &status, 0);
    printf("good = %ld\n", good);
    printf("saw_the_end = %d\n", WEXITSTATUS(status) == 3);
    return 0;
}
