/* It is handed over, and written to once more. */
#include "mp.h"

static struct mp_queue *queue;
static long *numbers;

static int
look(void *arg)
{
    int place;

    (void)arg;
    if (mp_queue_get(queue, &place, -1))
        return 3;
    return (int)numbers[place];         /* race */
}

int
main(void)
{
    struct mp_process *process;
    int place = 0;

    if (mp_queue_new(sizeof place, 1, &queue) ||
        mp_array_new(1, sizeof *numbers, &numbers))
        return 2;
    mp_process_start(look, NULL, &process);
    mp_queue_put(queue, &place, -1);
    numbers[place] = 1;                 /* race */
    mp_process_join(process, -1);
    return 0;
}
