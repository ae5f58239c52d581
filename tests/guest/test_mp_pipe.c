#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

#define MB (1 << 20)

static struct mp_connection *ends[2];

static void
make(void)
{
    CHECK_INT(mp_pipe_new(ends), 0);
}

static void
unmake(void)
{
    mp_connection_free(ends[0]);
    mp_connection_free(ends[1]);
}

/* Every message comes back, its bytes turned round. */
static int
echo(void *arg)
{
    unsigned char *bytes = malloc(MB);
    size_t size;
    int rc;

    (void)arg;
    mp_connection_close(ends[0]);
    while ((rc = mp_connection_recv(ends[1], bytes, MB, &size)) == 0) {
        for (size_t i = 0; i < size; i++)
            bytes[i] ^= 0xff;
        CHECK_INT(mp_connection_send(ends[1], bytes, size), 0);
    }
    CHECK_INT(rc, -EPIPE);
    free(bytes);
    return 0;
}

static void
send_and_get_back(size_t size)
{
    unsigned char *out = malloc(MB), *in = malloc(MB);
    size_t got = 99;

    for (size_t i = 0; i < size; i++)
        out[i] = (unsigned char)(i * 7 + size);
    CHECK_INT(mp_connection_send(ends[0], out, size), 0);
    CHECK_INT(mp_connection_poll(ends[0], -1), 0);
    CHECK_INT(mp_connection_recv(ends[0], in, MB, &got), 0);
    CHECK_INT((long)got, (long)size);
    for (size_t i = 0; i < size; i++)
        CHECK(in[i] == (out[i] ^ 0xff));
    free(out);
    free(in);
}

static void
test_pipe__carries_messages_of_every_size(void)
{
    static const size_t sizes[] = {0, 1, 0, 511, 512, 513, 4096, 65531, 65532,
                                   65536, 65537, MB};
    struct mp_process *process;

    make();
    CHECK_INT(mp_process_start(echo, NULL, &process), 0);
    mp_connection_close(ends[1]);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
        send_and_get_back(sizes[i]);
    mp_connection_close(ends[0]);
    worker_end(process);
    unmake();
}

static void
test_pipe__keeps_a_message_that_is_too_long(void)
{
    char in[8] = "";
    size_t got;

    make();
    CHECK_INT(mp_connection_send(ends[0], "12345", 5), 0);
    CHECK_INT(mp_connection_send(ends[0], "6", 1), 0);
    for (size_t size = 0; size < 5; size++) {
        CHECK_INT(mp_connection_recv(ends[1], in, size, &got), -EMSGSIZE);
        CHECK_INT(mp_connection_poll(ends[1], 0), 0);
    }
    CHECK_INT(mp_connection_recv(ends[1], in, 8, &got), 0);
    CHECK(got == 5 && memcmp(in, "12345", 5) == 0);
    CHECK_INT(mp_connection_recv(ends[1], in, 8, &got), 0);
    CHECK(got == 1 && in[0] == '6');
    CHECK_INT(mp_connection_send(ends[0], in, MP_MESSAGE_MAX + 1), -EMSGSIZE);
    unmake();
}

static void
test_pipe__is_polled_for_a_time(void)
{
    make();
    CHECK_INT(mp_connection_poll(ends[1], 0), -ETIMEDOUT);
    CHECK_INT(mp_connection_poll(ends[1], 0.02), -ETIMEDOUT);
    CHECK_INT(mp_connection_send(ends[0], "", 0), 0);
    CHECK_INT(mp_connection_poll(ends[1], 0), 0);
    CHECK_INT(mp_connection_poll(ends[1], -1), 0);
    CHECK_INT(mp_connection_poll(ends[0], 0), -ETIMEDOUT);
    unmake();
}

