/* It goes on writing when it has sent the word. */
#include "mp.h"

static struct mp_connection *ends[2];
static long *number;

static int
look(void *arg)
{
    size_t got;
    char byte;

    (void)arg;
    mp_connection_recv(ends[1], &byte, 1, &got);
    return (int)*number;                /* race */
}

int
main(void)
{
    struct mp_process *process;

    if (mp_pipe_new(ends) || mp_array_new(1, sizeof *number, &number))
        return 2;
    mp_process_start(look, NULL, &process);
    mp_connection_send(ends[0], "x", 1);
    *number = 1;                        /* race */
    mp_process_join(process, -1);
    return 0;
}
