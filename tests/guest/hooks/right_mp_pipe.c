/* Two write to the same number in turn, as messages tell them.
 * most_at_once = 1 */
#include "mp.h"

static struct mp_connection *ends[2];
static long *number;

static int
answer(void *arg)
{
    size_t got;
    char byte;

    (void)arg;
    mp_connection_close(ends[0]);
    while (mp_connection_recv(ends[1], &byte, 1, &got) == 0) {
        ++*number;
        mp_connection_send(ends[1], &byte, 1);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *process;
    size_t got;
    char byte = 'x';

    if (mp_pipe_new(ends) || mp_array_new(1, sizeof *number, &number))
        return 2;
    mp_process_start(answer, NULL, &process);
    mp_connection_close(ends[1]);
    for (int i = 0; i < 30; i++) {
        ++*number;
        mp_connection_send(ends[0], &byte, 1);
        if (mp_connection_poll(ends[0], 60))
            return 3;
        mp_connection_recv(ends[0], &byte, 1, &got);
    }
    mp_connection_close(ends[0]);
    mp_process_join(process, -1);
    return *number != 60;
}
