/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/09_queue_and_pipe/pickle_cost.c \
       build/src/guest/mp/libmp.a -o pickle_cost -lm */

/*
 * What does it cost to hand over so many bytes?  Through a pipe the
 * system takes them in, a pipeful at a time, and hands them out again;
 * Python also pickles them before, and unpickles them behind.  Through
 * shared memory they are written and read without the system, and only
 * a single byte goes by pipe.
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

static struct mp_connection *mine, *yours;
static char *message;           /* the parent's */
static char *shared;            /* everybody's */
static long most, messages;

/* Take all messages of a size, and answer each with a byte. */
static void
take(char *place, size_t size, int by_pipe)
{
    size_t got;

    for (long i = 0; i < messages; i++) {
        if (mp_connection_recv(yours, place, by_pipe ? size : 1,
                               &got) < 0)
            return;
        if (!by_pipe)
            memcpy(place, shared, size);
        mp_connection_send(yours, place, 1);
    }
}

/* def consumer(connection): */
static int
consume(void *arg)
{
    char *place = malloc((size_t)most);

    (void)arg;
    mp_connection_close(mine);
    if (!place)
        return 1;
    take(place, 1, 1);
    for (long size = 10; size <= most; size *= 10) {
        take(place, (size_t)size, 1);
        take(place, (size_t)size, 0);
    }
    free(place);
    return 0;
}

/* The mean time of a message and its answer, in microseconds. */
static double
send_all(size_t size, int by_pipe)
{
    double begin = clock_ms();
    size_t got;
    char byte;

    for (long i = 0; i < messages; i++) {
        if (!by_pipe)
            memcpy(shared, message, size);
        mp_connection_send(mine, message, by_pipe ? size : 1);
        if (mp_connection_recv(mine, &byte, 1, &got) < 0)
            race_stop(1, "the consumer", "is gone", "");
    }
    return (clock_ms() - begin) * 1000 / (double)messages;
}

static void
print(const char *name, long size, double value)
{
    char full[40];

    snprintf(full, sizeof(full), "%s_%ld", name, size);
    result_real(full, (double)(long)(value * 10 + 0.5) / 10);
}

int
main(int argc, char **argv)
{
    struct mp_connection *ends[2];
    struct mp_process *process;

    race_begin(argc, argv);
    most = knob("most", 1000000);
    messages = knob("messages", 300);
    knobs_done();
    if (most < 10)
        race_stop(2, "most", "at least 10 bytes", "");

    message = calloc((size_t)most, 1);
    if (!message || mp_array_new((size_t)most, 1, &shared) < 0 ||
        mp_pipe_new(ends) < 0)
        race_stop(1, "memory", "there is not enough", "");
    mine = ends[0];
    yours = ends[1];
    if (mp_process_start(consume, NULL, &process) < 0)
        race_stop(1, "process", "could not be started", "");
    mp_connection_close(yours);

    send_all(1, 1);             /* until the other one is there */
    for (long size = 10; size <= most; size *= 10) {
        print("pipe", size, send_all((size_t)size, 1));
        print("shared", size, send_all((size_t)size, 0));
    }
    mp_process_join(process, -1);
    mp_process_free(process);
    mp_connection_free(mine);
    mp_connection_free(yours);
    mp_array_free(shared);
    free(message);
    return 0;
}
