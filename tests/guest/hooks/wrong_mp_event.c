/* Read first, and waited for afterwards. */
#include "mp.h"

static struct mp_event *event;
static long *number;

static int
read_too_early(void *arg)
{
    long seen = *number;                /* race */

    (void)arg;
    mp_event_wait(event, -1);
    return (int)seen;
}

int
main(void)
{
    struct mp_process *process;

    if (mp_event_new(&event) || mp_array_new(1, sizeof *number, &number))
        return 2;
    mp_process_start(read_too_early, NULL, &process);
    *number = 42;                       /* race */
    mp_event_set(event);
    mp_process_join(process, -1);
    return 0;
}
