/* A pool of processes: arguments there, results back.  most_at_once = 3 */
#include "mp.h"

static int
square(const void *arg, void *ret_result)
{
    long n = *(const long *)arg;

    *(long *)ret_result = n * n;
    return 0;
}

int
main(void)
{
    long numbers[40], squares[40], sum = 0;
    struct mp_pool *pool;

    if (mp_pool_new(3, &pool) < 0)
        return 2;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 40; i++)
            numbers[i] = i + round;
        if (mp_pool_map(pool, square, numbers, squares, 40) < 0)
            return 3;
        for (int i = 0; i < 40; i++)
            sum += squares[i];
    }
    mp_pool_close(pool);
    mp_pool_join(pool);
    mp_pool_free(pool);
    return sum != 20540 + 22140;
}
