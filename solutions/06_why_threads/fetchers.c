/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       solutions/06_why_threads/fetchers.c build/src/guest/mp/libmp.a \
       -o fetchers -lm */

/*
 * Fetches some pages from a slow web server, through real sockets.
 * The server is a process of this machine, see slow_server.h: page 7
 * says 49, after a while.  A thread fetches each page.  In Python:
 *
 *   threads = [Thread(target=fetch, args=(page,)) for page in pages]
 *   for thread in threads: thread.start()
 *   for thread in threads: thread.join()
 */
#include "clock.h"
#include "mp.h"
#include "slow_server.h"

/* What a thread needs, and where it leaves what it has found. */
struct page {
    long number;                /* 1, 2, 3, ... */
    long answer;
    pthread_t thread;
};

static struct page page[THREADS_MAX];
static long pages;
static int port;

/* places = Semaphore(3), if you like */
static struct mp_semaphore *places;

/* int(urlopen(the server + path).read()); -1: it makes no sense */
static long
get(const char *path)
{
    struct sockaddr_in server = {.sin_family = AF_INET};
    char text[4096];
    size_t len = 0;
    ssize_t got;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    server.sin_port = htons((in_port_t)port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&server, sizeof(server)) < 0)
        race_stop(1, "connect", "the server does not answer", "");
    dprintf(fd, "GET %s HTTP/1.0\r\n\r\n", path);
    while ((got = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
        len += (size_t)got;
    close(fd);
    text[len] = '\0';
    char *body = strstr(text, "\r\n\r\n");
    return body ? strtol(body, NULL, 10) : -1;
}

/* def fetch(page): */
static void *
fetch(void *arg)
{
    struct page *self = arg;
    char path[64];

    watch_enter();
    snprintf(path, sizeof(path), "/square/%ld", self->number);
    self->answer = get(path);
    watch_leave();
    return NULL;
}

static void
fetch_all(void)
{
    for (long i = 0; i < pages; i++)
        if (pthread_create(&page[i].thread, NULL, fetch, &page[i]))
            race_stop(1, "pthread_create", "no more threads", "");
    for (long i = 0; i < pages; i++)
        pthread_join(page[i].thread, NULL);
}

int
main(int argc, char **argv)
{
    long delay_ms, sum = 0;
    double begin;

    race_begin(argc, argv);
    pages = knob("pages", 8);
    delay_ms = knob("delay_ms", 250);
    knobs_done();
    if (pages > THREADS_MAX)
        race_stop(2, "pages", "1024 at most", "");

    if (mp_semaphore_new(3, &places) < 0)
        race_stop(1, "mp_semaphore_new", "no semaphore", "");
    port = server_start(delay_ms);
    begin = clock_ms();
    for (long i = 0; i < pages; i++)
        page[i].number = i + 1;
    fetch_all();
    result("elapsed_ms", (long)(clock_ms() - begin));
    for (long i = 0; i < pages; i++)
        sum += page[i].answer;
    result("sum", sum);
    result("expected_sum", pages * (pages + 1) * (2 * pages + 1) / 6);
    result("server_had", get("/most"));
    result("max_at_once", max_at_once());
    server_stop();
    mp_semaphore_free(places);
    return 0;
}
