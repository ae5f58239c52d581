#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/cpus.h"
#include "guest/mp/mp.h"

static void
test_cpus__counts_a_list(void)
{
    CHECK_INT(mp_cpus_in_list("0\n"), 1);
    CHECK_INT(mp_cpus_in_list("0-3\n"), 4);
    CHECK_INT(mp_cpus_in_list("0-3,5,8-9"), 7);
    CHECK_INT(mp_cpus_in_list(""), -EINVAL);
    CHECK_INT(mp_cpus_in_list("\n"), -EINVAL);
    CHECK_INT(mp_cpus_in_list("0-"), -EINVAL);
    CHECK_INT(mp_cpus_in_list("3-1"), -EINVAL);
    CHECK_INT(mp_cpus_in_list("0-99999999999"), -EINVAL);
    CHECK_INT(mp_cpus_in_list("0,x"), -EINVAL);
}

static void
test_cpus__reads_the_quota_of_either_version(void)
{
    CHECK(mp_cpus_quota_v2("150000 100000\n") == 1.5);
    CHECK(mp_cpus_quota_v2("max 100000\n") == 0);
    CHECK(mp_cpus_quota_v2("") == 0);
    CHECK(mp_cpus_quota_v2("1000 0") == 0);
    CHECK(mp_cpus_quota_v1("50000\n", "100000\n") == 0.5);
    CHECK(mp_cpus_quota_v1("-1\n", "100000\n") == 0);
    CHECK(mp_cpus_quota_v1("", "") == 0);
}

static void
test_cpus__finds_the_group_of_a_controller(void)
{
    const char *text = "12:cpuset:/sets\n4:cpu,cpuacct:/a/b:c\n"
                       "1:name=systemd:/x\n0::/user.slice/y\n";
    char path[32] = "";

    CHECK_INT(mp_cpus_group(text, "cpu", sizeof(path), path), 0);
    CHECK(strcmp(path, "/a/b:c") == 0);
    CHECK_INT(mp_cpus_group(text, "", sizeof(path), path), 0);
    CHECK(strcmp(path, "/user.slice/y") == 0);
    CHECK_INT(mp_cpus_group(text, "cpu", 6, path), -ENOENT);
    CHECK_INT(mp_cpus_group(text, "memory", sizeof(path), path), -ENOENT);
    CHECK_INT(mp_cpus_group("", "cpu", sizeof(path), path), -ENOENT);
    CHECK_INT(mp_cpus_group("no line\n\n:\n::\n", "cpu", sizeof(path), path),
              -ENOENT);
    CHECK_INT(mp_cpus_group("0::/", "", sizeof(path), path), 0);
    CHECK(strcmp(path, "/") == 0);
}

static void
test_cpus__heeds_the_affinity_mask(void)
{
    struct mp_cpus before, after;
    cpu_set_t set, one;

    CHECK_INT(mp_cpus(&before), 0);
    CHECK(before.machine >= before.usable && before.usable >= 1);
    CHECK(before.quota >= 0);
    CHECK(mp_cpu_count() >= 1 && mp_cpu_count() <= before.usable);
    CHECK_INT(sched_getaffinity(0, sizeof(set), &set), 0);
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &set))
            CPU_SET(i, &one);
    CHECK_INT(sched_setaffinity(0, sizeof(one), &one), 0);
    CHECK_INT(mp_cpus(&after), 0);
    CHECK_INT(after.usable, 1);
    CHECK_INT(after.machine, before.machine);
    CHECK_INT(mp_cpu_count(), 1);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_cpus__counts_a_list),
        APART(test_cpus__reads_the_quota_of_either_version),
        APART(test_cpus__finds_the_group_of_a_controller),
        APART(test_cpus__heeds_the_affinity_mask),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
