/* The kernel wants room for all processors that there may ever be. */
#include "base/cpus.h"

#include <sched.h>
#include <stddef.h>

#define MOST (1024 * 1024)

int
cpus_allowed(void)
{
    int count = -1;

    for (size_t most = 1024; count < 0 && most <= MOST; most *= 4) {
        cpu_set_t *set = CPU_ALLOC(most);
        size_t size = CPU_ALLOC_SIZE(most);

        if (!set)
            break;
        if (sched_getaffinity(0, size, set) == 0)
            count = CPU_COUNT_S(size, set);
        CPU_FREE(set);
    }
    return count > 0 ? count : 1;
}
