/* What the kernel writes of processors, apart from where it stands. */
#ifndef MP_CPUS_H
#define MP_CPUS_H

#include <stddef.h>

/* How many a list like "0-3,5" has; -EINVAL: it is none. */
int mp_cpus_in_list(const char *text);

/*
 * The processors' worth of time in a cpu.max of control groups version 2,
 * "150000 100000", or in cpu.cfs_quota_us and cpu.cfs_period_us of version 1.
 * 0: no limit, or nothing that can be read.
 */
double mp_cpus_quota_v2(const char *max);
double mp_cpus_quota_v1(const char *quota, const char *period);

/*
 * The path of the group in the text of /proc/self/cgroup that has a
 * controller, "cpu"; "" stands for the only hierarchy of version 2.  -ENOENT:
 * there is none, or it does not fit.
 */
int mp_cpus_group(const char *text, const char *controller, size_t size,
               char *ret_path);

#endif
