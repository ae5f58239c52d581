/* The queue carries places of an array: who has the place has the number.
 * most_at_once = 3 */
#include "mp.h"

#define ITEMS 60

static struct mp_queue *full, *done;
static long *numbers;

static int
square(void *arg)
{
    int place;

    (void)arg;
    while (mp_queue_get(full, &place, -1) == 0) {
        numbers[place] *= numbers[place];
        mp_queue_put(done, &place, -1);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[3];
    long sum = 0;
    int place;

    if (mp_queue_new(sizeof place, 4, &full) ||
        mp_queue_new(sizeof place, ITEMS, &done) ||
        mp_array_new(ITEMS, sizeof *numbers, &numbers))
        return 2;
    for (int i = 0; i < 3; i++)
        mp_process_start(square, NULL, &processes[i]);
    for (int i = 0; i < ITEMS; i++) {
        numbers[i] = i;
        mp_queue_put(full, &i, -1);
    }
    mp_queue_close(full);
    for (int i = 0; i < ITEMS; i++) {
        if (mp_queue_get(done, &place, 60))
            return 3;
        sum += numbers[place];
    }
    for (int i = 0; i < 3; i++)
        mp_process_join(processes[i], -1);
    return sum != 70210;
}
