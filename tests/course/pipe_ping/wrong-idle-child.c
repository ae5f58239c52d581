/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pipe_ping/wrong-idle-child.c \
       build/src/guest/mp/libmp.a -o pipe_ping -lm */
/* The child leaves at once, and nobody listens to the pipe. */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define SAW_THE_END 3           /* pong's exit code */

/* Both processes have both ends, until they close one. */
static struct mp_connection *mine, *yours;
static long rounds;

/* def pong(mine, yours): plays with `yours` until the end of file */
static int
pong(void *arg)
{
    (void)arg;
    watch_enter();
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
        long back = i + 1;

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
