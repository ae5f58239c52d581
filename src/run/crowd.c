/* A hint that a program forks without end. */
#include "run/crowd.h"

#include <fcntl.h>
#include <unistd.h>

#include "run/safe.h"

void
crowd_init(struct crowd *crowd)
{
    *crowd = (struct crowd){.fd = open("/proc/loadavg",
                                       O_RDONLY | O_CLOEXEC)};
}

/* "0.20 0.18 0.12 1/80 11206": the number behind the slash. */
uint64_t
crowd_parse(const char *loadavg)
{
    uint64_t tasks = 0;

    while (*loadavg && *loadavg != '/')
        loadavg++;
    if (*loadavg)
        safe_number(loadavg + 1, &tasks);
    return tasks;
}

static uint64_t
count_machine(const struct crowd *crowd)
{
    char text[128];
    ssize_t got = pread(crowd->fd, text, sizeof text - 1, 0);

    if (got <= 0)
        return 0;
    text[got] = '\0';
    return crowd_parse(text);
}

bool
crowd_is_suspicious(struct crowd *crowd)
{
    uint64_t tasks = count_machine(crowd);

    if (crowd->tasks == 0 || tasks < crowd->tasks)
        crowd->tasks = tasks;
    if (tasks - crowd->tasks < CROWD_STEP)
        return false;
    crowd->tasks = tasks;
    return true;
}
