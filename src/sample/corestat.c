/*
 * A core is busy when it is neither idle nor waiting for a disk; time that
 * a hypervisor took away counts as busy, since nobody here could use it.
 * Guests' time is already part of user and nice.
 */
#include "sample/corestat.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "sample/scan.h"

/* The columns of a cpu line, behind its name. */
enum { USER, NICE, SYSTEM, IDLE, IOWAIT, IRQ, SOFTIRQ, STEAL, COLUMNS };

#define COLUMNS_NEEDED (IDLE + 1) /* later ones came with later kernels */

int
corestat_parse(const char *line, struct corestat *ret_stat)
{
    uint64_t column[COLUMNS] = {0};
    uint64_t core;
    uint64_t busy = 0;
    int found = 0;

    if (strncmp(line, "cpu", 3) != 0 || line[3] < '0' || line[3] > '9')
        return 0;
    line += 3;
    if (!scan_number(&line, &core) || core > INT_MAX)
        return -EINVAL;
    while (found < COLUMNS && scan_number(&line, &column[found]))
        found++;
    if (found < COLUMNS_NEEDED)
        return -EINVAL;
    for (int i = 0; i < COLUMNS; i++)
        if (i != IDLE && i != IOWAIT)
            busy = scan_sum(busy, column[i]);
    ret_stat->core = (unsigned)core;
    ret_stat->busy = busy;
    ret_stat->total = scan_sum(scan_sum(busy, column[IDLE]), column[IOWAIT]);
    return 1;
}

int
corestat_percent(const struct corestat *then, const struct corestat *now)
{
    double percent;

    if (now->total <= then->total)
        return -1;
    if (now->busy <= then->busy)
        return 0;
    percent = 100.0 * (double)(now->busy - then->busy) /
              (double)(now->total - then->total);
    return percent >= 100.0 ? 100 : (int)(percent + 0.5);
}
