/* C11's own threads: a mutex, a condition variable, once. */
#include <threads.h>

static mtx_t lock;
static cnd_t changed;
static once_flag once = ONCE_FLAG_INIT;
static int counter, turns, table;

static void
make_table(void)
{
    table = 3;
}

static int
work(void *arg)
{
    for (int i = 0; i < 50; i++) {
        mtx_lock(&lock);
        counter++;
        mtx_unlock(&lock);
    }
    call_once(&once, make_table);
    mtx_lock(&lock);
    turns++;
    cnd_signal(&changed);
    mtx_unlock(&lock);
    return *(int *)arg + table;
}

int
main(void)
{
    thrd_t threads[3];
    int numbers[3] = {1, 2, 3}, sum = 0, value;

    mtx_init(&lock, mtx_plain);
    cnd_init(&changed);
    for (int i = 0; i < 3; i++)
        thrd_create(&threads[i], work, &numbers[i]);
    mtx_lock(&lock);
    while (turns < 3)
        cnd_wait(&changed, &lock);
    sum = counter;
    mtx_unlock(&lock);
    for (int i = 0; i < 3; i++) {
        thrd_join(threads[i], &value);
        sum += value;
    }
    mtx_destroy(&lock);
    return sum != 165;
}
