/* Each writes its own, and reads the others' behind a barrier.
 * most_at_once = 3 */
#include "mp.h"

static struct mp_barrier *barrier;
static long *numbers;

static int
work(void *arg)
{
    int me = *(int *)arg;
    long sum;

    for (int i = 0; i < 20; i++) {
        numbers[me] = i;
        mp_barrier_wait(barrier, i % 2 ? -1 : 60);
        sum = numbers[0] + numbers[1] + numbers[2];
        if (sum != 3 * i)
            return 1;
        mp_barrier_wait(barrier, -1);
    }
    return 0;
}

int
main(void)
{
    struct mp_process *processes[3];
    int code, bad = 0;

    if (mp_barrier_new(3, &barrier) ||
        mp_array_new(3, sizeof *numbers, &numbers))
        return 2;
    for (int i = 0; i < 3; i++)
        mp_process_start(work, &i, &processes[i]);
    for (int i = 0; i < 3; i++) {
        mp_process_join(processes[i], -1);
        mp_process_exitcode(processes[i], &code);
        bad |= code;
    }
    return bad;
}
