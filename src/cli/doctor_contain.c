/* Whether programs get namespaces of their own, found by starting one; and
 * where they do not, which of the kernel's switches stands in the way. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/doctor.h"
#include "run/contain.h"

#define SWITCH_SIZE 64
#define LOST "kill(-1) in a program reaches all that is yours, and shared " \
             "memory that it leaves stays"

/* A switch of the kernel that refuses namespaces, and what turns it. */
struct obstacle {
    const char *path;
    const char *refusing;       /* what it reads then */
    const char *remedy;
};

static const struct obstacle obstacles[] = {
    {"/proc/sys/user/max_user_namespaces", "0",
     "`sysctl user.max_user_namespaces=10000` as root"},
    {"/proc/sys/user/max_pid_namespaces", "0",
     "`sysctl user.max_pid_namespaces=10000` as root"},
    {"/proc/sys/kernel/unprivileged_userns_clone", "0",
     "`sysctl kernel.unprivileged_userns_clone=1` as root"},
    {"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
     "`sysctl kernel.apparmor_restrict_unprivileged_userns=0` as root"},
};

static bool
stands_in_the_way(const struct obstacle *obstacle)
{
    char *text = NULL;
    bool is;

    if (file_read(obstacle->path, SWITCH_SIZE, &text, NULL) < 0)
        return false;
    text[strcspn(text, "\n")] = '\0';
    is = strcmp(text, obstacle->refusing) == 0;
    free(text);
    return is;
}

static const char *
remedy_for(const struct contain_refusal *refusal)
{
    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++)
        if (stands_in_the_way(&obstacles[i]))
            return obstacles[i].remedy;
    if (refusal->step == CONTAIN_PROC)
        return "a container that hides parts of /proc allows no second one";
    return "a container has to be started so that it may make them "
           "(docker: --privileged)";
}

static const char *
name_of(enum contain_step step)
{
    static const char *const names[] = {
        [CONTAIN_CLONE] = "new namespaces",
        [CONTAIN_IDS] = "numbers for users in them",
        [CONTAIN_MOUNTS] = "mounts in them",
        [CONTAIN_PROC] = "a /proc in them",
        [CONTAIN_SHM] = "a /dev/shm in them",
    };

    return names[step];
}

void
doctor_contain(struct doctor *doctor)
{
    struct contain_refusal refusal;
    bool contained = doctor_try_contained(doctor);

    refusal = contain_refusal();
    if (contained)
        doctor_good(doctor, "namespaces", "each program gets its own");
    else if (refusal.step == CONTAIN_UNWANTED)
        doctor_less(doctor, "namespaces", LOST,
                    "RACECOURSE_NAMESPACES=no forbids them");
    else if (refusal.step == CONTAIN_NONE)
        doctor_less(doctor, "namespaces", LOST, "no program would start");
    else
        doctor_less(doctor, "namespaces", remedy_for(&refusal),
                    "the kernel refuses %s (%s); " LOST,
                    name_of(refusal.step), strerror(refusal.error));
}
