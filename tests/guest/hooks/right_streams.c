/* Processes that tell each other by streams into a pipe, which nobody sees
 * being written, and through a program that one has executed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *cells;

static int
await_byte(int fd)
{
    char byte;

    return read(fd, &byte, 1) == 1;
}

/* The child waits at the pipe for what `tell` does with its other end. */
static int
told_by(void (*tell)(int fd))
{
    int fds[2], status;

    if (pipe(fds) < 0)
        return 0;
    cells[0] = 0;
    if (fork() == 0)
        _exit(!await_byte(fds[0]) || cells[0] != 5);
    cells[0] = 5;
    tell(fds[1]);
    wait(&status);
    close(fds[0]);
    return status == 0;
}

static void
by_stream(int fd)
{
    FILE *stream = fdopen(fd, "w");

    fputs("a line\n", stream);
    fclose(stream);
}

static void
by_descriptor(int fd)
{
    dprintf(fd, "a line\n");
    close(fd);
}

static void
by_stdout(int fd)
{
    int kept = dup(STDOUT_FILENO);

    dup2(fd, STDOUT_FILENO);
    close(fd);
    puts("a line");
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
}

/* cat(1) is not seen at all. */
static int
told_by_another(void)
{
    int to[2], from[2], status;
    pid_t cat, child;

    if (pipe(to) < 0 || pipe(from) < 0)
        return 0;
    cat = fork();
    if (cat == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        execlp("cat", "cat", NULL);
        _exit(1);
    }
    child = fork();
    if (child == 0)
        _exit(!await_byte(from[0]) || cells[1] != 7);
    cells[1] = 7;
    if (write(to[1], "x", 1) != 1)
        return 0;
    waitpid(child, &status, 0);
    kill(cat, SIGTERM);
    waitpid(cat, NULL, 0);
    return status == 0;
}

int
main(void)
{
    cells = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return !(told_by(by_stream) && told_by(by_descriptor) &&
             told_by(by_stdout) && told_by_another());
}
