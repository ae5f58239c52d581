/* Children that call no function of the program's: what each gives, goes
 * through libmp or is its status.  most_at_once = 3, took_part = 3 */
#include <sys/wait.h>
#include <unistd.h>

#include "mp.h"

int
main(void)
{
    struct mp_value *value;
    struct mp_queue *queue;
    long item = 7;
    int sum = 0;

    if (mp_value_new(1, &value) || mp_queue_new(sizeof item, 4, &queue))
        return 2;
    if (fork() == 0) {
        mp_value_set(value, 3);
        _exit(0);
    }
    if (fork() == 0) {
        mp_queue_put(queue, &item, -1);
        _exit(0);
    }
    if (fork() == 0)
        _exit(5);
    for (int i = 0; i < 3; i++) {
        int status;

        wait(&status);
        sum += WEXITSTATUS(status);
    }
    item = 0;
    mp_queue_get(queue, &item, -1);
    return mp_value_get(value) != 3 || item != 7 || sum != 5;
}
