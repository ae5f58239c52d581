/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pipe_ping/right-all-ends.c \
       build/src/guest/mp/libmp.a -o pipe_ping -lm */
/*
 * Each process closes the end that is not its own, as soon as it
 * can.
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define SAW_THE_END 3           /* pong's exit code */

/* Both processes have both ends, until they close one. */
static struct mp_connection *mine, *yours;
static long rounds;

/* ball = connection.recv(); 0, or less at the end of file */
static int
receive(struct mp_connection *connection, long *ret_ball)
{
    size_t size;

    return mp_connection_recv(connection, ret_ball, sizeof(*ret_ball),
                              &size);
}

/* connection.send(ball) */
static void
put(struct mp_connection *connection, long ball)
{
    mp_connection_send(connection, &ball, sizeof(ball));
}

/* def pong(mine, yours): plays with `yours` until the end of file */
static int
pong(void *arg)
{
    long ball;

    (void)arg;
    watch_enter();
    /* mine.close() */
    mp_connection_close(mine);
    while (receive(yours, &ball) == 0)
        put(yours, ball + 1);
    watch_leave();
    return SAW_THE_END;
}

/* How many balls came back as they should, in order. */
static long
ping(void)
{
    long good = 0;

    watch_enter();
    for (long i = 1; i <= rounds; i++) {
        long back = 0;

        put(mine, i);
        receive(mine, &back);
        good += back == i + 1;
    }
    watch_leave();
    return good;
}

int
main(int argc, char **argv)
{
    struct mp_connection *ends[2];
    struct mp_process *process;
    int exitcode = 0;
    double begin;

    race_begin(argc, argv);
    rounds = knob("rounds", 50000);
    knobs_done();

    if (mp_pipe_new(ends) < 0)
        race_stop(1, "pipe", "too many descriptors", "");
    mine = ends[0];
    yours = ends[1];
    if (mp_process_start(pong, NULL, &process) < 0)
        race_stop(1, "process", "could not be started", "");

    mp_connection_close(yours);
    begin = clock_ms();
    result("good", ping());
    result("expected_good", rounds);
    result("round_ns", (long)((clock_ms() - begin) * 1e6) / rounds);
    fflush(stdout);

    /* mine.close() */
    mp_connection_close(mine);
    mp_process_join(process, -1);
    mp_process_exitcode(process, &exitcode);
    result("saw_the_end", exitcode == SAW_THE_END);
    mp_process_free(process);
    mp_connection_free(mine);
    mp_connection_free(yours);
    return 0;
}
