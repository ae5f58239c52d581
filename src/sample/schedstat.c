/*
 * Exact to the nanosecond, except that a task on a core is only brought up
 * to date when the scheduler next looks at it, which is each tick.
 */
#include "sample/schedstat.h"

#include <errno.h>

#include "sample/scan.h"

int
schedstat_parse(const char *text, struct schedstat *ret_stat)
{
    struct schedstat stat;

    if (!scan_number(&text, &stat.run) || !scan_number(&text, &stat.wait) ||
        !scan_number(&text, &stat.slices))
        return -EINVAL;
    *ret_stat = stat;
    return 0;
}