/* What was sent before comes first, then the end, as often as one asks. */
static void
test_pipe__ends_when_the_other_end_is_closed(void)
{
    char byte;
    size_t got;

    for (int i = 0; i < 2; i++) {
        make();
        CHECK_INT(mp_connection_send(ends[i], "x", 1), 0);
        mp_connection_close(ends[i]);
        CHECK_INT(mp_connection_recv(ends[!i], &byte, 1, &got), 0);
        CHECK_INT(mp_connection_poll(ends[!i], 0), 0);
        CHECK_INT(mp_connection_recv(ends[!i], &byte, 1, &got), -EPIPE);
        CHECK_INT(mp_connection_recv(ends[!i], &byte, 1, &got), -EPIPE);
        CHECK_INT(mp_connection_send(ends[!i], "x", 1), -EPIPE);
        CHECK_INT(mp_connection_send(ends[i], "x", 1), -EBADF);
        CHECK_INT(mp_connection_recv(ends[i], &byte, 1, &got), -EBADF);
        CHECK_INT(mp_connection_poll(ends[i], 0), -EBADF);
        mp_connection_close(ends[i]);
        unmake();
    }
    mp_connection_free(NULL);
}

static int
wait_for_end(void *arg)
{
    char byte;
    size_t got;

    mp_connection_close(ends[0]);
    (void)arg;
    CHECK_INT(mp_connection_recv(ends[1], &byte, 1, &got), -EPIPE);
    return 0;
}

static int
keep_open(void *arg)
{
    (void)arg;
    pause();
    return 0;
}

/* Each process that has the other end puts the end off. */
static void
test_pipe__ends_with_the_last_who_has_the_other_end(void)
{
    struct mp_process *keeper, *waiter;

    make();
    waiter = worker_asleep(wait_for_end, NULL);
    mp_connection_close(ends[1]);
    keeper = worker_asleep(keep_open, NULL);
    mp_connection_close(ends[0]);
    CHECK_INT(mp_process_join(waiter, 0.05), -ETIMEDOUT);
    mp_process_free(keeper);
    worker_end(waiter);
    unmake();
}

static int
send_half(void *arg)
{
    char *bytes = calloc(1, MB);

    (void)arg;
    mp_connection_send(ends[0], bytes, MB);
    return 0;
}

static void
test_pipe__tells_of_half_a_message(void)
{
    struct mp_process *sender;
    char *bytes = calloc(1, MB);
    size_t got;

    make();
    sender = worker_asleep(send_half, NULL);
    mp_connection_close(ends[0]);
    mp_process_free(sender);
    CHECK_INT(mp_connection_recv(ends[1], bytes, MB, &got), -EBADMSG);
    CHECK_INT(mp_connection_recv(ends[1], bytes, MB, &got), -EBADMSG);
    free(bytes);
    unmake();
}

/* Nobody reads, in a program that leaves SIGPIPE as it is, and in one that
 * has a pending one of its own. */
static void
test_pipe__spares_its_writer_a_signal(void)
{
    sigset_t pipe, pending;

    make();
    mp_connection_close(ends[1]);
    CHECK_INT(mp_connection_send(ends[0], "x", 1), -EPIPE);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe, NULL);
    sigpending(&pending);
    CHECK_INT(sigismember(&pending, SIGPIPE), 0);
    raise(SIGPIPE);
    CHECK_INT(mp_connection_send(ends[0], "x", 1), -EPIPE);
    sigpending(&pending);
    CHECK_INT(sigismember(&pending, SIGPIPE), 1);
    unmake();
}

static void
interrupt(int signal)
{
    (void)signal;
}

static int
slow_echo(void *arg)
{
    for (int i = 0; i < 20; i++) {
        usleep(1000);
        kill(getppid(), SIGUSR1);
    }
    return echo(arg);
}

static void
test_pipe__goes_on_over_signals(void)
{
    struct sigaction action = {.sa_handler = interrupt};
    struct mp_process *process;

    make();
    sigaction(SIGUSR1, &action, NULL);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(mp_process_start(slow_echo, NULL, &process), 0);
        send_and_get_back(i ? MB : 1);
        mp_connection_close(ends[0]);
        mp_connection_close(ends[1]);
        worker_end(process);
        unmake();
        make();
    }
    unmake();
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_pipe__carries_messages_of_every_size),
        APART(test_pipe__keeps_a_message_that_is_too_long),
        APART(test_pipe__is_polled_for_a_time),
        APART(test_pipe__ends_when_the_other_end_is_closed),
        APART(test_pipe__ends_with_the_last_who_has_the_other_end),
        APART(test_pipe__tells_of_half_a_message),
        APART(test_pipe__spares_its_writer_a_signal),
        APART(test_pipe__goes_on_over_signals),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
