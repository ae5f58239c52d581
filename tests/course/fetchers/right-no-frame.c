/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/fetchers/right-no-frame.c \
       -o fetchers -lm */
/* Nothing of the frame but the server.  Each thread has a file. */
#include "slow_server.h"

static long pages, *answers;
static int port;

static long
argument(int argc, char **argv, const char *name, long value)
{
    size_t len = strlen(name);

    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
            value = atol(argv[i] + len + 1);
    return value;
}

static void *
fetch(void *number)
{
    struct sockaddr_in server = {.sin_family = AF_INET};
    char line[256];
    FILE *file;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    server.sin_port = htons((in_port_t)port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        exit(1);
    dprintf(fd, "GET /square/%ld HTTP/1.0\r\n\r\n", (long)number);
    file = fdopen(fd, "r");
    while (fgets(line, sizeof line, file))
        answers[(long)number - 1] = atol(line);
    fclose(file);
    return NULL;
}

int
main(int argc, char **argv)
{
    pthread_t *ids;
    long sum = 0;

    race_begin(argc, argv);
    pages = argument(argc, argv, "pages", 8);
    port = server_start(argument(argc, argv, "delay_ms", 250));
    answers = calloc((size_t)pages, sizeof *answers);
    ids = calloc((size_t)pages, sizeof *ids);
    for (long i = 0; i < pages; i++)
        if (pthread_create(&ids[i], NULL, fetch, (void *)(i + 1)))
            return 1;
    for (long i = 0; i < pages; i++)
        pthread_join(ids[i], NULL);
    for (long i = 0; i < pages; i++)
        sum += answers[i];
    free(answers);
    free(ids);
    printf("sum = %ld\n", sum);
    server_stop();
    return 0;
}
