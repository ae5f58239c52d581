/*
 * A web server that thinks before it answers, for programs that fetch
 * something.  It is a process of its own on this machine, and nobody
 * outside can reach it.  In Python it would come from http.server.
 *
 *   server_start(250)   start one that thinks for 250 ms; returns the
 *                       number of the port where it listens
 *   server_stop()       end it
 *
 *   GET /square/7       at once the head, and 250 ms later "49"
 *   GET /most           how many it thought about at the same time
 *
 * It thinks about any number of questions at the same time, and is one
 * process with one thread all the same: while it thinks, it only waits.
 */
#ifndef SLOW_SERVER_H
#define SLOW_SERVER_H

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "clock.h"
#include "race.h"

#define SERVER_CLIENTS 1024

struct server_client {
    char request[256];
    size_t len;                 /* of what has come of it */
    long square;                /* what to say; 0: not asked yet */
    double due;                 /* when, in clock_ms() */
};

/* [0] listens, [1] ends when nobody is left who could want us */
static struct pollfd server_poll[2 + SERVER_CLIENTS];
static struct server_client server_client[2 + SERVER_CLIENTS];
static nfds_t server_count = 2;

static long server_delay_ms, server_thinking, server_most;
static pid_t server_pid;
static int server_lifeline[2];

static inline void
server_say(int fd, const char *text)
{
    /* A client that is gone is no concern of ours. */
    ssize_t sent = send(fd, text, strlen(text), MSG_NOSIGNAL);

    (void)sent;
}

static inline void
server_answer(nfds_t i, long number)
{
    char text[32];

    snprintf(text, sizeof(text), "%ld\n", number);
    server_say(server_poll[i].fd, text);
    close(server_poll[i].fd);
    server_poll[i].fd = -1;
}

/* Everything has come that this client asks. */
static inline void
server_think(nfds_t i)
{
    struct server_client *client = &server_client[i];
    long number = 0;

    server_say(server_poll[i].fd, "HTTP/1.0 200 OK\r\n"
                                  "Content-Type: text/plain\r\n\r\n");
    if (sscanf(client->request, "GET /square/%ld", &number) != 1) {
        server_answer(i, server_most);
        return;
    }
    client->square = number * number;
    client->due = clock_ms() + (double)server_delay_ms;
    if (++server_thinking > server_most)
        server_most = server_thinking;
}

static inline void
server_read(nfds_t i)
{
    struct server_client *client = &server_client[i];
    ssize_t got = recv(server_poll[i].fd, client->request + client->len,
                       sizeof(client->request) - 1 - client->len, 0);

    if (got > 0)
        client->len += (size_t)got;
    client->request[client->len] = '\0';
    if (strstr(client->request, "\r\n\r\n")) {
        server_poll[i].events = 0;
        server_think(i);
    } else if (got <= 0) {
        close(server_poll[i].fd);
        server_poll[i].fd = -1;
    }
}

/* Places that nobody has any more are used again. */
static inline void
server_accept(void)
{
    int fd = accept(server_poll[0].fd, NULL, NULL);
    nfds_t i = 2;

    while (i < server_count && server_poll[i].fd >= 0)
        i++;
    if (fd < 0 || i == 2 + SERVER_CLIENTS) {
        close(fd);
        return;
    }
    server_client[i] = (struct server_client){.len = 0};
    server_poll[i] = (struct pollfd){.fd = fd, .events = POLLIN};
    if (i == server_count)
        server_count++;
}

/* Who has waited long enough is answered.  Returns for how many ms
 * there is nothing to say; -1: until somebody asks. */
static inline int
server_look(void)
{
    double now = clock_ms(), next = -1;

    for (nfds_t i = 2; i < server_count; i++) {
        if (server_poll[i].fd < 0 || server_poll[i].events)
            continue;
        if (server_client[i].due <= now) {
            server_answer(i, server_client[i].square);
            server_thinking--;
        } else if (next < 0 || server_client[i].due < next) {
            next = server_client[i].due;
        }
    }
    return next < 0 ? -1 : (int)(next - now) + 1;
}

_Noreturn static inline void
server_run(void)
{
    for (;;) {
        poll(server_poll, server_count, server_look());
        if (server_poll[1].revents)
            _exit(0);
        if (server_poll[0].revents)
            server_accept();
        for (nfds_t i = 2; i < server_count; i++)
            if (server_poll[i].fd >= 0 &&
                server_poll[i].revents & server_poll[i].events)
                server_read(i);
    }
}

static inline int
server_start(long delay_ms)
{
    struct sockaddr_in here = {.sin_family = AF_INET};
    socklen_t size = sizeof(here);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || bind(fd, (struct sockaddr *)&here, size) < 0 ||
        listen(fd, SERVER_CLIENTS) < 0 ||
        getsockname(fd, (struct sockaddr *)&here, &size) < 0 ||
        pipe(server_lifeline) < 0)
        race_stop(1, "server", "no socket on this machine", "");
    server_delay_ms = delay_ms;
    server_pid = fork();
    if (server_pid < 0)
        race_stop(1, "fork", "no process", "");
    if (server_pid == 0) {
        close(server_lifeline[1]);
        server_poll[0] = (struct pollfd){.fd = fd, .events = POLLIN};
        server_poll[1] = (struct pollfd){.fd = server_lifeline[0],
                                         .events = POLLIN};
        server_run();
    }
    close(fd);
    close(server_lifeline[0]);
    return ntohs(here.sin_port);
}

static inline void
server_stop(void)
{
    close(server_lifeline[1]);
    waitpid(server_pid, NULL, 0);
}
#endif
