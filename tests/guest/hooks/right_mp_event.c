/* Written, then set; waited for, asked for, then read.  most_at_once = 4 */
#include <unistd.h>

#include "mp.h"

static struct mp_event *event;
static long *number;

static int
wait_and_read(void *arg)
{
    (void)arg;
    if (mp_event_wait(event, 60))
        return 3;
    return *number != 42;
}

static int
ask_and_read(void *arg)
{
    (void)arg;
    while (!mp_event_is_set(event))
        usleep(100);
    return *number != 42;
}

int
main(void)
{
    struct mp_process *processes[4];
    int code, bad = 0;

    if (mp_event_new(&event) || mp_array_new(1, sizeof *number, &number))
        return 2;
    for (int i = 0; i < 4; i++)
        mp_process_start(i % 2 ? wait_and_read : ask_and_read, NULL,
                         &processes[i]);
    *number = 42;
    mp_event_set(event);
    for (int i = 0; i < 4; i++) {
        mp_process_join(processes[i], -1);
        mp_process_exitcode(processes[i], &code);
        bad |= code;
    }
    return bad;
}
