/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/fetchers/right-processes.c \
       -o fetchers -lm */
/* Processes, which leave what they found in memory of all. */
#include "clock.h"
#include "slow_server.h"

struct page {
    long number;
    long answer;
};

static struct page *page;
static pid_t child[THREADS_MAX];
static long pages;
static int port;

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
    for (long i = 0; i < pages; i++) {
        child[i] = fork();
        if (child[i] == 0) {
            fetch(&page[i]);
            _exit(0);
        }
    }
    for (long i = 0; i < pages; i++)
        waitpid(child[i], NULL, 0);
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

    page = mmap(NULL, THREADS_MAX * sizeof(*page),
                PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                -1, 0);
    if (page == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
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
    return 0;
}
