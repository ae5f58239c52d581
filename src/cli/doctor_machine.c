/* How many cores there are, by those who count them differently, and what
 * the kernel tells of running programs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cpus.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/doctor.h"

#define SMALL_FILE 65536

/* /proc and /sys say that their files are empty; file_read() reads on. */
static char *
small_file(const char *path)
{
    char *text = NULL;

    return file_read(path, SMALL_FILE, &text, NULL) == 0 ? text : NULL;
}

/* "200000 100000" of version 2: cores, or 0 for "max ...". */
static double
quota_of(const char *text)
{
    double quota, period;

    if (sscanf(text, "%lf %lf", &quota, &period) != 2 || period <= 0)
        return 0;
    return quota / period;
}

/* Version 1 keeps the two numbers in two files, -1 for none. */
static double
old_quota_in(const char *folder)
{
    char *quota_path = path_join(folder, "cpu.cfs_quota_us");
    char *period_path = path_join(folder, "cpu.cfs_period_us");
    char *quota = small_file(quota_path);
    char *period = small_file(period_path);
    double cores = 0;

    if (quota && period && atof(quota) > 0 && atof(period) > 0)
        cores = atof(quota) / atof(period);
    free(quota);
    free(period);
    free(quota_path);
    free(period_path);
    return cores;
}

static double
quota_in(const char *folder, bool old)
{
    char *path, *text;
    double cores = 0;

    if (old)
        return old_quota_in(folder);
    path = path_join(folder, "cpu.max");
    text = small_file(path);
    if (text)
        cores = quota_of(text);
    free(text);
    free(path);
    return cores;
}

/* The smallest quota of a group and all that it is in; 0: none. */
static double
quota_above(const char *root, const char *group, bool old)
{
    char *path = str_format("%s%s", root, group);
    size_t stop = strlen(root);
    double least = 0;

    for (;;) {
        double cores = quota_in(path, old);
        char *slash = strrchr(path, '/');

        if (cores > 0 && (least == 0 || cores < least))
            least = cores;
        if (strlen(path) <= stop || !slash)
            break;
        *slash = '\0';
    }
    free(path);
    return least;
}

/* Lines "0::/group" (version 2) and "4:cpu,cpuacct:/group" (version 1). */
static double
quota(void)
{
    char *groups = small_file("/proc/self/cgroup");
    char *rest = groups, *line;
    double least = 0;

    while (rest && (line = strsep(&rest, "\n"))) {
        char *names = strchr(line, ':');
        char *group = names ? strchr(names + 1, ':') : NULL;
        double cores = 0;

        if (!group)
            continue;
        *group++ = '\0';
        if (names[1] == '\0')
            cores = quota_above("/sys/fs/cgroup", group, false);
        else if (strncmp(names + 1, "cpu", 3) == 0 &&
                 strncmp(names + 1, "cpuset", 6) != 0)
            cores = quota_above("/sys/fs/cgroup/cpu", group, true);
        if (cores > 0 && (least == 0 || cores < least))
            least = cores;
    }
    free(groups);
    return least;
}

static void
find_cores(struct doctor *doctor)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    int allowed = cpus_allowed();
    double limit = quota();
    double usable = allowed;
    struct str text = STR_INIT;

    if (limit > 0 && limit < usable)
        usable = limit;
    str_add_format(&text, "%ld in the machine, %d allowed to this program, ",
                   online, allowed);
    if (limit > 0)
        str_add_format(&text, "a quota of %.1f: %.4g count", limit, usable);
    else
        str_add(&text, "no quota");
    if (usable < 2)
        doctor_less(doctor, "cores",
                    "threads take turns here; speed-ups and some races "
                    "cannot be seen",
                    "%s", str_text(&text));
    else
        doctor_good(doctor, "cores", "%s", str_text(&text));
    str_release(&text);
}

static void
find_proc(struct doctor *doctor)
{
    char *stat = small_file("/proc/stat");
    char *schedstat = small_file("/proc/self/schedstat");

    if (stat && file_exists("/proc/self/task"))
        doctor_good(doctor, "/proc", "can be read");
    else
        doctor_bad(doctor, "/proc",
                   "mount it; without it no core and no worker can be "
                   "watched",
                   "cannot be read");
    if (schedstat && strtoull(schedstat, NULL, 10) > 0)
        doctor_good(doctor, "schedstat",
                    "counts running and waiting to the nanosecond");
    else
        doctor_less(doctor, "schedstat",
                    "workers show no times, nor whether they wait for a core",
                    "this kernel does not keep it");
    free(stat);
    free(schedstat);
}

void
doctor_machine(struct doctor *doctor)
{
    find_cores(doctor);
    find_proc(doctor);
}
