/*
 * Who waits for whose lock on a file.  Lines are "1: POSIX  ADVISORY  WRITE
 * PID ...", followed by those who wait for it, "1: -> POSIX ...".
 */
#include "run/filelocks.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int
filelock_parse(const char *line, struct filelock *ret_lock)
{
    struct filelock lock = {0};
    int pid, at = 0;

    if (sscanf(line, "%" SCNu64 ": %n", &lock.number, &at) != 1 || at == 0)
        return -EINVAL;
    line += at;
    if (strncmp(line, "->", 2) == 0) {
        lock.waits = true;
        line += 2;
    }
    if (sscanf(line, "%*s %*s %*s %d", &pid) != 1)
        return -EINVAL;
    lock.pid = pid;
    *ret_lock = lock;
    return 0;
}

/* The number of the only lock that it waits for.  0: of none, or several. */
static uint64_t
number_waited_for(const char *text, pid_t pid)
{
    struct filelock lock;
    uint64_t number = 0;

    for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
        if (filelock_parse(text, &lock) < 0 || !lock.waits || lock.pid != pid)
            continue;
        if (number && number != lock.number)
            return 0;
        number = lock.number;
    }
    return number;
}

pid_t
filelocks_holder(const char *text, pid_t pid)
{
    uint64_t number = number_waited_for(text, pid);
    struct filelock lock;

    for (; number && *text;
         text += strcspn(text, "\n"), text += *text == '\n')
        if (filelock_parse(text, &lock) == 0 && !lock.waits &&
            lock.number == number)
            return lock.pid > 0 ? lock.pid : 0;
    return 0;
}
