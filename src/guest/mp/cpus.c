/*
 * How many processors: those that are switched on, those that the affinity
 * mask leaves, and the time that control groups grant.
 *
 * What is switched on is read from a file, because sysconf() tells what the
 * mask leaves in musl and in one version of glibc.  A group's quota holds for
 * all below it, so the least on the way up is the truth.  What cannot be read
 * sets no limit.
 */
#include "guest/mp/cpus.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest/mp/mp.h"

#define ONLINE "/sys/devices/system/cpu/online"
#define GROUPS "/sys/fs/cgroup"
#define PATH_SIZE 4096
#define MOST_CPUS (1 << 20)     /* that a mask is made for */

int
mp_cpus_in_list(const char *text)
{
    int count = 0;

    for (;;) {
        char *end;
        long first = strtol(text, &end, 10), last = first;

        if (end == text)
            return -EINVAL;
        text = end;
        if (*text == '-') {
            last = strtol(text + 1, &end, 10);
            if (end == text + 1)
                return -EINVAL;
            text = end;
        }
        if (first < 0 || last < first || last >= MOST_CPUS)
            return -EINVAL;
        count += (int)(last - first) + 1;
        if (*text != ',')
            return *text == '\n' || *text == '\0' ? count : -EINVAL;
        text++;
    }
}

static double
quota(double time, double period)
{
    return time > 0 && period > 0 ? time / period : 0;
}

double
mp_cpus_quota_v2(const char *max)
{
    double time, period;

    if (sscanf(max, "%lf %lf", &time, &period) != 2)
        return 0;               /* "max 100000" */
    return quota(time, period);
}

double
mp_cpus_quota_v1(const char *quota_us, const char *period_us)
{
    return quota(strtod(quota_us, NULL), strtod(period_us, NULL));
}

/* Whether a list of names between commas, of that length, has a name. */
static bool
has_name(const char *list, size_t len, const char *name)
{
    const char *end = list + len;

    for (;;) {
        const char *comma = memchr(list, ',', (size_t)(end - list));
        size_t here = (size_t)((comma ? comma : end) - list);

        if (here == strlen(name) && memcmp(list, name, here) == 0)
            return true;
        if (!comma)
            return false;
        list = comma + 1;
    }
}

/* A line is NUMBER:CONTROLLERS:PATH. */
int
mp_cpus_group(const char *text, const char *controller, size_t size,
           char *ret_path)
{
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n"), number = strcspn(line, ":\n");
        const char *names = line + number + 1;
        size_t names_len = number < len ? strcspn(names, ":\n") : 0;
        const char *path = names + names_len + 1;

        if (path <= line + len && has_name(names, names_len, controller)) {
            size_t path_len = (size_t)(line + len - path);

            if (path_len >= size)
                return -ENOENT;
            memcpy(ret_path, path, path_len);
            ret_path[path_len] = '\0';
            return 0;
        }
        line += len + (line[len] == '\n');
    }
    return -ENOENT;
}

/* All of it that fits, as a string; false: it cannot be read. */
static bool
read_text(const char *path, size_t size, char *ret_text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t len = 0;
    ssize_t got = 0;

    if (fd < 0)
        return false;
    while (len + 1 < size) {
        got = read(fd, ret_text + len, size - len - 1);
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    close(fd);
    ret_text[len] = '\0';
    return got >= 0;
}

static bool
read_of(const char *folder, const char *group, const char *name,
        char ret_text[64])
{
    char path[PATH_SIZE + 128];

    snprintf(path, sizeof(path), GROUPS "%s%s/%s", folder, group, name);
    return read_text(path, 64, ret_text);
}

/* folder is NULL for the hierarchy of version 2. */
static double
quota_of(const char *folder, const char *group)
{
    char time[64], period[64];

    if (!folder)
        return read_of("", group, "cpu.max", time) ? mp_cpus_quota_v2(time) : 0;
    if (!read_of(folder, group, "cpu.cfs_quota_us", time) ||
        !read_of(folder, group, "cpu.cfs_period_us", period))
        return 0;
    return mp_cpus_quota_v1(time, period);
}

/* The least from that group up; in a container the group's own folder may be
 * out of sight, and the top is what is seen of it. */
static void
lessen(const char *folder, char *group, double *quota)
{
    for (;;) {
        double here = quota_of(folder, group);
        char *slash = strrchr(group, '/');

        if (here > 0 && (*quota <= 0 || here < *quota))
            *quota = here;
        if (!slash)
            return;
        *slash = '\0';
    }
}

static double
least_quota(void)
{
    static const char *const v1[] = {"/cpu", "/cpu,cpuacct"};
    char text[PATH_SIZE], group[PATH_SIZE];
    double quota = 0;

    if (!read_text("/proc/self/cgroup", sizeof(text), text))
        return 0;
    if (mp_cpus_group(text, "", sizeof(group), group) == 0)
        lessen(NULL, group, &quota);
    for (size_t i = 0; i < sizeof(v1) / sizeof(*v1); i++)
        if (mp_cpus_group(text, "cpu", sizeof(group), group) == 0)
            lessen(v1[i], group, &quota);
    return quota;
}

/* The kernel refuses a mask that has not room for all that might be. */
static int
usable(void)
{
    for (size_t cpus = CPU_SETSIZE; cpus <= MOST_CPUS; cpus *= 2) {
        size_t size = CPU_ALLOC_SIZE(cpus);
        cpu_set_t *set = CPU_ALLOC(cpus);
        int count, error;

        if (!set)
            return -ENOMEM;
        error = sched_getaffinity(0, size, set) < 0 ? errno : 0;
        count = error ? -error : CPU_COUNT_S(size, set);
        CPU_FREE(set);
        if (error != EINVAL)
            return count;
    }
    return -EINVAL;
}

int
mp_cpus(struct mp_cpus *ret_cpus)
{
    int count = usable(), machine = -EINVAL;
    char text[PATH_SIZE];

    if (count < 0)
        return count;
    if (read_text(ONLINE, sizeof(text), text))
        machine = mp_cpus_in_list(text);
    if (machine < 0)
        machine = (int)sysconf(_SC_NPROCESSORS_ONLN);
    *ret_cpus = (struct mp_cpus){
        .machine = machine < count ? count : machine,
        .usable = count,
        .quota = least_quota(),
    };
    return 0;
}

int
mp_cpu_count(void)
{
    struct mp_cpus cpus;
    int count;

    if (mp_cpus(&cpus) < 0)
        return 1;
    if (cpus.quota <= 0 || cpus.quota >= cpus.usable)
        return cpus.usable;
    count = (int)cpus.quota;
    return count < cpus.quota ? count + 1 : count;
}
