/* Memory of both is written by one and read by the other, and a pipe, a
 * stream, the pipe's end, a socket, or a child's end tells when. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int *cells;

static void
child(const int out[2], const int other[2])
{
    FILE *stream = fdopen(out[1], "w");

    cells[0] = 1;
    if (write(out[1], "x", 1) != 1)
        _exit(1);
    cells[1] = 2;
    fprintf(stream, "a line\n");
    fflush(stream);
    cells[2] = 3;
    if (send(other[1], "x", 1, 0) != 1)
        _exit(1);
    cells[3] = 4;
    fclose(stream);
    _exit(0);
}

static int
parent(const int in[2], const int other[2])
{
    FILE *stream = fdopen(in[0], "r");
    struct pollfd end = {.fd = in[0], .events = POLLIN};
    char line[20];
    int sum;

    close(in[1]);
    setvbuf(stream, NULL, _IONBF, 0);
    if (read(in[0], line, 1) != 1)
        return 1;
    sum = cells[0];
    if (!fgets(line, sizeof line, stream) || strcmp(line, "a line\n"))
        return 1;
    sum += cells[1];
    if (recv(other[0], line, 1, 0) != 1)
        return 1;
    sum += cells[2];
    while (!(end.revents & POLLHUP))
        poll(&end, 1, -1);
    sum += cells[3];
    wait(NULL);
    return sum != 10;
}

int
main(void)
{
    int fds[2], sockets[2];

    cells = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pipe(fds) < 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) < 0)
        return 2;
    if (fork() == 0)
        child(fds, sockets);
    return parent(fds, sockets);
}
